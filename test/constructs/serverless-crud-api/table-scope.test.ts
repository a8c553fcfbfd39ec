import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_kms as kms, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OrderEventsPipeline, ServerlessCrudApi, type ServerlessCrudApiProps } from '../../../src';
import { resourcesOf } from '../../support/template';

const SCHEMA = { type: 'object', properties: { total: { type: 'number' } } };
const TABLE = 'AWS::DynamoDB::Table';
const env = { account: '111111111111', region: 'eu-west-1' };

function shopOf(app: App, tableScope: Stack, props: ServerlessCrudApiProps = {}) {
  const stack = new Stack(app, 'Commerce', { env });
  const api = new ServerlessCrudApi(stack, 'Api', { ...props, tableScope });
  const orders = api.addResource('orders', { schema: SCHEMA, ownerAttribute: 'userId', indexes: [{ partitionKey: 'userId' }], changeStream: true });
  const users = api.addUsers('users');
  return { stack, api, orders, users };
}

const folder = mkdtempSync(join(tmpdir(), 'table-scope-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('tables in a stack of their own', () => {
  test('are all of the API’s, and none is left in the API’s stack', () => {
    const app = new App();
    const data = new Stack(app, 'Data', { env });
    const { stack, orders, users } = shopOf(app, data);
    expect(Object.keys(resourcesOf(Template.fromStack(data), TABLE)).map((id) => id.slice(0, -8)).sort()).toEqual(['ApiTablesSideTable', 'ApiTablesorders', 'ApiTablesusers']);
    expect(resourcesOf(Template.fromStack(stack), TABLE)).toEqual({});
    expect([orders, users].map(({ table }) => Stack.of(table))).toEqual([data, data]);
    expect(stack.dependencies).toContain(data);
    expect(data.dependencies).toEqual([]);
  });

  test('are what the functions are told and may reach', () => {
    const app = new App();
    const data = new Stack(app, 'Data', { env });
    const { stack } = shopOf(app, data);
    const handler = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::Lambda::Function')).find(({ Properties }) => Properties.Description.startsWith('Serves orders'))!;
    expect(handler.Properties.Environment.Variables).toMatchObject({
      TABLE_NAME: { 'Fn::ImportValue': expect.stringMatching(/^Data:ExportsOutputRefApiTablesorders/) },
      SIDE_TABLE_NAME: { 'Fn::ImportValue': expect.stringMatching(/^Data:ExportsOutputRefApiTablesSideTable/) },
    });
    const policies = JSON.stringify(Object.values(resourcesOf(Template.fromStack(stack), 'AWS::IAM::Policy')));
    expect(policies).toMatch(/"Fn::ImportValue":"Data:ExportsOutputFnGetAttApiTablesorders\w+Arn/);
  });

  test('let the events of a table be in a stack between them and the API that has the invoice’s route', () => {
    const app = new App();
    const data = new Stack(app, 'Data', { env });
    const { stack, orders } = shopOf(app, data);
    const events = new Stack(app, 'Events', { env });
    const pipeline = new OrderEventsPipeline(events, 'Pipeline', { source: orders.table });
    pipeline.addInvoices({ orders, seller: { name: 'Shop', taxId: 'B1', address: ['Street 1'] }, series: 'F{year}-' });
    app.synth();
    expect(events.dependencies).toEqual([data]);
    expect(new Set(stack.dependencies)).toEqual(new Set([data, events]));
    const [method] = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::ApiGateway::Method'))
      .filter(({ Properties }) => JSON.stringify(Properties.Integration.Uri ?? '').includes('Events:ExportsOutput'));
    expect(method.Properties.HttpMethod).toBe('GET');
  });

  test('can be in a nested stack', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop', { env });
    const nested = new NestedStack(stack, 'Tables');
    new ServerlessCrudApi(stack, 'Api', { tableScope: nested }).addResource('orders', { schema: SCHEMA });
    expect(Object.keys(resourcesOf(Template.fromStack(nested), TABLE))).toHaveLength(2);
    expect(() => app.synth()).not.toThrow();
  });

  test('can have a key of that stack', () => {
    const app = new App();
    const data = new Stack(app, 'Data', { env });
    const key = new kms.Key(data, 'Key');
    const { api } = shopOf(app, data, { sideTableEncryptionKey: key });
    api.addResource('notes', { schema: SCHEMA, encryptionKey: key });
    expect(() => app.synth()).not.toThrow();
  });

  test.each([
    ['region', { ...env, region: 'us-east-1' }, 'us-east-1', 'eu-west-1'],
    ['account', { ...env, account: '222222222222' }, '222222222222', '111111111111'],
  ])('fail the synth in another %s, where the functions would not find them', (what, other, given, own) => {
    const app = new App();
    expect(() => shopOf(app, new Stack(app, 'Data', { env: other }))).toThrow(
      `Commerce/Api: tableScope is in another ${what} than the API, whose functions would not find the tables, got ${JSON.stringify(given)}. Allowed: ${own}. Fix: pass a stack of the API's own account and region`,
    );
  });
});

describe('the manifest', () => {
  const synth = (inData: boolean, write: boolean) => {
    const app = new App({ context: write ? { 'serverless-inteligente:writeManifest': 'true' } : {} });
    const [stack, data] = ['Commerce', 'Data'].map((id) => new Stack(app, id, { env }));
    const api = new ServerlessCrudApi(stack, 'Api', { manifest: join(folder, 'manifest.json'), tableScope: inData ? data : undefined });
    api.addResource('orders', { schema: SCHEMA, tableName: 'Orders' });
    app.synth();
  };

  test('tells the stack of tables that are elsewhere, and takes them where they are', () => {
    synth(true, true);
    const { apis } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(apis['Commerce/Api'].resources.orders).toMatchObject({ stack: 'Data', tableName: 'Orders' });
    expect(apis['Commerce/Api'].sideTable).toMatchObject({ stack: 'Data' });
    expect(() => synth(true, false)).not.toThrow();
  });

  test('fails a synth that would move a deployed table to another stack, since CloudFormation makes it anew there', () => {
    synth(false, true);
    expect(() => synth(true, false)).toThrow(/the table of 'orders' would be replaced: its stack was the API's and would be Data/);
    synth(true, true);
    expect(() => synth(false, false)).toThrow(/the table of 'orders' would be replaced: its stack was Data and would be the API's/);
  });
});
