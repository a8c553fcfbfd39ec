import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient, SetAlarmStateCommand, type StateValue } from '@aws-sdk/client-cloudwatch';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { App, aws_cloudwatch as cloudwatch, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { ringing } from '../../examples/reference-system/delivery/alarms';
import { deliver, type Machine } from '../../examples/reference-system/delivery/commands';
import { runFor } from '../../examples/reference-system/delivery/run';
import { ACCOUNT, awsEnvironment, REGION } from '../../examples/reference-system/local/aws-environment';
import { deployed } from '../support/deployed';

const [SPEAKER, LISTENER] = ['k1-speaker', 'k1-listener'];
const ALARM = 'K1: speaker errors';
const home = mkdtempSync(join(tmpdir(), 'rollback-'));
const place = (name: string) => join(home, 'staging', name);
const { clientConfig } = deployed;
const clients = { alarms: new CloudWatchClient(clientConfig), functions: new LambdaClient(clientConfig) };
afterAll(() => {
  Object.values(clients).forEach((client) => client.destroy());
  rmSync(home, { recursive: true });
});

/** A function that says a word, with an alarm; where the word is new, a function of another stack is told its address. */
function synthesise(word: string, outdir: string, isNew: boolean) {
  const code = join(home, word);
  mkdirSync(code);
  writeFileSync(join(code, 'index.js'), `exports.handler = async () => ${JSON.stringify(word)};`);
  const app = new App({ outdir });
  const env = { account: ACCOUNT, region: REGION };
  const props = () => ({ code: lambda.Code.fromAsset(code), handler: 'index.handler', runtime: new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS) });
  const stack = new Stack(app, 'K1Speaker', { env });
  const speaker = new lambda.Function(stack, 'Speaker', { ...props(), functionName: SPEAKER });
  new cloudwatch.Alarm(stack, 'Errors', { alarmName: ALARM, metric: speaker.metricErrors(), threshold: 1, evaluationPeriods: 1 });
  const listener = new Stack(app, 'K1Listener', { env });
  new lambda.Function(listener, 'Listener', { ...props(), functionName: LISTENER, environment: { ...isNew && { SPEAKER_ARN: speaker.functionArn } } });
  app.synth();
}

/** The CDK's own command line, a CloudWatch, and nobody's account. */
const machine: Machine = {
  env: { AWS_REGION: REGION },
  say: () => undefined,
  tell: () => undefined,
  run: (line) => { runFor({ ...line, env: { ...awsEnvironment(deployed.home, Number(new URL(deployed.endpoint).port)), ...line.env } }); },
  runFor,
  look: (_region, alarms) => ringing(clients.alarms, alarms),
  wait: async () => undefined,
};
const call = (command: string, ...args: string[]) => deliver([command, '--stage', 'staging', '--home', home, ...args], machine);

const said = async () => JSON.parse(Buffer.from((await clients.functions.send(new InvokeCommand({ FunctionName: SPEAKER }))).Payload!).toString());
const knows = async () => {
  const { Environment: environment } = await clients.functions.send(new GetFunctionConfigurationCommand({ FunctionName: LISTENER }));
  return Object.keys(environment?.Variables ?? {});
};
const ring = (StateValue: StateValue) => clients.alarms.send(new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: '1 error' }));

test('K1: a delivery whose alarm rings is taken back: what was deployed before it answers again', async () => {
  synthesise('before', place('assembly'), false);
  await call('deploy');
  await ring('OK');
  expect(await said()).toBe('before');

  renameSync(place('assembly'), place('previous'));
  synthesise('after', place('assembly'), true);
  await call('deploy');
  expect(await said()).toBe('after');
  expect(await knows()).toEqual(['SPEAKER_ARN']);

  await ring('ALARM');
  await expect(call('watch', '--minutes', '1')).rejects.toThrow(`since the deployment rings: ${ALARM} in ${REGION} (1 error)`);
  await call('rollback');
  expect(await said()).toBe('before');
  expect(await knows()).toEqual([]);
}, 180_000);
