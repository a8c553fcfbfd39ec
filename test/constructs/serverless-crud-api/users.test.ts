import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_lambda as lambda, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ServerlessCrudApi, type UsersProps } from '../../../src';
import { usersEnv, usersSweepEnv } from '../../../src/contract/serverless-crud-api-users';
import { actionsOf, methodsOf, resourcesOf } from '../../support/template';

function usersApi(props: UsersProps = {}) {
  const stack = new Stack(new App(), 'Stack');
  const api = new ServerlessCrudApi(stack, 'Api');
  const users = api.addUsers('users', props);
  return { stack, api, users, template: Template.fromStack(stack) };
}

const withPrefix = (template: Template, type: string, prefix: string) =>
  Object.entries(resourcesOf(template, type)).filter(([id]) => id.startsWith(prefix));
const POOL_ACTIONS = [
  'AdminAddUserToGroup', 'AdminCreateUser', 'AdminDisableUser', 'AdminGetUser', 'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut',
];

describe('users', () => {
  const { template } = usersApi();

  test('A2: have the routes of a resource, each with the authorizer', () => {
    const methods = [...methodsOf(template)].filter(([name]) => name.includes('/v1/users') && !name.startsWith('OPTIONS'));
    expect(methods.map(([name]) => name).sort()).toEqual([
      'ANY /v1/users', 'ANY /v1/users/{id}', 'DELETE /v1/users/{id}', 'GET /v1/users', 'GET /v1/users/{id}', 'PATCH /v1/users/{id}', 'POST /v1/users', 'PUT /v1/users/{id}',
    ]);
    for (const [, { AuthorizationType }] of methods) { expect(AuthorizationType).toBe('COGNITO_USER_POOLS'); }
  });

  test('are kept in a table whose index holds nobody who is settled', () => {
    const [[, table]] = withPrefix(template, 'AWS::DynamoDB::Table', 'Apiusers');
    expect(table.Properties.KeySchema).toEqual([{ AttributeName: 'id', KeyType: 'HASH' }]);
    expect(table.Properties.GlobalSecondaryIndexes).toEqual([expect.objectContaining({
      IndexName: 'unsettled-index',
      KeySchema: [{ AttributeName: '$unsettled', KeyType: 'HASH' }, { AttributeName: 'updatedAt', KeyType: 'RANGE' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })]);
  });

  test('are swept every five minutes', () => {
    const [[sweep]] = withPrefix(template, 'AWS::Lambda::Function', 'ApiusersSweep');
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [sweep, 'Arn'] } })],
    });
  });

  test('have an administrators’ group in the pool', () => {
    expect(Object.values(resourcesOf(template, 'AWS::Cognito::UserPoolGroup')).map(({ Properties }) => Properties.GroupName)).toEqual(['admins']);
  });

  test('take 18 resources of a stack and one a group, and the sweep 6 more', () => {
    const ids = Object.keys(template.toJSON().Resources).filter((id) => id.startsWith('Apiusers') || /^ApiRestApiv1users/.test(id));
    const ofSweep = ids.filter((id) => id.startsWith('ApiusersSweep'));
    expect([ids.length - ofSweep.length, ofSweep.length]).toEqual([18 + 1, 6]);
  });

  test('keep the logical ids of the table, since another would be another table', () => {
    expect(withPrefix(template, 'AWS::DynamoDB::Table', 'Apiusers').map(([id]) => id)).toEqual(['ApiusersTable8B30D404']);
  });

  test('get exactly the environment their handlers read', () => {
    const namesOf = (prefix: string) => Object.keys(withPrefix(template, 'AWS::Lambda::Function', prefix)[0][1].Properties.Environment.Variables).sort();
    expect(namesOf('ApiusersHandler')).toEqual([...usersEnv.names].sort());
    expect(namesOf('ApiusersSweep')).toEqual([...usersSweepEnv.names].sort());
  });
});

