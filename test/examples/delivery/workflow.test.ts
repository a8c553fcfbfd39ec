import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { deliver, type Machine } from '../../../examples/reference-system/delivery/commands';
import { resource, writeAssembly } from '../../support/cloud-assemblies';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: { readonly [name: string]: string };
  readonly with?: { readonly [name: string]: string };
}
interface Job {
  readonly needs?: string | string[];
  readonly if?: string;
  readonly environment?: string | { readonly name: string };
  readonly permissions: { readonly [scope: string]: string };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: { readonly [event: string]: any };
  readonly concurrency?: { readonly 'cancel-in-progress': boolean };
  readonly jobs: { readonly [id: string]: Job };
}

const WORKFLOWS = join(__dirname, '..', '..', '..', '.github', 'workflows');
const read = (name: string) => parse(readFileSync(join(WORKFLOWS, name), 'utf8')) as Workflow;
const delivery = read('delivery.yml');
const differences = read('differences.yml');

/** The steps of a job that run one of the delivery's commands: its arguments. */
const commandsOf = ({ steps }: Job) => steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run deliver -- (.*)$/gm)].map(([, args]) => args.split(' ')));
const environmentOf = ({ environment }: Job) => (typeof environment === 'object' ? environment.name : environment);

describe('K1: a delivery', () => {
  test('is build, staging, and production once somebody approved of it', () => {
    expect(delivery.on).toEqual({ push: { branches: ['main'] }, workflow_dispatch: {} });
    expect(Object.entries(delivery.jobs).map(([id, job]) => [id, job.needs ?? [], environmentOf(job)])).toEqual([
      ['build', [], undefined], ['staging', 'build', 'staging'], ['production', 'staging', 'production'],
    ]);
  });

  test('builds the package, runs the tests and keeps their coverage, and makes what is deployed, once', () => {
    const { steps } = delivery.jobs.build;
    const runs = steps.map(({ run }) => run).join('\n');
    expect(runs).toMatch(/npm ci[^]*npm test[^]*npm run compile[^]*npm run package:js[^]*npm run bundle[^]*npm run web[^]*synth --stage staging/);
    expect(commandsOf(delivery.jobs.build)).toEqual([['synth', '--stage', 'staging'], ['synth', '--stage', 'production']]);
    expect(steps.flatMap(({ with: { name } = {} }) => name ?? [])).toEqual(expect.arrayContaining(['coverage', 'package', 'assembly-staging', 'assembly-production']));
  });

  test('looks at staging from outside and end to end, then watches it, and goes back where any of it fails', () => {
    expect(commandsOf(delivery.jobs.staging).map(([command]) => command)).toEqual(['previous', 'deploy', 'smoke', 'e2e', 'watch', 'rollback']);
    expect(commandsOf(delivery.jobs.production).map(([command]) => command)).toEqual(['previous', 'deploy', 'smoke', 'watch', 'rollback']);
    for (const job of [delivery.jobs.staging, delivery.jobs.production]) {
      const rollback = job.steps.find(({ run }) => run?.includes('rollback'));
      expect(rollback!.if).toBe("failure() && steps.deploy.outcome != 'skipped'");
      expect(job.steps.some(({ id, run }) => id === 'deploy' && run?.includes('-- deploy'))).toBe(true);
      // what stayed is kept for the next: after the watch, and not where a step failed
      const kept = job.steps.findIndex(({ with: { name } = {} }) => name === `deployed-${environmentOf(job)}`);
      expect(kept).toBeGreaterThan(job.steps.findIndex(({ run }) => run?.includes('-- watch')));
      expect(job.steps[kept].if).toBeUndefined();
    }
  });

  test('each job deploys to its own stage', () => {
    for (const stage of ['staging', 'production']) {
      for (const args of commandsOf(delivery.jobs[stage])) { expect(args.slice(1, 3)).toEqual(['--stage', stage]); }
      expect(JSON.stringify(delivery.jobs[stage].steps)).not.toContain(stage === 'staging' ? 'production' : 'staging');
    }
  });

  test('no delivery is cut short by the next', () => expect(delivery.concurrency).toMatchObject({ 'cancel-in-progress': false }));
});

