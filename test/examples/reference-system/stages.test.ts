import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { nameIn, type Stage, type StageName, STAGES, stageNamed } from '../../../examples/reference-system/stages';
import { composeSystem } from '../../../examples/reference-system/system';
import { physicalNames } from '../../support/physical-names';
import { resourcesOf } from '../../support/template';

const env = { account: '111111111111', region: 'eu-west-1' };

const COMMITTED = join(__dirname, '..', '..', '..', 'examples', 'reference-system', 'manifest.json');
const folder = mkdtempSync(join(tmpdir(), 'stages-'));
const manifest = join(folder, 'manifest.json');
afterAll(() => rmSync(folder, { recursive: true }));

/** As `cdk synth -c serverless-inteligente:writeManifest=true` makes it, but for the manifest's place. */
function stacksOf(stage: Stage): Stack[] {
  const app = new App({ context: { 'serverless-inteligente:writeManifest': 'true' } });
  composeSystem(app, stage, { env, manifest });
  return app.node.children as Stack[];
}

let systems: { readonly [stage: string]: readonly { readonly id: string; readonly template: Template }[] };
beforeAll(() => {
  const templatesOf = (stage: Stage) => stacksOf(stage).map((stack) => ({ id: stack.stackName, template: Template.fromStack(stack) }));
  systems = Object.fromEntries(Object.values(STAGES).map((stage) => [stage.name, templatesOf(stage)]));
});

const namesOf = (stage: string) => systems[stage].flatMap(({ template }) => physicalNames(template.toJSON() as any));

/** The client's names, each with the property that holds it. */
const CLIENTS: readonly (readonly [type: string, property: string, name: string])[] = [
  ['AWS::ApiGateway::RestApi', 'Name', 'ticket-agw'],
  ['AWS::DynamoDB::Table', 'TableName', 'ticket-dydb'],
  ['AWS::DynamoDB::Table', 'TableName', 'Orders'],
  ...['ticket-lambda', 'auth_handler', 'users_crud', 'orders_crud', 'invoices_generator', 'image_processor', 'invoice_worker']
    .map((name) => ['AWS::Lambda::Function', 'FunctionName', name] as const),
  ['AWS::SNS::Topic', 'TopicName', 'order-events'],
  ['AWS::SQS::Queue', 'QueueName', 'order-processing-queue'],
];

