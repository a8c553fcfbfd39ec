import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS, deliver, type Machine } from '../../../examples/reference-system/delivery/commands';
import { resource, writeAssembly } from '../../support/cloud-assemblies';

let home: string;
let said: string[];
let ran: string[];
let outputs: { [name: string]: string };
let rings: string[];
let failing: RegExp | undefined;

/** A machine where commands are noted, and alarms ring as the test says. */
function machine(env: Machine['env'] = {}): Machine {
  return {
    env: { AWS_REGION: 'eu-west-1', ...env },
    say: (line) => { said.push(line); },
    run: ({ args }) => {
      const line = args.slice(1).join(' ');
      ran.push(line);
      if (failing?.test(line)) { throw new Error('it ended with code 1'); }
    },
    runFor: ({ args }) => args.includes('cost') ? '### Cost: **1.00**' : 'Stack Tickets\n[~] Resource\n',
    tell: (name, value) => { outputs[name] = value; },
    look: async () => rings.map((name) => ({ name, reason: '1 error' })),
    wait: async () => undefined,
  };
}

const call = (command: string, ...args: string[]) => deliver([command, '--stage', 'staging', '--home', home, ...args], machine());

const alarm = (AlarmName: string) => ({ ...resource('AWS::CloudWatch::Alarm', 'A'), Properties: { AlarmName } });

function addAssembly(place: 'assembly' | 'previous', made = writeAssembly({ Tickets: { Resources: { A: alarm('Guard: errors') } } }, 'eu-west-1')) {
  mkdirSync(join(home, 'staging'), { recursive: true });
  rmSync(join(home, 'staging', place), { recursive: true, force: true });
  cpSync(made, join(home, 'staging', place), { recursive: true });
  rmSync(made, { recursive: true });
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'deliver-'));
  [said, ran, outputs, rings, failing] = [[], [], {}, [], undefined];
  addAssembly('assembly');
});
afterEach(() => { rmSync(home, { recursive: true }); });

describe('deploy', () => {
  test('notes what rings already, and then deploys the assembly as it was built', async () => {
    rings = ['Guard: errors'];
    await call('deploy');
    expect(ran).toEqual([expect.stringMatching(/^deploy --app \S+\/staging\/assembly --all --require-approval never .*--outputs-file \S+\/staging\/outputs\.json/)]);
    expect(JSON.parse(readFileSync(join(home, 'staging', 'before.json'), 'utf8'))).toEqual({ 'eu-west-1': ['Guard: errors'] });
    expect(said.join('\n')).toContain('Rang before it: Guard: errors (1 error)');
  });

  test('fails without an assembly, and tells how to make one', async () => {
    rmSync(join(home, 'staging', 'assembly'), { recursive: true });
    await expect(call('deploy')).rejects.toThrow(/is no cloud assembly.*npm run deliver -- synth --stage/);
    expect(ran).toEqual([]);
  });

  test('does not deploy where the alarms can’t be read: nobody could watch it', async () => {
    await expect(deliver(['deploy', '--stage', 'staging', '--home', home], { ...machine(), look: async () => { throw new Error('AccessDenied'); } })).rejects.toThrow('AccessDenied');
    expect(ran).toEqual([]);
  });
});

describe('watch', () => {
  beforeEach(() => call('deploy'));

  test('passes where nothing rings', async () => {
    await call('watch', '--minutes', '1');
    expect(said.pop()).toBe('Nothing rang in 1 minute.');
  });

  test('fails where an alarm rings, with its name and reason', async () => {
    rings = ['Guard: errors'];
    await expect(call('watch')).rejects.toThrow('since the deployment rings: Guard: errors in eu-west-1 (1 error)');
  });

  test('fails as soon as an alarm rings, in whichever region, and waits for no other', async () => {
    addAssembly('assembly', writeAssembly({ Tickets: { Resources: { A: alarm('Guard: errors') } }, Budget: { Resources: { A: alarm('Guard: errors') } } }, 'eu-west-1', { Budget: { region: 'us-east-1' } }));
    const waited: number[] = [];
    const look = async (region: string) => (region === 'us-east-1' ? [{ name: 'Guard: errors', reason: '1 error' }] : []);
    await expect(deliver(['watch', '--stage', 'staging', '--home', home], { ...machine(), look, wait: async (ms) => { waited.push(ms); } }))
      .rejects.toThrow('since the deployment rings: Guard: errors in us-east-1 (1 error)');
    expect(waited).toEqual([]);
  });

  test('fails for a stage that was not deployed', async () => {
    rmSync(join(home, 'staging', 'before.json'));
    await expect(call('watch')).rejects.toThrow(/before\.json.*deliver -- deploy/);
  });
});

