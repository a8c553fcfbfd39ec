import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAnswering } from '../../../examples/reference-system/local/engine';
import { freePort } from '../../../examples/reference-system/local/free-port';

jest.setTimeout(180_000); // a first start installs the engine

const repository = join(__dirname, '..', '..', '..');
const home = mkdtempSync(join(tmpdir(), 'demo-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Demo {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  readonly output: () => string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

function demo(...args: string[]): Demo {
  const process = spawn(globalThis.process.execPath, ['--import', 'tsx', 'examples/reference-system/local/demo.ts', ...args], {
    cwd: repository,
    env: { ...globalThis.process.env, TSX_TSCONFIG_PATH: 'tsconfig.dev.json', npm_lifecycle_event: undefined },
  });
  let output = '';
  [process.stdout, process.stderr].forEach((stream) => stream.on('data', (text) => { output += text; }));
  return { process, output: () => output, ended: once(process, 'close').then(([code]) => code) };
}

async function withListener(use: (port: number) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  await use((server.address() as AddressInfo).port);
  server.close();
}

describe('the demo, when it cannot start', () => {
  test('fails on one line for a flag it does not know', async () => {
    const { ended, output } = demo('--fast');

    expect(await ended).toBe(1);
    expect(output()).toBe('--fast is not a flag of the demo. Allowed: --check, --fresh, --port N, --site-port N, --home DIR\n');
  });

  test('fails on one line for a port that is taken, before it installs anything', () => withListener(async (port) => {
    const { ended, output } = demo('--port', String(port), '--home', home);

    expect(await ended).toBe(1);
    expect(output()).toBe(`Port ${port} is in use: stop what listens there, or choose another port with --port N\n`);
  }));

  test('fails on one line for a site port that is taken', () => withListener(async (port) => {
    const { ended, output } = demo('--site-port', String(port), '--port', String(await freePort()), '--home', home);

    expect(await ended).toBe(1);
    expect(output()).toBe(`Port ${port} is in use: stop what listens there, or choose another port with --site-port N\n`);
  }));

  test('fails on one line while another runs in the same folder', async () => {
    const lock = join(home, 'demo.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid }));

    const { ended, output } = demo('--home', home, '--port', String(await freePort()), '--site-port', String(await freePort()));

    expect(await ended).toBe(1);
    expect(output()).toBe(`The system already runs in ${home} (process ${process.pid}): stop it first, or use another folder and ports with --home DIR --port N --site-port N\n`);
    rmSync(lock);
  });
});

describe('the demo', () => {
  let ports: string[];
  const port = () => ports[1];
  let first: string;
  const outputs = () => readFileSync(join(home, 'outputs.json'), 'utf8');
  beforeAll(async () => { ports = ['--port', String(await freePort()), '--site-port', String(await freePort())]; });

  test('checks itself over HTTP and leaves nothing running', async () => {
    const { ended, output } = demo('--check', ...ports, '--home', home);
    const code = await ended;

    expect(output()).toMatch(/^\d+ passed, 0 failed$/m);
    expect(code).toBe(0);
    expect(await isAnswering(Number(port()))).toBe(false);
    first = outputs();
  });

  test('a second start has the same addresses, users and data, and shows them until it is ended', async () => {
    const { process, ended, output } = demo(...ports, '--home', home);
    while (!output().includes('Ctrl-C stops it')) { await once(process.stdout!, 'data'); }
    const { apis, users, siteUrl } = JSON.parse(first);

    expect(outputs()).toBe(first);
    expect(output()).toContain(apis.tickets);
    expect([siteUrl, (await fetch(siteUrl)).status]).toEqual([`http://localhost:${ports[3]}`, 200]);
    users.forEach(({ username, password }: { username: string; password: string }) => {
      expect(output()).toMatch(new RegExp(`User ${username} +${password}`));
    });
    const { notes: engine } = JSON.parse(readFileSync(join(home, 'demo.lock'), 'utf8'));

    process.kill('SIGTERM');

    expect(await ended).toBe(0);
    expect(await isAnswering(Number(port()))).toBe(false);
    await groupIsGone(engine.pid);
  });
});

async function groupIsGone(leader: number): Promise<void> {
  for (;;) {
    try {
      process.kill(-leader, 0);
    } catch {
      return;
    }
    await new Promise((done) => setTimeout(done, 50)); // until the system has reaped them
  }
}