describe('least privilege', () => {
  const { template } = usersApi();
  const [[table]] = withPrefix(template, 'AWS::DynamoDB::Table', 'Apiusers');
  const [[side]] = withPrefix(template, 'AWS::DynamoDB::Table', 'ApiSideTable');
  const [[pool]] = Object.entries(resourcesOf(template, 'AWS::Cognito::UserPool'));
  const on = (id: string, actions: string[]) => actions.map((action) => `Allow ${action} ${JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] })}`);
  const roleOf = (prefix: string) => withPrefix(template, 'AWS::IAM::Role', prefix)[0][0];
  const own = (prefix: string) => actionsOf(template, roleOf(prefix)).filter((action) => !/ (logs|xray):/.test(action));

  test('the function that serves users has these actions and no more', () => {
    expect(own('ApiusersHandler')).toEqual([
      ...on(pool, POOL_ACTIONS.map((action) => `cognito-idp:${action}`)),
      ...on(side, ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem']),
      ...on(table, ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Scan', 'dynamodb:UpdateItem']),
    ].sort());
  });

  test('the sweep has a role of its own, with these actions and no more', () => {
    expect(own('ApiusersSweep')).toEqual([
      ...on(pool, POOL_ACTIONS.map((action) => `cognito-idp:${action}`)),
      ...on(side, ['dynamodb:DeleteItem']),
      ...on(table, ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem']),
      `Allow dynamodb:Query ${JSON.stringify({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [table, 'Arn'] }, '/index/unsettled-index']] })}`,
    ].sort());
  });
});

describe('props', () => {
  test('C1: name, size and throw away what they say', () => {
    const { template, users } = usersApi({
      functionName: 'users_crud', sweepFunctionName: 'users_sweep', tableName: 'Users', architecture: lambda.Architecture.X86_64, memorySize: 256, removalPolicy: RemovalPolicy.DESTROY,
    });
    template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'users_crud', Architectures: ['x86_64'], MemorySize: 256, Timeout: 20 });
    template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'users_sweep', Architectures: ['x86_64'] });
    template.hasResourceProperties('AWS::DynamoDB::Table', { TableName: 'Users', DeletionProtectionEnabled: false });
    expect([users.table, users.handler, users.sweep, users.collection].every(Boolean)).toBe(true);
  });

  test('groups are made in the pool, unless it has them', () => {
    const namesOf = ({ template }: ReturnType<typeof usersApi>) => Object.values(resourcesOf(template, 'AWS::Cognito::UserPoolGroup')).map(({ Properties }) => Properties.GroupName).sort();
    expect(namesOf(usersApi({ groups: ['staff', 'bosses'], adminGroup: 'bosses' }))).toEqual(['bosses', 'staff']);
    expect(namesOf(usersApi({ groups: ['staff'], createGroups: false }))).toEqual([]);
  });

  test('an invitation can be left out', () => {
    const { template } = usersApi({ inviteByEmail: false });
    for (const [, { Properties }] of withPrefix(template, 'AWS::Lambda::Function', 'Apiusers')) { expect(Properties.Environment.Variables.INVITATION).toBe('none'); }
  });

  test.each([[Duration.minutes(1), 'rate(1 minute)'], [Duration.days(1), 'rate(1 day)']])('the sweep comes as often as told: %s', (sweepInterval, ScheduleExpression) => {
    usersApi({ sweepInterval }).template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression });
  });

  test.each<[string, UsersProps, RegExp]>([
    ['a sweep too often', { sweepInterval: Duration.seconds(59) }, /sweepInterval is out of range, got 59/],
    ['a sweep too seldom', { sweepInterval: Duration.hours(25) }, /sweepInterval is out of range/],
    ['a sweep at odd seconds', { sweepInterval: Duration.seconds(90) }, /sweepInterval is no whole number of minutes, got 90/],
    ['a group of administrators with a space', { adminGroup: 'the bosses' }, /a group is not valid, got "the bosses"/],
    ['a group with a comma', { groups: ['a,b'] }, /groups are not valid, got \["a,b"\]/],
    ['a schema that declares the e-mail', { schema: { properties: { email: {} } } }, /schema declares a property that every user has, got "email"/],
    ['a name of the sweep with a space', { sweepFunctionName: 'my sweep' }, /sweepFunctionName is not valid, got "my sweep"/],
    ['a time-out over 29 seconds', { timeout: Duration.seconds(30) }, /timeout is out of range, got 30/],
  ])('fail on %s', (_, props, message) => {
    expect(() => usersApi(props)).toThrow(message);
    expect(() => usersApi(props)).toThrow(/Allowed: .*Fix: /);
  });

  test('fail on a name that a resource has, or that no resource can have', () => {
    const { api } = usersApi();
    expect(() => api.addUsers('users')).toThrow(/a resource is added twice, got "users"/);
    expect(() => api.addUsers('auth')).toThrow(/the name of a resource is not valid, got "auth"/);
  });
});

test('the OpenAPI document tells of users as of any resource', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
  const app = new App({ outdir });
  new ServerlessCrudApi(new Stack(app, 'Stack'), 'Api').addUsers('users', { schema: { type: 'object', properties: { name: { type: 'string' } } } });
  app.synth();
  const { paths, components } = JSON.parse(readFileSync(join(outdir, 'Stack-Api.openapi.json'), 'utf8'));
  rmSync(outdir, { recursive: true });
  expect(Object.keys(paths['/users'])).toEqual(expect.arrayContaining(['get', 'post']));
  expect(Object.keys(paths['/users/{id}'])).toEqual(expect.arrayContaining(['get', 'put', 'patch', 'delete']));
  expect(JSON.stringify(components.schemas)).toContain('PENDING');
});
