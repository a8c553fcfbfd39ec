import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeIo } from './fake-io';
import { CommandError, UsageError } from '../../src/cli/command';
import { cost } from '../../src/cli/cost';
import { arn, ref, resource, smallApp, writeAssembly } from '../support/cloud-assemblies';

const scratch = mkdtempSync(join(tmpdir(), 'cost-'));
const file = (name: string, content: unknown) => {
  const path = join(scratch, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const app = writeAssembly({ App: { Resources: smallApp() } });
const usage = file('usage.json', { resources: { 'App/Api': { requests: 4_000_000, responseKB: 0 }, 'App/Handler': { durationMs: 50 } } });

async function run(...args: string[]) {
  const io = fakeIo();
  await cost.run(args, io);
  return { printed: io.printed.join('\n'), noted: io.noted };
}

describe('cost', () => {
  it('prints what the app costs, by service and resource, what is assumed, free and unknown', async () => {
    const { printed } = await run(app, '--usage', usage);
    expect(printed).toContain('USD a month (list prices of us-east-1, ');
    expect(printed).toMatch(/14\.00 {2}Amazon API Gateway/);
    expect(printed).toMatch(/14\.00 {2}App\/Api {2}\(AWS::ApiGateway::RestApi\)/);
    expect(printed).toMatch(/\n {2}App\/Api\n +4,000,000 requests +requests +usage file, App\/Api\n/);
    expect(printed).toContain('Unknown: nothing, every resource is priced or free.');
  });

  it('keeps to 80 columns and to plain text, so that it can be read in any terminal, log or mail', async () => {
    const usual = { ...smallApp(), Zone: resource('AWS::Route53::HostedZone', 'Zone'), Account: resource('AWS::ApiGateway::Account', 'Account') };
    const { printed } = await run(writeAssembly({ App: { Resources: usual } }, 'eu-west-1'), '--usage', usage, '--rps', '20000', '--before', app);
    expect(printed.split('\n').filter((line) => line.length > 80 && !/^ +https:\S+$/.test(line))).toEqual([]);
    expect(printed).not.toMatch(/[^\n -~→×…]/);
  });

  it('sizes a budget whose alarm, at 80 %, rings when more is spent than estimated', async () => {
    const { monthlyUsd, budgetUsd } = JSON.parse((await run(app, '--usage', usage, '--format', 'json')).printed);
    expect(budgetUsd * 0.8).toBeGreaterThanOrEqual(monthlyUsd);
    expect((budgetUsd - 1) * 0.8).toBeLessThan(monthlyUsd);
    expect((await run(app, '--usage', usage)).printed).toContain(`A budget of ${budgetUsd} USD (monthlyBudgetUsd) has its alarm, at 80 %, at this sum.`);
  });

  it('deducts the free tier when told to', async () => {
    const total = async (...more: string[]) => Number((await run(app, '--usage', usage, '--format', 'json', ...more)).printed.match(/"monthlyUsd": ([\d.]+)/)![1]);
    expect(await total('--free-tier')).toBeLessThan(await total());
  });

  it('names what it does not know', async () => {
    const folder = writeAssembly({ App: { Resources: { Db: resource('AWS::RDS::DBCluster', 'Db') } } });
    expect((await run(folder)).printed).toContain('UNKNOWN, not in the sum:\n  1 AWS::RDS::DBCluster: App/Db');
    expect((await run(folder, '--format', 'csv')).printed).toContain('App/Db,,UNKNOWN,');
    expect((await run(folder, '--format', 'markdown')).printed).toContain('- AWS::RDS::DBCluster: `App/Db`');
  });

  it('says in Markdown how many resources it leaves out, and what they cost', async () => {
    const keys = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`Key${i}`, resource('AWS::KMS::Key', `Key${i}`)]));
    const { printed } = await run(writeAssembly({ App: { Resources: keys } }), '--format', 'markdown');
    expect(printed.match(/^\| 1\.30 \|/gm)).toHaveLength(20);
    expect(printed).toContain('\n| 3.90 | and 3 more |  |\n');
  });

  it('writes a file in the format of its ending', async () => {
    const { noted } = await run(app, '--usage', usage, '--out', join(scratch, 'cost.csv'), '--out', join(scratch, 'cost.json'));
    expect(noted).toEqual([`wrote ${join(scratch, 'cost.csv')}`, `wrote ${join(scratch, 'cost.json')}`]);
    const [head, ...lines] = readFileSync(join(scratch, 'cost.csv'), 'utf8').trim().split('\r\n');
    expect(head).toBe('Group hierarchy,Region,Description,Service,Upfront,Monthly,First 12 months total,Currency,Resource type,Quantity,Unit,Unit price,Price row,Price date,Source');
    const requests = lines.find((line) => line.includes('apigateway.rest.requests'))!.split(',');
    expect(requests.slice(0, 12)).toEqual(
      ['App/Api', 'us-east-1', 'REST API requests', 'Amazon API Gateway', '0', '14.0000', '168.0000', 'USD', 'AWS::ApiGateway::RestApi', '4000000', 'request', '0.0000035'],
    );
    const total = lines.reduce((sum, line) => sum + Number(line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)[5]), 0);
    expect(total).toBeCloseTo(JSON.parse(readFileSync(join(scratch, 'cost.json'), 'utf8')).monthlyUsd, 2);
  });

  it('tells the difference to an earlier assembly', async () => {
    const { Table: { Properties }, ...rest } = smallApp();
    const later = writeAssembly({
      App: {
        Resources: {
          ...rest,
          Table: resource('AWS::DynamoDB::Table', 'Table', { ...Properties, GlobalSecondaryIndexes: [{ IndexName: 'by-status' }] }),
          Key: resource('AWS::KMS::Key', 'Key'),
        },
      },
    });
    const { printed } = await run(later, '--before', app);
    expect(printed).toMatch(/Against before \([\d.]+ → [\d.]+, \+1\.\d+\):\n +\+1\.30 {2}new {6}App\/Key\n +\+0\.\d+ {2}changed {2}App\/Table/);
    expect((await run(app, '--before', app, '--format', 'markdown')).printed).toContain('No resource costs more or less than before.');
    expect((await run(app, '--before', later, '--format', 'markdown')).printed).toMatch(/\| -1\.30 \| 1\.30 \| gone \| `App\/Key` \|/);
  });

  it('says which limit breaks first at some traffic, and what that traffic costs', async () => {
    const { traffic } = JSON.parse((await run(app, '--usage', usage, '--rps', '20000', '--format', 'json')).printed);
    expect(traffic.limits[0]).toMatchObject({ where: 'account', name: 'API Gateway, all APIs of a region', quota: 10_000, load: expect.closeTo(20_000, 3), breaksAtRps: expect.closeTo(10_000, 3) });
    expect(traffic.limits.find(({ name }: { name: string }) => name === 'Lambda, concurrent executions')).toMatchObject({ load: expect.closeTo(1000, 3), breaksAtRps: expect.closeTo(20_000, 3) });
    expect(traffic.monthlyUsd).toBeGreaterThan(100_000);
    const { printed } = await run(app, '--usage', usage, '--rps', '20000');
    expect(printed).toMatch(/\n +10,000 rps {2}BREAKS {5}API Gateway, all APIs of a region: 10,000 requests\/s\n +account,\n? *https:/);
    expect(printed.replace(/\s+/g, ' ')).toContain('First to break: API Gateway, all APIs of a region of account, at 10,000 requests a second.');
    expect(printed).toMatch(/10,000 rps {2}BREAKS/);
  });

  it('knows limits that the app sets itself: throttles of a stage and of a method, reserved concurrency, workers of a queue', async () => {
    const { Method, Handler, ...others } = smallApp();
    const folder = writeAssembly({
      App: {
        Resources: {
          ...others,
          Orders: resource('AWS::ApiGateway::Resource', 'Api/orders', { RestApiId: ref('Api'), ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'orders' }),
          Method: { ...Method, Properties: { ...Method.Properties, ResourceId: ref('Orders') } },
          Create: resource('AWS::ApiGateway::Method', 'Api/orders/POST', { ...Method.Properties, ResourceId: ref('Orders'), HttpMethod: 'POST' }),
          Handler: { ...Handler, Properties: { ...Handler.Properties, ReservedConcurrentExecutions: 20 } },
          Stage: resource('AWS::ApiGateway::Stage', 'Api/Stage', {
            RestApiId: ref('Api'),
            MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100 }, { HttpMethod: 'GET', ResourcePath: '/~1orders', ThrottlingRateLimit: 40 }],
          }),
          Queue: resource('AWS::SQS::Queue', 'Queue'),
          Worker: resource('AWS::Lambda::Function', 'Worker'),
          Mapping: resource('AWS::Lambda::EventSourceMapping', 'Mapping', { EventSourceArn: arn('Queue'), FunctionName: ref('Worker'), ScalingConfig: { MaximumConcurrency: 5 } }),
        },
      },
    });
    const slow = file('slow.json', { resources: { 'App/Queue': { messages: 2_628_000 }, 'App/Worker': { durationMs: 30_000 } } }); // one a second
    const { traffic: { limits } } = JSON.parse((await run(folder, '--usage', slow, '--rps', '50', '--format', 'json')).printed);
    expect(limits.filter(({ source }: { source: string }) => source === 'template').map(({ name, quota, load }: { name: string; quota: number; load: number }) => [name, quota, Math.round(load * 10) / 10])).toEqual([
      ['functions that a queue starts at once', 5, 30],
      ['throttle of GET /orders', 40, 25],
      ['throttle of the stage, on POST /orders', 100, 25],
      ['reserved concurrency', 20, 5],
    ]);
    expect(limits.find(({ name }: { name: string }) => name.startsWith('Lambda, invocations a second'))).toMatchObject({ quota: 10_000, load: expect.closeTo(51, 3) });
  });

  it('shows every limit that breaks, and counts the others', async () => {
    const throttles = Array.from({ length: 12 }, (_, i) => ({ HttpMethod: 'GET', ResourcePath: `/~1r${i}`, ThrottlingRateLimit: 1 }));
    const methods = throttles.map((_, i) => [
      [`R${i}`, resource('AWS::ApiGateway::Resource', `Api/r${i}`, { RestApiId: ref('Api'), ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: `r${i}` })],
      [`M${i}`, { ...smallApp().Method, Properties: { ...smallApp().Method.Properties, ResourceId: ref(`R${i}`) } }],
    ]).flat();
    const Stage = resource('AWS::ApiGateway::Stage', 'Api/Stage', { RestApiId: ref('Api'), MethodSettings: throttles });
    const folder = writeAssembly({ App: { Resources: { ...smallApp(), ...Object.fromEntries(methods), Stage } } });
    const { printed } = await run(folder, '--rps', '100');
    expect(printed.match(/BREAKS/g)).toHaveLength(12);
    expect(printed).toMatch(/\n {2}and \d+ that hold/);
  });

  it('finds the key that is hotter than a partition', async () => {
    const { Table } = smallApp();
    const folder = writeAssembly({
      App: { Resources: { ...smallApp(), Table: { ...Table, Properties: { ...Table.Properties, GlobalSecondaryIndexes: [{ IndexName: 'by-status' }] } } } },
    });
    const hot = file('hot.json', { resources: { 'App/Table': { hottestIndexKeyShare: 0.5 } } });
    const { traffic } = JSON.parse((await run(folder, '--usage', hot, '--rps', '1000', '--format', 'json')).printed);
    // 0.2 writes a request, half of them of one key: 1,000 of them at 10,000 requests a second.
    expect(traffic.limits.find(({ name }: { name: string }) => name.includes('by-status'))).toMatchObject({ quota: 1000, load: expect.closeTo(100, 6), breaksAtRps: expect.closeTo(10_000, 6) });
  });
});

