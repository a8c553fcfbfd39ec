import removeTempFolder from '../jest/global-teardown';

export default async function globalTeardown() {
  await globalThis.deployedSystem?.stop();
  removeTempFolder();
}
