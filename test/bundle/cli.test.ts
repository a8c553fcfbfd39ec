import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCli, type BundledCli } from '../../scripts/bundle-cli';

const MIB = 1024 * 1024;
let place: string;
let cli: BundledCli;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'cli-'));
  cli = await bundleCli(join(place, 'assets'));
  writeFileSync(join(place, 'package.json'), JSON.stringify({ version: '1.2.3' }));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Runs the command from a folder in which there is no package to load but Node's own. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli.file, ...args], { cwd: place, encoding: 'utf8', env: { PATH: '' } });
  return { status, stdout, stderr };
}

test('the command runs with nothing but Node', () => {
  expect(run('--version')).toEqual({ status: 0, stdout: '1.2.3\n', stderr: '' });
  expect(run('help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: npx serverless-inteligente <command>'), stderr: '' });
});

test('fails with exit code 2 for a command that is none', () => {
  expect(run('no-such')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining("'no-such' is no command") });
});

test('it begins with the line by which a shell finds Node', () => {
  expect(readFileSync(cli.file, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
});

test('it stays within 2 MiB, and holds no construct and no path of the machine that built it', () => {
  const text = readFileSync(cli.file, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2 * MIB);
  expect(cli.inputs.filter((input) => /node_modules\/(aws-cdk-lib|constructs)\/|^src\/constructs\//.test(input))).toEqual([]);
  expect(text).not.toContain(process.cwd());
});

test('it ships the licence of every package it holds', () => {
  const notices = readFileSync(join(cli.folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of new Set(cli.inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []))) {
    expect(notices).toContain(`${name}@`);
  }
});