test.each(['local', 'staging'])('the client’s names are exact in %s', (stage) => {
  const names = namesOf(stage);
  for (const [type, property, name] of CLIENTS) { expect(names).toContain(`${type} ${property} "${name}"`); }
  expect(names).toContain('AWS::S3::Bucket BucketName "cloudcommerce-static-111111111111-eu-west-1"');
  const stages = systems[stage].flatMap(({ template }) => Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage')));
  expect(stages.map(({ Properties }) => Properties.StageName)).toEqual(['dev', 'dev']);
  if (stage === 'staging') { expect(names).toContain('AWS::SNS::Topic TopicName "alerts"'); }
});

test('in production each of them has a suffix, joined as its own words are', () => {
  const names = namesOf('production');
  for (const [type, property, name] of [...CLIENTS, ['AWS::SNS::Topic', 'TopicName', 'alerts'] as const]) {
    expect(names).not.toContain(`${type} ${property} "${name}"`);
    expect(names).toContain(`${type} ${property} "${name}${name.includes('_') ? '_' : '-'}production"`);
  }
  expect(names).toContain('AWS::S3::Bucket BucketName "cloudcommerce-static-production-111111111111-eu-west-1"');
});

test('staging and production fit in one account: no stack, export or physical name is both’s', () => {
  const [staging, production] = ['staging', 'production'].map((stage) => [...systems[stage].map(({ id }) => id), ...namesOf(stage)]);
  const types = new Set(production.map((name) => name.split(' ')[0]));
  for (const type of [
    'AWS::Budgets::Budget', 'AWS::CloudFront::Function', 'AWS::CloudFront::OriginAccessControl', 'AWS::CloudFront::ResponseHeadersPolicy', 'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard', 'AWS::Logs::DeliverySource', 'AWS::Logs::MetricFilter', 'AWS::SNS::Topic', 'Export',
  ]) { expect(types).toContain(type); }
  expect(production.filter((name) => staging.includes(name))).toEqual([]);
});

test('staging is made of what production is made of', () => {
  const types = (stage: string) => systems[stage].map(({ id, template }) => [
    id.replace('-production', ''), ...Object.values(template.toJSON().Resources as { [id: string]: { Type: string } }).map(({ Type }) => Type).sort(),
  ]);
  expect(types('production')).toEqual(types('staging'));
});

test('the committed manifest is what the documented command writes of each stage as it is', () => {
  expect(JSON.parse(readFileSync(COMMITTED, 'utf8'))).toEqual(JSON.parse(readFileSync(manifest, 'utf8')));
});

test('S1: with a domain the site has a certificate and records in its zone', () => {
  const stage = { ...STAGES.production, domain: { name: 'shop.example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' } };
  const templates = stacksOf(stage).filter(({ stackName }) => stackName.startsWith('Site')).map((stack) => Template.fromStack(stack));
  expect(templates.flatMap((template) => Object.values(resourcesOf(template, 'AWS::CertificateManager::Certificate'))).map(({ Properties }) => Properties)).toMatchObject([
    { DomainName: 'shop.example.com', ValidationMethod: 'DNS' },
  ]);
  const records = templates.flatMap((template) => Object.values(resourcesOf(template, 'AWS::Route53::RecordSet'))).map(({ Properties }) => Properties);
  expect(records.map(({ Name, Type, HostedZoneId }) => `${Type} ${Name} ${HostedZoneId}`)).toEqual(expect.arrayContaining([
    'A shop.example.com. Z0123456789ABCDEFGHIJ', 'AAAA shop.example.com. Z0123456789ABCDEFGHIJ',
  ]));
});

test('a stage is chosen by its name, staging where none is said', () => {
  expect([stageNamed(), stageNamed('local'), stageNamed('production')]).toEqual([STAGES.staging, STAGES.local, STAGES.production]);
  expect(nameIn(STAGES.production, 'ticket-agw')).toBe('ticket-agw-production');
});

test.each([['prod'], [''], [3], ['toString']])('fails for the stage %j, naming those there are', (name) => {
  expect(() => stageNamed(name)).toThrow(`there is no stage ${JSON.stringify(name)}. Allowed: local, staging, production. Say which with --context stage=staging`);
});

test('each stack leans on those before it only: what keeps data on none, events on that, the API on both', () => {
  const { tickets, data, commerce, events, site } = composeSystem(new App(), STAGES.staging, { env });
  (data.node.root as App).synth();
  const names = (stack: Stack) => stack.dependencies.map(({ stackName }) => stackName).sort();
  expect({ tickets: names(tickets), data: names(data), events: names(events), commerce: names(commerce), site: names(site) }).toEqual({
    tickets: [], data: [], events: ['Data'], commerce: ['Data', 'Events', 'Tickets'], site: ['Commerce', 'Events', 'Tickets'],
  });
});

test('the tables of commerce are in a stack of their own, which in production nobody deletes by mistake', () => {
  const tables = (stage: StageName) => systems[stage].filter(({ template }) => Object.keys(resourcesOf(template, 'AWS::DynamoDB::Table')).length > 0).map(({ id }) => id);
  expect(tables('staging').sort()).toEqual(['Data', 'Events', 'Tickets']);
  const ids = Object.keys(resourcesOf(systems.staging.find(({ id }) => id === 'Data')!.template, 'AWS::DynamoDB::Table'));
  expect(ids.map((id) => id.slice(0, -8)).sort()).toEqual(['SideTable', 'orders', 'products', 'users'].map((name) => `CommerceApiTables${name}`));
  const isProtected = (stage: Stage) => composeSystem(new App(), stage, { env }).data.terminationProtection;
  expect([STAGES.local, STAGES.staging, STAGES.production].map(isProtected)).toEqual([false, false, true]);
});
