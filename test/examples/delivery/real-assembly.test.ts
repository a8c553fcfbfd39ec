import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alarmsOf, dependentsFirst } from '../../../examples/reference-system/delivery/assembly';

const ROOT = join(__dirname, '..', '..', '..');
const home = mkdtempSync(join(tmpdir(), 'real-assembly-'));
const assembly = join(home, 'staging', 'assembly');
const TSX = ['--import', 'tsx', 'examples/reference-system/delivery/deliver.ts'];
const env = { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.dev.json', CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'eu-west-1' };
const deliver = (...args: string[]) => execFileSync(process.execPath, [...TSX, ...args, '--stage', 'staging', '--home', home], { cwd: ROOT, env, encoding: 'utf8', stdio: 'pipe' });

let said: string;
beforeAll(() => { said = deliver('synth'); }, 120_000);
afterAll(() => rmSync(home, { recursive: true }));

test('K1: the command that the job runs makes the assembly of a stage, without an account', () => {
  expect(said).toMatch(/staging\/assembly holds Tickets, Data, Commerce, Events, Site, /);
});

test('K1: its way back begins with what nobody needs and ends with the users and the tables', () => {
  const order = dependentsFirst(assembly);
  expect(order.slice(-4)).toEqual(['Commerce', 'Events', 'Data', 'Tickets']);
  for (const [one, other] of [['Site', 'Commerce'], ['Observability', 'Commerce'], ['Site-us-east-1-monitoring', 'Site']]) { expect(order.indexOf(one)).toBeLessThan(order.indexOf(other)); }
});

test('K1: its alarms are watched in both regions, but those of money', () => {
  const alarms = alarmsOf(assembly);
  expect(Object.keys(alarms).sort()).toEqual(['eu-west-1', 'us-east-1']);
  expect(alarms['us-east-1'].prefixes).toEqual([expect.stringMatching(/^Site-us-east-1-monitoring-/)]);
  expect(Object.values(alarms).flatMap(({ names }) => names).filter((name) => /charges/.test(name))).toEqual([]);
});

test('a command that fails ends the job’s step, with the reason alone', () => {
  const { status, stderr } = spawnSync(process.execPath, [...TSX, 'fly', '--stage', 'staging'], { cwd: ROOT, env, encoding: 'utf8' });
  expect([status, stderr.split('\n').filter((line) => line.startsWith('there is'))]).toEqual([1, [expect.stringContaining("there is no command 'fly'")]]);
});
