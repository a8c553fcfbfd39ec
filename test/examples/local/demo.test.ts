import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(__dirname, '..', '..', '..');
const home = mkdtempSync(join(tmpdir(), 'demo-'));
afterAll(() => rmSync(home, { recursive: true }));

const demo = (...args: string[]) => spawnSync(
  process.execPath,
  ['--import', 'tsx', join(repository, 'examples', 'reference-system', 'local', 'demo.ts'), ...args],
  { cwd: repository, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.dev.json' } },
);

describe('the demo, when it cannot start', () => {
  test('fails on one line for a flag it does not know', () => {
    expect(demo('--fast')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: '--fast is not a flag of the demo. Allowed: --check, --fresh, --port N, --home DIR\n',
    });
  });

  test('fails on one line for a port that is taken, before it installs anything', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const { status, stderr } = demo('--port', String(port), '--home', home);

    server.close();
    expect(stderr).toBe(`Port ${port} is in use: stop what listens there, or choose another port with --port N\n`);
    expect(status).toBe(1);
  });
});
