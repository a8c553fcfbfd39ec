import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { App, aws_cloudwatch as cloudwatch, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { ringing, watchAlarms, type Ringing } from '../../../examples/reference-system/delivery/alarms';
import { alarmsOf } from '../../../examples/reference-system/delivery/assembly';
import { resource, writeAssembly } from '../../support/cloud-assemblies';

const bell = (name: string, reason = 'Threshold Crossed'): Ringing => ({ name, reason });
const OURS = { names: ['Guard: errors', 'Guard: latency'], prefixes: ['Commerce-EventsLost-'] };

/** Looks that find these alarms ringing, the last from then on; and how long was waited. */
function sequence(...looks: Ringing[][]) {
  const waited: number[] = [];
  return { waited, look: async () => (looks.length > 1 ? looks.shift()! : looks[0]), wait: async (ms: number) => { waited.push(ms); } };
}

describe('a deployment is watched', () => {
  test('to its end, where nothing rings', async () => {
    const { look, wait, waited } = sequence([]);
    expect(await watchAlarms({ before: [], minutes: 10, look, wait })).toEqual([]);
    expect(waited.reduce((sum, ms) => sum + ms)).toBe(600_000);
  });

  test('until the first alarm rings, whose reason is told', async () => {
    const { look, wait, waited } = sequence([], [], [bell('Guard: errors', '1 error')]);
    expect(await watchAlarms({ before: [], minutes: 10, look, wait })).toEqual([bell('Guard: errors', '1 error')]);
    expect(waited.length).toBe(2);
  });

  test('and what rang before it is not its doing', async () => {
    const { look, wait } = sequence([bell('Guard: latency')]);
    expect(await watchAlarms({ before: ['Guard: latency'], minutes: 1, look, wait })).toEqual([]);
  });

  test('but what was quiet in between and rings again is', async () => {
    const { look, wait } = sequence([bell('Guard: latency')], [], [bell('Guard: latency')]);
    expect(await watchAlarms({ before: ['Guard: latency'], minutes: 5, look, wait })).toEqual([bell('Guard: latency')]);
  });

  test.each([[-1], [Number.NaN], [61]])('fails for %d minutes', async (minutes) => {
    const { look, wait } = sequence([]);
    await expect(watchAlarms({ before: [], minutes, look, wait })).rejects.toThrow(/--minutes.*Allowed: 0 to 60, less than the hour that the credentials last/);
  });
});

describe('CloudWatch', () => {
  let server: Server;
  let answers: object[];
  let asked: unknown[];
  let client: CloudWatchClient;

  beforeEach(async () => {
    asked = [];
    server = createServer(async (request, response) => {
      asked.push(await json(request));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answers.shift()));
    });
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    client = new CloudWatchClient({ region: 'eu-west-1', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  });
  afterEach(() => { client.destroy(); server.close(); });

  test('is asked for all that rings, metric and composite, page by page; only this stage’s is told', async () => {
    answers = [
      { MetricAlarms: [{ AlarmName: 'Guard: errors', StateReason: '1 error' }, { AlarmName: 'Another system' }], NextToken: 'more' },
      { CompositeAlarms: [{ AlarmName: 'Guard: latency' }], MetricAlarms: [{ AlarmName: 'Commerce-EventsLost-1A2B' }, { AlarmName: 'Commerce-production-EventsLost-1A2B' }] },
    ];
    expect(await ringing(client, OURS)).toEqual([bell('Guard: errors', '1 error'), bell('Commerce-EventsLost-1A2B', ''), bell('Guard: latency', '')]);
    expect(asked).toEqual([
      { StateValue: 'ALARM', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
      { StateValue: 'ALARM', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], NextToken: 'more' },
    ]);
  });
});

test('the alarms of an assembly are those of its templates by region, but not what tells of money', () => {
  const alarm = (AlarmName?: string, more = {}) => ({ ...resource('AWS::CloudWatch::Alarm', 'A'), Properties: { ...AlarmName && { AlarmName }, ...more } });
  const folder = writeAssembly({
    Commerce: { Resources: { EventsLost: alarm(), Table: resource('AWS::DynamoDB::Table', 'T') } },
    Observability: { Resources: { A: alarm('Guard: errors'), B: alarm('Guard: charges', { Namespace: 'AWS/Billing' }), C: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: 'Guard: latency' } } } },
  }, 'eu-west-1');
  expect(alarmsOf(folder)).toEqual({ 'eu-west-1': { names: ['Guard: errors', 'Guard: latency'], prefixes: ['Commerce-EventsLost-'] } });
});

describe('of alarms in a nested stack', () => {
  function synthesized(alarmName?: (stack: Stack) => string) {
    const app = new App({ context: { 'aws:cdk:enable-asset-metadata': true } }); // as the CDK's command sets it
    const stack = new Stack(app, 'Watch', { env: { account: '111122223333', region: 'eu-west-1' } });
    const nested = new NestedStack(stack, 'Alarms1');
    const alarm = (id: string, name?: string) => new cloudwatch.Alarm(nested, id, {
      alarmName: name, metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: id }), threshold: 1, evaluationPeriods: 1,
    });
    alarm('Named', 'Watch/Guard.1: errors');
    alarm('Unnamed');
    if (alarmName) { alarm('Deployed', alarmName(stack)); }
    return { folder: app.synth().directory, id: stack.getLogicalId(nested.nestedStackResource as any) };
  }

  test('those with names are watched by them, the others by what CloudFormation calls them', () => {
    const { folder, id } = synthesized();
    expect(alarmsOf(folder)).toEqual({ 'eu-west-1': { names: ['Watch/Guard.1: errors'], prefixes: [`Watch-${id}-`] } });
  });

  test('one whose name is known to CloudFormation only is refused: the delivery would not see it ring', () => {
    const { folder } = synthesized((stack) => `${new CfnParameter(stack, 'Name').valueAsString} errors`);
    expect(() => alarmsOf(folder)).toThrow(/^the alarm Deployed[0-9A-F]+ of Watch\/Alarms1.* has a name that only CloudFormation knows.*Give it a name that is known at synth, or none$/);
  });
});
