import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp, type RunningSystem } from '../../examples/reference-system/local/bring-up';
import { freePort } from '../../examples/reference-system/local/free-port';
import ownTempFolder from '../jest/global-setup';

declare global {
  var deployedSystem: RunningSystem | undefined; // eslint-disable-line no-var
}

/** Deploys the reference system beside any running demo: a home and a port of its own. */
export default async function globalSetup() {
  ownTempFolder();
  const home = mkdtempSync(join(tmpdir(), 'deployed-system-'));
  const system = await bringUp({ home, port: await freePort(), log: (text) => process.stdout.write(text) });
  globalThis.deployedSystem = system;
  const file = join(home, 'deployed-system.json');
  writeFileSync(file, JSON.stringify({ ...system.outputs, clientConfig: system.clientConfig, home }), { mode: 0o600 });
  process.env.DEPLOYED_SYSTEM_FILE = file;
}
