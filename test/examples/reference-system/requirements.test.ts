import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { STAGES } from '../../../examples/reference-system/stages';
import { composeSystem } from '../../../examples/reference-system/system';
import { reviewed } from '../../support/reviewed';
import { type CfnResource, methodsOf, resourcesOf } from '../../support/template';

const ROOT = join(__dirname, '..', '..', '..');

let stacks: Stack[];
let templates: { readonly [stack: string]: Template };
beforeAll(() => {
  const app = new App();
  composeSystem(app, STAGES.staging, { env: { account: '111111111111', region: 'us-east-1' } });
  Aspects.of(app).add(new AwsSolutionsChecks());
  stacks = app.node.children.filter(Stack.isStack);
  templates = Object.fromEntries(stacks.map((stack) => [stack.stackName, Template.fromStack(stack)]));
});

const all = (type: string): CfnResource['Properties'][] =>
  Object.values(templates).flatMap((template) => Object.values(resourcesOf(template, type))).map(({ Properties }) => Properties);

describe('C1', () => {
  const PROFILES: { readonly [name: string]: readonly [memoryMb: number, timeoutSeconds: number] } = {
    'ticket-lambda': [512, 10], // an item read or written
    'auth_handler': [512, 10], // one call of the user pool
    'users_crud': [512, 20], // table and user pool, one after the other
    'orders_crud': [512, 25], // asks the price function first
    'products_crud': [512, 10],
    'invoices_generator': [512, 10], // signs a link
    'invoice_worker': [1024, 30], // draws a PDF
    'image_processor': [2048, 60], // decodes the largest image that may be uploaded
    'order_events_publisher': [512, 60], // a batch of changes
  };

  test.each(Object.entries(PROFILES))('C1: %s has memory and time for its profile: %j', (name, [memory, timeout]) => {
    const [found] = all('AWS::Lambda::Function').filter(({ FunctionName }) => FunctionName === name);
    expect([found.MemorySize, found.Timeout]).toEqual([memory, timeout]);
  });
});

test('C2: what functions share is in their bundles, no layer: docs/decisions/0009 has the measurement', () => {
  expect(all('AWS::Lambda::LayerVersion')).toEqual([]);
  expect(readFileSync(join(ROOT, 'docs', 'decisions', '0009-layer.md'), 'utf8')).toMatch(/ms/);
});

test('A1: login is POST /v1/auth/login, answered by auth_handler', () => {
  const method = methodsOf(templates.Tickets).get('POST /v1/auth/login');
  const [[id]] = Object.entries(resourcesOf(templates.Tickets, 'AWS::Lambda::Function')).filter(([, { Properties }]) => Properties.FunctionName === 'auth_handler');
  expect(JSON.stringify(method.Integration)).toContain(id);
});

test('A4: every method has the Cognito authorizer, but those of logging in and the preflight of CORS', () => {
  const open = ['Tickets', 'Commerce'].flatMap((stack) => [...methodsOf(templates[stack])]
    .filter(([, { AuthorizationType }]) => AuthorizationType !== 'COGNITO_USER_POOLS').map(([route]) => route));
  expect([...new Set(open)].filter((route) => !route.startsWith('OPTIONS ')).sort()).toEqual([
    'POST /v1/auth/challenge', 'POST /v1/auth/login', 'POST /v1/auth/logout', 'POST /v1/auth/refresh',
  ]);
});

test('A5: both APIs take 100 requests a second, burst 200', () => {
  const limits = all('AWS::ApiGateway::Stage').map(({ MethodSettings }) => MethodSettings.find(({ HttpMethod, ResourcePath }: any) => HttpMethod === '*' && ResourcePath === '/*'));
  expect(limits).toMatchObject([{ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }, { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }]);
});