describe('no job may more than it must', () => {
  test('only those that deploy have a token for AWS, of main only, and credentials after the packages are installed', () => {
    expect(Object.entries({ ...delivery.jobs, ...differences.jobs }).map(([id, { permissions }]) => [id, permissions])).toEqual([
      ['build', { contents: 'read' }],
      ['staging', { 'id-token': 'write', 'contents': 'read', 'actions': 'read' }],
      ['production', { 'id-token': 'write', 'contents': 'read', 'actions': 'read' }],
      ['compare', { contents: 'read' }],
      ['comment', { 'pull-requests': 'write' }],
    ]);
    for (const job of [delivery.jobs.staging, delivery.jobs.production]) {
      expect(job.if).toBe("github.ref == 'refs/heads/main'");
      const at = (what: RegExp) => job.steps.findIndex((step) => what.test(step.uses ?? step.run ?? ''));
      expect(at(/configure-aws-credentials/)).toBeGreaterThan(at(/npm ci/));
    }
  });

  test('a pull request’s code never runs where something may be written', () => {
    expect(differences.on).toEqual({ pull_request: {} });
    const { comment } = differences.jobs;
    expect(comment.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    expect(comment.steps.some(({ uses, run }) => /checkout|npm|npx/.test(`${uses} ${run}`))).toBe(false);
  });

  test('no secret of AWS is kept, and none is in a command line', () => {
    for (const file of ['delivery.yml', 'differences.yml']) {
      const text = readFileSync(join(WORKFLOWS, file), 'utf8');
      expect(text).not.toMatch(/aws-(access-key-id|secret-access-key)|AWS_SECRET/);
      expect(text).not.toContain('pull_request_target');
    }
    const runs = Object.values({ ...delivery.jobs, ...differences.jobs }).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(runs.filter((run) => run.includes('${{'))).toEqual([]);
  });

  test.each(readdirSync(WORKFLOWS))('every action of %s is pinned to a commit', (file) => {
    const uses = Object.values(read(file).jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });
});

test('every npm script that a job runs is one of this project’s', () => {
  const { scripts } = JSON.parse(readFileSync(join(WORKFLOWS, '..', '..', 'package.json'), 'utf8'));
  const runs = Object.values({ ...delivery.jobs, ...differences.jobs }).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const names = runs.flatMap((run) => [...run.matchAll(/^npm (?:run )?([\w:]+)/gm)].map(([, name]) => name)).filter((name) => name !== 'ci');
  expect(new Set(names)).toEqual(new Set(['test', 'compile', 'package:js', 'bundle', 'web', 'deliver']));
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
});

describe('the commands of each job pass when they are tried', () => {
  const home = mkdtempSync(join(tmpdir(), 'workflow-'));
  const assembly = writeAssembly({ Tickets: { Resources: { T: resource('AWS::DynamoDB::Table', 'T') } } });
  afterAll(() => [home, assembly].forEach((folder) => rmSync(folder, { recursive: true })));

  const said: string[] = [];
  const never = () => { throw new Error('a dry run did something'); };
  const machine: Machine = { env: { AWS_REGION: 'us-east-1' }, say: (line) => { said.push(line); }, run: never, runFor: never, tell: never, look: never, wait: never };

  const all = Object.entries({ ...delivery.jobs, ...differences.jobs }).flatMap(([id, job]) => commandsOf(job).map((args) => [id, args] as const));

  test.each(all)('%s: %j', async (_job, args) => {
    const stage = args[args.indexOf('--stage') + 1];
    for (const place of ['assembly', 'previous']) { cpSync(assembly, join(home, stage, place), { recursive: true }); }
    mkdirSync(join(home, stage), { recursive: true });
    writeFileSync(join(home, stage, 'before.json'), '{}');
    writeFileSync(join(home, stage, 'outputs.json'), JSON.stringify({
      Tickets: { TicketsUrl: 'https://t.example/v1', UserPoolId: 'p' }, Commerce: { CommerceUrl: 'https://c.example/v1' }, Site: { SiteUrl: 'https://s.example' },
    }));
    // the places of the runner are replaced by those of this test
    const tried = args.map((arg, i) => (args[i - 1] === '--against' ? assembly : args[i - 1] === '--home' ? home : arg));
    await deliver([...tried, ...tried.includes('--home') ? [] : ['--home', home], '--dry-run'], machine);
    expect(said.pop()).toMatch(/^would /);
  });
});
