import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../../examples/reference-system/local/lock';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
const file = join(folder, 'demo.lock');
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

const endedProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('a lock of one process at a time', () => {
  test('is refused while its holder lives, naming the holder', () => {
    takeLock(file);

    expect(takeLock(file)).toEqual({ heldBy: process.pid });
  });

  test('is free once released', () => {
    const lock = takeLock(file);
    if ('heldBy' in lock) { throw new Error('not taken'); }
    lock.release();

    expect(existsSync(file)).toBe(false);
    expect(takeLock(file)).not.toHaveProperty('heldBy');
  });

  test('left behind by a process that ended, it is taken over with its notes', () => {
    writeFileSync(file, JSON.stringify({ pid: endedProcess(), notes: { engine: 7 } }));

    expect(takeLock(file)).toMatchObject({ leftBehind: { engine: 7 } });
    expect(takeLock(file)).toEqual({ heldBy: process.pid });
  });

  test('notes are for whoever takes it over', () => {
    const lock = takeLock(file);
    if ('heldBy' in lock) { throw new Error('not taken'); }
    lock.note({ engine: 9 });
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(process.pid), String(endedProcess())));

    expect(takeLock(file)).toMatchObject({ leftBehind: { engine: 9 } });
  });

  test('cut short while it was written, it is taken over', () => {
    writeFileSync(file, '{"pid":');

    expect(takeLock(file)).not.toHaveProperty('heldBy');
  });
});