test('T2: tickets are created, listed, read, patched, replaced and deleted, by Lambda proxy integration', () => {
  const methods = methodsOf(templates.Tickets);
  for (const route of ['POST /v1/tickets', 'GET /v1/tickets', ...['GET', 'PATCH', 'PUT', 'DELETE'].map((verb) => `${verb} /v1/tickets/{id}`)]) {
    expect(methods.get(route)?.Integration.Type).toBe('AWS_PROXY');
  }
});

test('S2: what is published goes to Intelligent-Tiering', () => {
  const publisher = JSON.stringify([...all('Custom::SitePublication'), ...all('AWS::Lambda::Function').map(({ Environment }) => Environment), ...all('AWS::S3::Bucket')]);
  expect(publisher).toContain('INTELLIGENT_TIERING');
});

test('O1: each function logs to a group of its own with a retention', () => {
  const groups = all('AWS::Logs::LogGroup');
  expect(groups.filter(({ RetentionInDays }) => !RetentionInDays)).toEqual([]);
  const logging = all('AWS::Lambda::Function').map(({ LoggingConfig }) => JSON.stringify(LoggingConfig?.LogGroup));
  expect(new Set(logging).size).toBe(logging.length);
  expect(logging).not.toContain(undefined);
});

test('O1: each function writes its log as JSON', () => {
  const plain = all('AWS::Lambda::Function').filter(({ LoggingConfig }) => LoggingConfig?.LogFormat !== 'JSON').map(({ Description }) => Description);
  expect(plain).toEqual([]);
});

test('O2: invocations, duration, errors, throttles, read and write units, CloudFront and S3 are on the dashboards; CloudFront has an alarm', () => {
  const bodies = JSON.stringify(all('AWS::CloudWatch::Dashboard'));
  const shown = ['Invocations', 'Duration', 'p95', 'Errors', 'Throttles', 'ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits', 'BytesDownloaded', 'BucketSizeBytes'];
  expect(shown.filter((metric) => !bodies.includes(metric))).toEqual([]);
  expect(JSON.stringify(all('AWS::CloudWatch::Alarm'))).toContain('AWS/CloudFront');
});

test('O3: X-Ray is in every function and every stage', () => {
  expect(all('AWS::Lambda::Function').filter(({ TracingConfig }) => TracingConfig?.Mode !== 'Active')).toEqual([]);
  expect(all('AWS::ApiGateway::Stage').map(({ TracingEnabled }) => TracingEnabled)).toEqual([true, true]);
});

test('O4: each alarm tells a topic, or belongs to one that does, and each of these topics somebody', () => {
  const told = Object.values(templates).flatMap((template) => {
    const subscribed = Object.values(resourcesOf(template, 'AWS::SNS::Subscription')).map(({ Properties }) => Properties.TopicArn.Ref);
    const alarms = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) => Object.entries(resourcesOf(template, type)));
    const rules = JSON.stringify(alarms.map(([, { Properties }]) => Properties.AlarmRule));
    const silent = alarms.filter(([id, { Properties }]) => !Properties.AlarmActions && !rules.includes(`"${id}"`)).map(([id]) => `${id} tells nobody`);
    const topics = new Set(alarms.flatMap(([, { Properties }]) => Properties.AlarmActions ?? []).flatMap(({ Ref }) => Ref ?? []));
    return [...silent, ...[...topics].filter((topic) => !subscribed.includes(topic)).map((topic) => `nobody listens to ${topic}`)];
  });
  expect(told).toEqual([]);
});

test('P5: the templates of staging are what was reviewed', () => {
  expect(reviewed(Object.fromEntries(Object.entries(templates).map(([stack, template]) => [stack, template.toJSON() as any])))).toMatchSnapshot();
});

test('AwsSolutions has no finding without a written reason, in any stack', () => {
  expect(stacks.flatMap((stack) => Annotations.fromStack(stack).findError('*', Match.stringLikeRegexp('AwsSolutions-.*'))).map(({ id, entry }) => `${id}: ${entry.data}`)).toEqual([]);
});