describe('cost that is called wrongly', () => {
  it.each([
    ['there is no assembly', [], UsageError, '<cdk.out> missing'],
    ['the format is none', [app, '--format', 'xml'], UsageError, "--format: 'xml' is no format. Allowed: table, csv, json, markdown"],
    ['the file has no format', [app, '--out', 'cost.xlsx'], UsageError, "'.xlsx' is no format. Allowed: .txt, .csv, .json, .md, .svg, .png"],
    ['the traffic is negative', [app, '--rps', '-5'], UsageError, '--rps'],
    ['the traffic is no number', [app, '--rps', 'many'], UsageError, "--rps is no number above 0, got 'many'"],
    ['the assembly is not there', ['nowhere'], CommandError, 'nowhere: is no folder. Allowed: a cloud assembly'],
    ['the usage file is not there', [app, '--usage', 'nowhere.json'], CommandError, "nowhere.json: can't be read"],
    ['the usage file is no JSON', [app, '--usage', file('bad.json', '{')], CommandError, 'bad.json: is no JSON'],
    ['the usage file is a list', [app, '--usage', file('list.json', [])], CommandError, 'is no object, got []'],
    ['the usage file has a stranger', [app, '--usage', file('stranger.json', { resource: {} })], CommandError, 'has an unknown member "resource". Allowed: defaults, resources. Fix: write "resources".'],
    ['a default is of no type', [app, '--usage', file('type.json', { defaults: { 'AWS::Lambda::Funktion': {} } })], CommandError, 'Fix: write "AWS::Lambda::Function".'],
    ['an amount is negative', [app, '--usage', file('negative.json', { resources: { 'App/Api': { requests: -1 } } })], CommandError, 'requests is out of range, got -1'],
    ['a path is of nothing', [app, '--usage', file('path.json', { resources: { 'App/Nope': { requests: 1 } } })], CommandError, 'matches no resource with usage'],
    ['the prices are none', [app, '--prices', file('prices.json', {})], CommandError, 'not a price table'],
    ['nothing takes requests', [writeAssembly({ App: { Resources: { Key: resource('AWS::KMS::Key', 'Key') } } }), '--rps', '5'], CommandError, '--rps: nothing takes requests'],
    ['the file can not be written', [app, '--out', join(scratch, 'nowhere', 'cost.csv')], CommandError, "can't be written"],
  ])('fails when %s', async (_, args, kind, message) => {
    const failure = await cost.run(args, fakeIo()).catch((error) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(failure.message).toContain(message);
  });
});
