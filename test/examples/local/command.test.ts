import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../examples/reference-system/local/command';
import { isAlive } from '../../../examples/reference-system/local/lock';

const folder = mkdtempSync(join(tmpdir(), 'command-'));
const log = join(folder, 'step.log');
afterAll(() => rmSync(folder, { recursive: true }));

const node = (script: string, signal?: AbortSignal) => runCommand(process.execPath, ['-e', script], { log, env: {}, signal });

describe('a command of a step', () => {
  test('leaves what it prints in its log', async () => {
    await node('console.log("one"); console.error("two")');

    expect(readFileSync(log, 'utf8')).toBe('one\ntwo\n');
  });

  test('fails with its last lines and where the rest is', async () => {
    const failed = node('for (let i = 1; i <= 40; i++) console.log("line " + i + "."); process.exit(3)');

    await expect(failed).rejects.toMatchObject({ code: 3, lastLines: expect.stringMatching(/^line 26\.\n[^]*line 40\.$/), log });
  });

  test('fails when there is no such program', async () => {
    await expect(runCommand(join(folder, 'none'), [], { log, env: {} })).rejects.toThrow(/ENOENT/);
  });

  test('ends with all it started when the step is given up', async () => {
    const giveUp = new AbortController();
    const running = node(`
      const child = require('node:child_process').spawn('sleep', ['60']);
      console.log(child.pid);
      setInterval(() => {}, 1000);
    `, giveUp.signal);
    while (!/\d\n/.test(readFileSync(log, 'utf8'))) { await new Promise((done) => setTimeout(done, 20)); }
    const grandchild = Number(readFileSync(log, 'utf8'));

    giveUp.abort(new Error('given up'));

    await expect(running).rejects.toThrow('given up');
    expect(isAlive(grandchild)).toBe(false);
  });
});
