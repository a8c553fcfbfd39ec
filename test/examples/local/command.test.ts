import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from '../../../examples/reference-system/local/command';

const folder = mkdtempSync(join(tmpdir(), 'command-'));
const log = join(folder, 'step.log');
afterAll(() => rmSync(folder, { recursive: true }));

const node = (script: string, signal?: AbortSignal) => runCommand(process.execPath, ['-e', script], { name: 'the step', log, env: {}, signal });

describe('a command of a step', () => {
  test('leaves what it prints in its log', async () => {
    await node('console.log("one"); console.error("two")');

    expect(readFileSync(log, 'utf8')).toBe('one\ntwo\n');
  });

  test('fails with its last lines and where the rest is', async () => {
    const failed = node('for (let i = 1; i <= 40; i++) console.log("line " + i + "."); process.exit(3)');

    await expect(failed).rejects.toThrow(/^the step ended with 3:\nline 26\.\n[^]*line 40\.\nAll of it: .*step\.log$/);
  });

  test('fails when there is no such program', async () => {
    await expect(runCommand(join(folder, 'none'), [], { name: 'the step', log, env: {} })).rejects.toThrow(/ENOENT/);
  });

  test('ends with all it started when the step is given up', async () => {
    const giveUp = new AbortController();
    const beats = join(folder, 'beats');
    const running = node(`
      require('node:child_process').spawn('sh', ['-c', 'while true; do echo beat >> ${beats}; sleep 0.02; done']);
      setInterval(() => {}, 1000);
    `, giveUp.signal);
    while (!existsSync(beats)) { await delay(20); }

    giveUp.abort(new Error('given up'));

    await expect(running).rejects.toThrow('given up');
    const atTheEnd = statSync(beats).size;
    await delay(200);
    expect(statSync(beats).size).toBe(atTheEnd);
  });
});
