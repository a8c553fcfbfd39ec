import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTarball, ROOT } from './tarball';
import { CDK_FLOOR, CONSTRUCTS_FLOOR } from '../../projenrc/dependencies';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe.each([
  { end: 'lowest', cdk: CDK_FLOOR, constructs: CONSTRUCTS_FLOOR },
  { end: 'newest', cdk: '2', constructs: '10' },
])('an app with the $end aws-cdk-lib', ({ end, cdk, constructs }) => {
  let app: string;

  beforeAll(() => {
    app = mkdtempSync(join(tmpdir(), 'consumer-'));
    folders.push(app);
    writeFileSync(join(app, 'package.json'), JSON.stringify({ private: true }));
    run(app, 'npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', findTarball(), `aws-cdk-lib@${cdk}`, `constructs@${constructs}`, '@types/node@20']);
    writeFileSync(join(app, 'app.ts'), firstSampleOfReadme());
    const compilerOptions = { strict: true, target: 'es2022', module: 'node16', types: ['node'], esModuleInterop: false };
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
  });

  test('installs neither esbuild nor the handlers\' own dependencies', () => {
    for (const name of ['esbuild', '@aws-sdk', '@aws-lambda-powertools']) {
      expect(existsSync(join(app, 'node_modules', name))).toBe(false);
    }
  });

  test('P1: compiles the first sample of the README, declarations of the library among it, strictly', () => {
    run(app, process.execPath, [require.resolve('typescript/bin/tsc'), '-p', app]);
  });

  test('loads the house that an app names, and no other', () => {
    const houses = 'Object.keys(require.cache).map((file) => /lib.constructs.([a-z-]+).index.js$/.exec(file)?.[1]).filter(Boolean).join()';
    expect(said(app, 'js', `require('serverless-inteligente').ServerlessCrudApi.name; console.log(${houses});`)).toBe('serverless-crud-api\n');
  });

  test('an ES module imports what it names', () => {
    expect(said(app, 'mjs', "import { ServerlessCrudApi, SecureStaticSite } from 'serverless-inteligente'; console.log(ServerlessCrudApi.name, SecureStaticSite.name);"))
      .toBe('ServerlessCrudApi SecureStaticSite\n');
  });

  test('P1, P4: synthesises with nothing but node on its PATH, the CDK\'s own validation on, and nothing deprecated in use', () => {
    const out = join(app, 'cdk.out');
    const { CDK_VALIDATION, ...env } = process.env;
    run(app, process.execPath, ['app.js'], { env: { ...env, PATH: folderWithNodeOnly(app), CDK_OUTDIR: out, JSII_DEPRECATED: 'fail' } });
    expect(handlersIn(out)).toEqual(expect.arrayContaining([
      readFileSync(join(ROOT, 'assets', 'auth', 'index.js'), 'utf8'),
      readFileSync(join(ROOT, 'assets', 'crud', 'index.js'), 'utf8'),
    ]));
  });

  test.each(end === 'lowest' ? ['given'] : ['given', 'added'])('fails where it costs more than it may, and not where it costs as much: a limit that is %s', (way) => {
    writeFileSync(join(app, 'limited.js'), LIMITED);
    const synth = (max: string) => run(app, process.execPath, ['limited.js', max, way], { env: { ...process.env, CDK_VALIDATION: 'false' } });
    expect(() => synth('1.25')).toThrow('The app costs 1.30 USD a month, more than the 1.25 it may.');
    synth('1.30');
  });

  test.each(['us-east-1', 'eu-west-1'])('has its alarms, its budget and its peak hours in %s', (region) => {
    const out = join(app, `cdk.out.${region}`);
    writeFileSync(join(app, 'guarded.js'), GUARDED);
    run(app, process.execPath, ['guarded.js', region], { env: { ...process.env, CDK_OUTDIR: out } });
    const resources = resourcesIn(out);
    const count = (type: string) => resources.filter(({ Type }) => Type === `AWS::${type}`).length;
    expect({ alarms: count('CloudWatch::Alarm'), dashboards: count('CloudWatch::Dashboard'), budgets: count('Budgets::Budget') }).toEqual({ alarms: 19, dashboards: 3, budgets: 1 });
    const [charges] = resources.filter(({ Properties }) => Properties?.MetricName === 'EstimatedCharges');
    expect(charges.Properties.AlarmActions).toHaveLength(1);
    const [target] = resources.filter(({ Type }) => Type === 'AWS::ApplicationAutoScaling::ScalableTarget');
    expect(target.Properties.ScheduledActions).toHaveLength(3);
  });
});

