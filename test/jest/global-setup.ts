import { ownTempFolder } from '../support/temp-folder';

declare global {
  var removeTempFolder: (() => void) | undefined; // eslint-disable-line no-var
}

export default function globalSetup() {
  globalThis.removeTempFolder = ownTempFolder();
}