describe('rollback', () => {
  const three = () => writeAssembly({ Tickets: { Resources: {} }, Commerce: { Resources: {} }, Site: { Resources: {} } }, 'eu-west-1', { Site: { needs: ['Commerce', 'Tickets'] }, Commerce: { needs: ['Tickets'] } });
  const stacks = () => ran.map((line) => /^deploy (\w+) --app \S+\/staging\/previous --exclusively --require-approval never /.exec(line)?.[1]);

  test('deploys the previous assembly, each stack before those that it needs: what it no longer imports is exported until then', async () => {
    addAssembly('previous', three());
    await call('rollback');
    expect(stacks()).toEqual(['Site', 'Commerce', 'Tickets']);
    expect(said.pop()).toBe('staging is what it was before this delivery. Its data is as the delivery left it.');
  });

  test('tells of stacks that the delivery brought: they stay', async () => {
    addAssembly('previous');
    addAssembly('assembly', three());
    await call('rollback');
    expect(said).toContain('Commerce, Site came with this delivery and stay in the account: delete what nobody uses.');
  });

  test('fails where a stack does not go back, and tells how far it came', async () => {
    addAssembly('previous', three());
    failing = /^deploy Commerce /;
    await expect(call('rollback')).rejects.toThrow('Commerce did not go back: it ended with code 1. Back are Site; still as delivered: Commerce, Tickets');
    expect(stacks()).toEqual(['Site', 'Commerce']);
  });

  test('fails where there is none, and tells what to do', async () => {
    await expect(call('rollback')).rejects.toThrow(/there is no previous assembly.*first delivery.*older than 90 days.*correct main/);
    expect(ran).toEqual([]);
  });
});

describe('a delivery that goes wrong', () => {
  test('is back at the previous assembly in the end', async () => {
    addAssembly('previous');
    await call('deploy');
    rings = ['Guard: errors'];
    await expect(call('watch')).rejects.toThrow('rings');
    await call('rollback');
    expect(ran.map((line) => /staging\/(\w+) /.exec(line)![1])).toEqual(['assembly', 'previous']);
  });
});

test('synth makes the assembly of the stage, without a network', async () => {
  await call('synth', '--dry-run');
  expect(said).toEqual([expect.stringMatching(/^would run: node --import tsx app\.ts/)]);
});

test('differences writes what a pull request is told', async () => {
  addAssembly('previous');
  await call('differences');
  expect(readFileSync(join(home, 'staging', 'differences.md'), 'utf8')).toMatch(/^## What this changes in staging[^]*\[~\] Resource[^]*### Cost/);
  await expect(call('differences', '--against', join(home, 'nowhere'))).rejects.toThrow(/nowhere is no cloud assembly/);
});

test('e2e runs the Postman collection against what was deployed, with the users it is given', async () => {
  writeFileSync(join(home, 'staging', 'outputs.json'), JSON.stringify({ Tickets: { TicketsUrl: 'https://t.example/dev/v1' }, Commerce: { CommerceUrl: 'https://c.example/dev/v1' } }));
  await expect(call('e2e')).rejects.toThrow(/E2E_USERNAME, E2E_PASSWORD, E2E_ADMIN_USERNAME, E2E_ADMIN_PASSWORD.*secrets of the environment/);
  const users = { E2E_USERNAME: 'ana', E2E_PASSWORD: 'p', E2E_ADMIN_USERNAME: 'admin', E2E_ADMIN_PASSWORD: 'q' };
  await deliver(['e2e', '--stage', 'staging', '--home', home, '--dry-run'], machine(users));
  expect(said.pop()).toBe('would run: the Postman collection against https://t.example/dev/v1 and https://c.example/dev/v1 as ana and admin');
});

test('previous tells the job which artifact to fetch', async () => {
  await call('previous', '--dry-run');
  expect(said.pop()).toBe('would ask: the artifacts deployed-staging of the repository');
  await expect(call('previous')).rejects.toThrow(/GITHUB_REPOSITORY, GITHUB_TOKEN/);
});

test('whatever a job runs can be tried without doing it', async () => {
  addAssembly('previous');
  writeFileSync(join(home, 'staging', 'outputs.json'), JSON.stringify({ Tickets: { TicketsUrl: 'https://t.example/v1', UserPoolId: 'p' }, Commerce: { CommerceUrl: 'https://c.example/v1' }, Site: { SiteUrl: 'https://s.example' } }));
  writeFileSync(join(home, 'staging', 'before.json'), '{}');
  for (const command of Object.keys(COMMANDS)) { await call(command, '--dry-run'); }
  expect(ran).toEqual([]);
  expect(said.filter((line) => !line.startsWith('would '))).toEqual([]);
});

test.each<[string[], RegExp]>([
  [['fly', '--stage', 'staging'], /no command 'fly'. Allowed: synth, differences, previous, deploy, smoke, e2e, watch, rollback/],
  [['deploy'], /--stage is missing. Allowed: staging, production; the local stage is npm run demo/],
  [['deploy', '--stage', 'local'], /--stage local. Allowed: staging, production/],
  [['watch', '--stage', 'staging', '--minutes', 'ten'], /--minutes ten is no time to watch. Allowed: 0 to 60/],
  [['deploy', '--stage', 'staging', '--force'], /Unknown option '--force'/],
])('fails for %j', async (args, message) => {
  await expect(deliver(args, machine())).rejects.toThrow(message);
});