/** An app of a key, 1.30 USD a month; its limit is given as the CDK has it in all versions, or "added" as it has it in newer ones. */
const LIMITED = `
const { App, aws_kms, Stack, Validations } = require('aws-cdk-lib');
const { MonthlyCostLimit } = require('serverless-inteligente');
const [,, maxMonthlyUsd, way] = process.argv;
const limit = new MonthlyCostLimit({ maxMonthlyUsd: Number(maxMonthlyUsd) });
const app = new App(way === 'added' ? {} : { policyValidationBeta1: [limit] });
if (way === 'added') { Validations.of(app).addPlugins(limit); }
new aws_kms.Key(new Stack(app, 'Dear'), 'Key');
app.synth();
`;

/** Alarms, a budget and peak hours in a region, for which a stack in us-east-1 is made elsewhere. */
const GUARDED = `
const { App, Stack } = require('aws-cdk-lib');
const { AlarmSubscriber, CostGuardAlarms, ServerlessCrudApi } = require('serverless-inteligente');
const stack = new Stack(new App(), 'Shop', { env: { account: '111111111111', region: process.argv[2] } });
new ServerlessCrudApi(stack, 'Api').addResource('orders', {
  functionName: 'orders', schema: { type: 'object', properties: { status: { type: 'string' } } },
  peakHours: { timeZone: 'Europe/Madrid', windows: [{ days: 'MON-FRI', from: '09:00', to: '18:00', provisionedConcurrency: 2 }] },
});
new CostGuardAlarms(stack, 'Guard', {
  watch: [stack], notify: { general: [AlarmSubscriber.email('on-call@example.com')] }, monthlyBudgetUsd: 100, objectives: { availability: 99.9 },
});
stack.node.root.synth();
`;

/** Of all templates in a folder. */
function resourcesIn(out: string): any[] {
  return readdirSync(out).filter((name) => name.endsWith('.template.json'))
    .flatMap((name) => Object.values<any>(JSON.parse(readFileSync(join(out, name), 'utf8')).Resources ?? {}));
}

/** A README's first sample is what a reader tries first, so it is a whole app. */
function firstSampleOfReadme(): string {
  const sample = /^```(?:ts|typescript)\b.*\n([\s\S]*?)^```/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1];
  if (!sample?.includes('new App(')) {
    throw new Error(`README.md's first TypeScript sample is ${sample ? 'a fragment' : 'missing'}: begin with a whole app, imports and new App() in it`);
  }
  return sample;
}

function folderWithNodeOnly(app: string): string {
  const folder = join(app, 'bin');
  mkdirSync(folder);
  symlinkSync(process.execPath, join(folder, 'node'));
  return folder;
}

/** The code of the functions of a cloud assembly. */
function handlersIn(out: string): string[] {
  const assets = readdirSync(out).filter((name) => name.startsWith('asset.')).map((name) => join(out, name, 'index.js'));
  return assets.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
}

/** What a script of the app says. */
function said(app: string, type: 'js' | 'mjs', code: string): string {
  writeFileSync(join(app, `script.${type}`), code);
  return run(app, process.execPath, [`script.${type}`]);
}

function run(cwd: string, command: string, args: string[], options: ExecFileSyncOptions = {}): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe', ...options }) as string;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`'${command} ${args.join(' ')}' failed:\n${stdout}${stderr}`);
  }
}
