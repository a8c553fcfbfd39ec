import { rmSync } from 'node:fs';
import { dirname } from 'node:path';

export default async function globalTeardown() {
  await globalThis.deployedSystem?.stop();
  if (process.env.DEPLOYED_SYSTEM_FILE) { rmSync(dirname(process.env.DEPLOYED_SYSTEM_FILE), { recursive: true, force: true }); }
}
