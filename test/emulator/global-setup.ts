import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp, type RunningSystem } from '../../examples/reference-system/local/bring-up';

declare global {
  var deployedSystem: RunningSystem | undefined; // eslint-disable-line no-var
}

/** Deploys the reference system beside any running demo: a home and a port of its own. */
export default async function globalSetup() {
  const home = mkdtempSync(join(tmpdir(), 'deployed-system-'));
  const system = await bringUp({ home, port: await freePort(), log: (text) => process.stdout.write(text) });
  globalThis.deployedSystem = system;
  const file = join(home, 'deployed-system.json');
  writeFileSync(file, JSON.stringify({ ...system.outputs, clientConfig: system.clientConfig, home }), { mode: 0o600 });
  process.env.DEPLOYED_SYSTEM_FILE = file;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
