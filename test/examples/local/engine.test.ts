import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPort, startEngine } from '../../../examples/reference-system/local/engine';
import { isAlive } from '../../../examples/reference-system/local/lock';

const home = mkdtempSync(join(tmpdir(), 'engine-'));
const venv = join(home, 'venv');
afterAll(() => rmSync(home, { recursive: true }));

const freePort = () => withListener(async (port) => port);
async function withListener<T>(use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    await new Promise((done) => server.close(done));
  }
}
function engineThat(script: string): void {
  const program = join(venv, 'bin', 'python');
  mkdirSync(join(venv, 'bin'), { recursive: true });
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
}

describe('the start of the engine', () => {
  test('fails on one line when its port is taken', async () => {
    await withListener(async (port) => {
      await expect(checkPort(port)).rejects.toThrow(
        `Port ${port} is in use: stop what listens there, or choose another port with --port N`,
      );
    });
  });

  test('fails with its last words when it ends at once', async () => {
    engineThat('echo "cannot read the state"; exit 1');

    await expect(startEngine({ home, venv, port: await freePort() })).rejects.toThrow(/cannot read the state[^]*engine\.log/);
  });

  test('fails when it does not answer in time, and leaves nothing running', async () => {
    engineThat('echo $$ > "$STATE_DIR/../pid"; sleep 60');

    await expect(startEngine({ home, venv, port: await freePort(), patienceMs: 300 })).rejects.toThrow(/did not answer within 0.3 s[^]*engine\.log/);
    expect(isAlive(Number(readFileSync(join(home, 'pid'), 'utf8')))).toBe(false);
  });

  test('can be given up', async () => {
    engineThat('sleep 60');
    const giveUp = new AbortController();
    setTimeout(() => giveUp.abort(new Error('given up')), 100);

    await expect(startEngine({ home, venv, port: await freePort(), signal: giveUp.signal })).rejects.toThrow('given up');
  });
});
