import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_apigateway as apigateway, aws_kms as kms, aws_lambda as lambda, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MonthlyCostLimit, MonthlyCostLimitProps, UsageAssumptions } from '../../../src';

const scratch = mkdtempSync(join(tmpdir(), 'cost-limit-'));
const file = (name: string, content: string) => {
  writeFileSync(join(scratch, name), content);
  return join(scratch, name);
};

function shop(app: App) {
  const stack = new Stack(app, 'Shop');
  const handler = new lambda.Function(stack, 'Handler', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x') });
  return { stack, handler, api: new apigateway.LambdaRestApi(stack, 'Api', { handler, cloudWatchRole: false }) };
}

/** Synthesizes with the plugin, as the CDK does. @returns what it reported, and the exit code it left */
function synth(props: MonthlyCostLimitProps, change: (made: ReturnType<typeof shop>) => void = () => {}) {
  const limit = new MonthlyCostLimit(props);
  const reported = jest.spyOn(limit, 'validate');
  const [log, error] = [jest.spyOn(console, 'log').mockReturnValue(), jest.spyOn(console, 'error').mockReturnValue()];
  const before = process.exitCode;
  try {
    const app = new App({ policyValidationBeta1: [limit] });
    change(shop(app));
    app.synth();
    const [result] = reported.mock.results;
    return { report: result.type === 'return' ? result.value : undefined, exitCode: process.exitCode, printed: error.mock.calls.join('\n') };
  } finally {
    process.exitCode = before;
    log.mockRestore();
    error.mockRestore();
  }
}

const million = file('million.json', JSON.stringify({ resources: { 'Shop/Api': { requests: 1e6, responseKB: 0 }, 'Shop/Handler': { invocations: 0 } } }));

describe('a limit of what an app may cost', () => {
  it('lets an app pass that costs no more', () => {
    const { report, exitCode } = synth({ maxMonthlyUsd: 3.5, usageFile: million });
    expect(report).toMatchObject({ success: true, violations: [], metadata: { monthlyUsd: '3.50', maxMonthlyUsd: '3.50', unknown: 'nothing' } });
    expect(exitCode).not.toBe(1);
  });

  it('fails the synth of one that costs more, naming what costs most', () => {
    const { report, exitCode, printed } = synth({ maxMonthlyUsd: 3.49, usageFile: million });
    expect(exitCode).toBe(1);
    expect(report!.violations).toEqual([expect.objectContaining({
      ruleName: 'max-monthly-usd',
      description: 'The app costs 3.50 USD a month, more than the 3.49 it may. Most of it: Amazon API Gateway 3.50.',
      violatingResources: [{ resourceLogicalId: expect.stringMatching(/^Api/), templatePath: expect.stringMatching(/Shop\.template\.json$/), locations: ['3.50 USD a month'] }],
    })]);
    expect(printed).toContain('The app costs 3.50 USD a month');
  });

  it('fails the synth in other languages, too, whose process does not end with the exit code that the CDK sets', () => {
    process.env.JSII_AGENT = 'Python/3.11';
    try {
      expect(() => synth({ maxMonthlyUsd: 3.49, usageFile: million })).toThrow(/^MonthlyCostLimit: The app costs 3\.50 USD a month, more than the 3\.49 it may\. .*Fix: correct the amounts/);
      expect(synth({ maxMonthlyUsd: 3.5, usageFile: million }).report).toMatchObject({ success: true });
      expect(() => synth({ maxMonthlyUsd: 3.5, usageFile: 'nowhere.json' })).toThrow('MonthlyCostLimit: usageFile can\'t be read, got "nowhere.json"');
    } finally {
      delete process.env.JSII_AGENT;
    }
  });

  it('reckons with what is said beside the constructs', () => {
    const { report } = synth({ maxMonthlyUsd: 1000 }, ({ api, handler }) => {
      UsageAssumptions.of(api).assume({ requests: 2e6, responseKB: 0 });
      UsageAssumptions.of(handler).assume({ invocations: 0 });
    });
    expect(report!.metadata!.monthlyUsd).toBe('7.00');
  });

  it('deducts the free tier when told to', () => {
    const use = file('use.json', JSON.stringify({ resources: { 'Shop/Api': { requests: 0 }, 'Shop/Handler': { invocations: 2e6, durationMs: 0, logKB: 0 } } }));
    expect(synth({ maxMonthlyUsd: 1, usageFile: use }).report!.metadata!.monthlyUsd).toBe('0.40');
    expect(synth({ maxMonthlyUsd: 1, usageFile: use, freeTier: true }).report!.metadata!.monthlyUsd).toBe('0.20');
  });

  it('names what it does not know, and fails for it when told to', () => {
    const withUnknown = (allowUnknown?: boolean) => synth({ maxMonthlyUsd: 1000, allowUnknown }, ({ stack }) => {
      new CfnResource(stack, 'Cluster', { type: 'AWS::RDS::DBCluster' });
    });
    expect(withUnknown().report).toMatchObject({ success: true, metadata: { unknown: '1 AWS::RDS::DBCluster' } });
    expect(withUnknown(false).report!.violations).toEqual([expect.objectContaining({
      ruleName: 'unknown-cost', violatingResources: [expect.objectContaining({ resourceLogicalId: 'Cluster', locations: ['AWS::RDS::DBCluster'] })],
    })]);
    const { report } = synth({ maxMonthlyUsd: 1000, allowUnknown: false }, ({ stack }) => {
      new CfnResource(stack, 'Bucket', { type: 'AWS::S3::Bucket', properties: { ReplicationConfiguration: {} } });
    });
    expect(report!.violations).toEqual([expect.objectContaining({
      violatingResources: [expect.objectContaining({ resourceLogicalId: 'Bucket', locations: ['AWS::S3::Bucket: replication'] })],
    })]);
  });

  it('takes prices of another table', () => {
    const prices = file('prices.json', JSON.stringify({
      region: 'mars-1',
      currency: 'USD',
      asOf: '2026-01-01',
      rows: ['apigateway.rest.requests', 'transfer.out', 'lambda.requests'].map((id) => ({ id, unit: 'x', tiers: [{ upTo: null, usd: 1e-6 }], sources: [{ url: 'https://x', date: '2026' }] })),
    }));
    expect(synth({ maxMonthlyUsd: 10, usageFile: million, pricesFile: prices }).report!.metadata).toMatchObject({ monthlyUsd: '1.00', prices: 'mars-1, 2026-01-01' });
  });

  it.each([
    ['the usage file is not there', { usageFile: '/nowhere.json' }, "usageFile can't be read, got \"/nowhere.json\""],
    ['the usage file has a typo', { usageFile: file('typo.json', '{"resources":{"Shop/Apj":{"requests":1}}}') }, 'resources["Shop/Apj"] matches no resource with usage'],
    ['the prices are none', { pricesFile: file('none.json', '{}') }, 'not a price table'],
  ])('fails the synth when %s', (_, props, message) => {
    const { exitCode, printed } = synth({ maxMonthlyUsd: 1000, ...props });
    expect([exitCode, printed]).toEqual([1, expect.stringContaining(message)]);
  });

  it.each([-1, NaN, 1e9 + 1])('fails for %p dollars', (maxMonthlyUsd) => {
    expect(() => new MonthlyCostLimit({ maxMonthlyUsd })).toThrow('MonthlyCostLimit: maxMonthlyUsd is out of range');
  });
});

describe('usage said beside a construct', () => {
  const made = () => shop(new App());
  const usageOf = (stack: Stack, type: string) => Object.values(Template.fromStack(stack).findResources(type)).map(({ Metadata }) => Metadata?.['serverless-inteligente:usage']);

  it('is written to every resource in it whose type has such usage', () => {
    const { stack } = made();
    new kms.Key(stack, 'Key');
    UsageAssumptions.of(stack).assume({ durationMs: 40 });
    expect(usageOf(stack, 'AWS::Lambda::Function')).toEqual([{ durationMs: 40 }]);
    expect(usageOf(stack, 'AWS::KMS::Key')).toEqual([undefined]);
  });

  it('gives way to what is said further in', () => {
    const { stack, handler } = made();
    UsageAssumptions.of(handler).assume({ durationMs: 10 });
    UsageAssumptions.of(stack).assume({ durationMs: 40, logKB: 2 });
    expect(usageOf(stack, 'AWS::Lambda::Function')).toEqual([{ durationMs: 10, logKB: 2 }]);
  });

  it.each<[string, { [name: string]: number }, string]>([
    ['there is no such usage', { request: 1 }, 'no resource type has usage of these names, got ["request"]. Allowed: AWS::ApiGateway::Method: weight; AWS::ApiGateway::RestApi: requests'],
    ['it is of two types', { requests: 1, durationMs: 1 }, 'say the usage of one type at a time'],
    ['it says nothing', {}, 'no resource type has usage of these names'],
    ['it is negative', { durationMs: -1 }, 'durationMs is out of range, got -1'],
  ])('fails when %s', (_, amounts, message) => {
    const { stack } = made();
    expect(() => UsageAssumptions.of(stack).assume(amounts)).toThrow(message);
  });

  it('fails when nothing in the construct takes it', () => {
    const { stack, handler } = made();
    UsageAssumptions.of(handler).assume({ messages: 5 });
    expect(() => Template.fromStack(stack)).toThrow('nothing in Shop/Handler takes the usage messages. Allowed: a construct with AWS::SQS::Queue in it.');
  });
});
