import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleCli, type BundledCli } from '../../scripts/bundle-cli';
import { AccountStub } from '../support/account-stub';
import { deployShop, SIGNED_IN } from '../support/shop';

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

test('it works on AWS by the settings of the SDK, and writes nothing but what it is asked for', async () => {
  const account = new AccountStub();
  const env = { PATH: '', HOME: place, ...SIGNED_IN, AWS_ENDPOINT_URL: await account.listen() };
  deployShop(account);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli.file, 'dlq', 'list', '--stack', 'Shop'], { cwd: place, env });
  expect([stdout.split('\n')[1].split(/ {2,}/), stderr]).toEqual([['mail-dlq', 'not handled', 'mail', '0'], '']);
  await account.close();
});

test('it begins with the line by which a shell finds Node', () => {
  expect(readFileSync(cli.file, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
});

test('it stays within 1 MiB, and holds no construct and no path of the machine that built it', () => {
  const text = readFileSync(cli.file, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MIB);
  expect(cli.inputs.filter((input) => /node_modules\/(aws-cdk-lib|constructs)\/|^src\/constructs\//.test(input))).toEqual([]);
  expect(text).not.toContain(process.cwd());
});

test('output that nobody reads to its end, as before `head`, is no failure', () => {
  const { stderr } = spawnSync('sh', ['-c', `{ ${process.execPath} ${cli.file} help cost; echo "ended with $?" >&2; } | true`], { cwd: place, encoding: 'utf8' });
  expect(stderr).toBe('ended with 0\n');
});

test('it ships the licence of every package it holds', () => {
  const notices = readFileSync(join(cli.folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  const packages = new Set(cli.inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  expect(packages).toContain('@aws-sdk/client-sqs');
  for (const name of packages) { expect(notices).toContain(`${name}@`); }
});
