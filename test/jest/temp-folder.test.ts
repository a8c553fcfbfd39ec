import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ownTempFolder } from '../support/temp-folder';

const ROOT = join(__dirname, '..', '..');

// A test has a copy of the environment, which tmpdir() does not look into.
test('what is left in the temporary directory goes with it', () => {
  const before = process.env.TMPDIR;
  const remove = ownTempFolder();
  const folder = process.env.TMPDIR!;
  expect(dirname(folder)).toBe(tmpdir());
  mkdtempSync(join(folder, 'left-'));
  remove();
  expect(existsSync(folder)).toBe(false);
  expect(process.env.TMPDIR).toBe(before);
});

test('what a run left that was ended before its end goes with the next', () => {
  const [left, another] = [join(tmpdir(), 'si-2147483646-left'), join(tmpdir(), `si-${process.ppid}-works`)]; // no process, and one that is at work
  for (const folder of [left, another]) { mkdirSync(folder); }
  ownTempFolder()();
  expect([left, another].map((folder) => existsSync(folder))).toEqual([false, true]);
  rmdirSync(another);
});

test('each run of Jest has one of its own, this one too', () => {
  expect(basename(tmpdir())).toMatch(/^si-/);
  const configs = ['emulator', 'package', 'web'].map((folder) => JSON.parse(readFileSync(join(ROOT, 'test', folder, 'jest.config.json'), 'utf8')));
  const { jest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const { globalSetup, globalTeardown } of [jest, ...configs]) {
    expect([globalSetup, globalTeardown]).toEqual([expect.stringMatching(/\/global-setup\.ts$/), expect.stringMatching(/\/global-teardown\.ts$/)]);
  }
});
