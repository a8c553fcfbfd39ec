import type { Assembly, TemplateResource } from '../../src/pricing/assembly';
import { modelOf } from '../../src/pricing/estimate';
import { limitsOf } from '../../src/pricing/limits';
import { shippedPrices } from '../../src/pricing/price-table';
import type { UsageFile } from '../../src/pricing/usage';
import { assemblyOf, resource } from '../support/cloud-assemblies';

const A_MONTH = 730 * 3600;
const limits = (assembly: Assembly, usage: UsageFile) => limitsOf(modelOf(assembly, { prices: shippedPrices(), usage }), 1);
const quotas = (assembly: Assembly, usage: UsageFile, name: RegExp) => limits(assembly, usage).filter((limit) => name.test(limit.name))
  .map(({ where, quota, load }) => [where, quota, Math.round(load * 1000) / 1000]);

describe('a quota of the account', () => {
  const api = { Api: resource('AWS::ApiGateway::RestApi', 'Api') };
  const asked = { resources: { 'App/Api': { requests: A_MONTH } } };

  it.each([['eu-west-1', 10_000], ['us-east-1', 10_000], ['eu-south-1', 2500], ['mx-central-1', 2500]])('of API Gateway in %s is %i requests a second', (region, quota) => {
    expect(quotas(assemblyOf(api, region), asked, /^API Gateway/)).toEqual([['account', quota, 1]]);
  });

  it('is one of each region, where an app is in several', () => {
    const stack = (name: string, region: string) => ({ name, region, template: { Resources: { Fn: { Type: 'AWS::Lambda::Function' } as TemplateResource } } });
    const both: Assembly = { stacks: [stack('Here', 'eu-west-1'), stack('There', 'us-east-1')] };
    const usage = { resources: { 'Here/Fn': { invocations: 3 * A_MONTH }, 'There/Fn': { invocations: A_MONTH } } };
    expect(quotas(both, usage, /^Lambda, invocations/)).toEqual([['account, eu-west-1', 10_000, 3], ['account, us-east-1', 10_000, 1]]);
  });

  it.each([['us-east-1', 30_000], ['eu-west-1', 9000], ['eu-central-1', 1500], ['sa-east-1', 300]])('of SNS in %s is %i messages a second, of all topics together', (region, quota) => {
    const topics = assemblyOf({ One: resource('AWS::SNS::Topic', 'One'), Two: resource('AWS::SNS::Topic', 'Two') }, region);
    const usage = { resources: { 'App/One': { publishes: 2 * A_MONTH }, 'App/Two': { publishes: A_MONTH } } };
    expect(quotas(topics, usage, /^SNS/)).toEqual([['account', quota, 3]]);
  });
});

describe('a topic that keeps the order', () => {
  const topic = (more: object = {}) => assemblyOf({ Topic: resource('AWS::SNS::Topic', 'Topic', { FifoTopic: true, ...more }) }, 'sa-east-1');
  const usage = { resources: { 'App/Topic': { publishes: A_MONTH } } };

  it('takes 3,000 messages a second, as its account does in a small region', () => {
    expect(quotas(topic(), usage, /^SNS/)).toEqual([['account', 3000, 1], ['App/Topic', 3000, 1]]);
  });

  it('takes what its account does, where throughput is a group’s', () => {
    expect(quotas(topic({ FifoThroughputScope: 'MessageGroup' }), usage, /^SNS/)).toEqual([['account', 3000, 1]]);
  });
});

describe('a queue that keeps the order', () => {
  const queue = (region: string, more: object = {}) => assemblyOf({ Queue: resource('AWS::SQS::Queue', 'Queue', { FifoQueue: true, ...more }) }, region);
  const usage = { resources: { 'App/Queue': { messages: A_MONTH } } };
  const HIGH = { DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };

  it('takes 300 calls a second of an action', () => {
    expect(quotas(queue('eu-west-1'), usage, /^SQS FIFO/)).toEqual([['App/Queue', 300, 1]]);
  });

  it.each([['eu-west-1', 70_000], ['ap-south-2', 2400]])('takes more at high throughput: %s', (region, quota) => {
    expect(quotas(queue(region, HIGH), usage, /^SQS FIFO/)).toEqual([['App/Queue', quota, 1]]);
  });

  it('has as many messages in flight as one that does not', () => {
    const worked = assemblyOf({
      Queue: resource('AWS::SQS::Queue', 'Queue', { FifoQueue: true }),
      Fn: resource('AWS::Lambda::Function', 'Fn'),
      Mapping: resource('AWS::Lambda::EventSourceMapping', 'Mapping', { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Fn' } }),
    });
    expect(quotas(worked, usage, /in flight/)).toEqual([['App/Queue', 120_000, 0.1]]);
  });
});
