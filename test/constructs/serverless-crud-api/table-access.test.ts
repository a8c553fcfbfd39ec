import { App, aws_kms as kms, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Access, CrudOperation, ServerlessCrudApi, type CrudResourceProps } from '../../../src';
import { actionsOf, resourcesOf, TICKET_SCHEMA } from '../../support/template';

const { CREATE, LIST, READ, REPLACE, PATCH, DELETE } = CrudOperation;

/** What the resource's function may do beyond its log and X-Ray, each action with what it is on. */
function actionsWith(props: Partial<CrudResourceProps>, hook?: (stack: Stack) => lambda.IFunction): string[] {
  const stack = new Stack(new App(), 'Stack');
  new ServerlessCrudApi(stack, 'Api').addResource('tickets', { schema: TICKET_SCHEMA, ...props, ...(hook && { beforeWrite: hook(stack) }) });
  const template = Template.fromStack(stack);
  const idOf = (type: string, start: string) => Object.keys(resourcesOf(template, type)).find((id) => id.startsWith(start))!;
  const arnOf = (id: string) => JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
  const names: [string, string][] = [
    [arnOf(idOf('AWS::DynamoDB::Table', 'ApiticketsTable')), 'items'],
    [arnOf(idOf('AWS::DynamoDB::Table', 'ApiSideTable')), 'side'],
  ];
  return actionsOf(template, idOf('AWS::IAM::Role', 'ApiticketsHandlerRole'))
    .filter((action) => !/ (logs|xray):/.test(action))
    .map((action) => names.reduce((text, [arn, name]) => text.split(arn).join(name), action.replace(/^Allow (dynamodb:)?/, '')))
    .map((action) => action.replace(/\{"Fn::Join":\["",\[items,"\/index\/([^"]+)"\]\]\}/g, 'items/$1'))
    .sort();
}

describe('I1: the function of a resource may do what its operations need, action by action', () => {
  const owned = { ownerAttribute: 'reporterId', indexes: [{ partitionKey: 'reporterId' }] };

  test.each<[string, Partial<CrudResourceProps>, string[]]>([
    ['create', { operations: [CREATE] }, ['GetItem side', 'PutItem items', 'PutItem side']],
    ['read', { operations: [READ] }, ['GetItem items']],
    ['list without an index', { operations: [LIST] }, ['Scan items']],
    ['list with indexes', { operations: [LIST], indexes: [{ partitionKey: 'status' }, { partitionKey: 'reporterId' }] }, ['Query items/status-index items/reporterId-index', 'Scan items']],
    ['list of one\'s own items', { operations: [LIST], ...owned }, ['Query items/reporterId-index']],
    ['list of one\'s own items, or all for a group', { operations: [LIST], ...owned, access: { list: Access.owner().or(Access.groups('admin')) } }, ['Query items/reporterId-index', 'Scan items']],
    ['read with indexes', { operations: [READ], indexes: [{ partitionKey: 'status' }] }, ['GetItem items']],
    ['replace', { operations: [REPLACE] }, ['UpdateItem items']],
    ['patch', { operations: [PATCH] }, ['GetItem items', 'UpdateItem items']],
    ['delete', { operations: [DELETE] }, ['DeleteItem items']],
    ['replace of unique values', { operations: [REPLACE], unique: ['title'] }, ['DeleteItem side', 'GetItem items', 'PutItem side', 'UpdateItem items']],
    ['delete of unique values', { operations: [DELETE], unique: ['title'] }, ['DeleteItem items', 'DeleteItem side', 'GetItem items']],
    ['all of them', {}, ['DeleteItem items', 'GetItem items', 'GetItem side', 'PutItem items', 'PutItem side', 'Scan items', 'UpdateItem items']],
    ['a deletion that can be restored', { restorableFor: Duration.days(1), operations: [DELETE, CrudOperation.RESTORE] }, ['UpdateItem items']],
    ['a deletion of unique values that can be restored', { restorableFor: Duration.days(1), unique: ['title'], operations: [DELETE, CrudOperation.RESTORE] }, ['GetItem items', 'PutItem side', 'UpdateItem items']],
  ])('%s', (_name, props, expected) => {
    expect(actionsWith(props)).toEqual(expected);
  });

  test('a hook: invoke exactly that function, and read what it is shown', () => {
    const hook = (stack: Stack) => new lambda.Function(stack, 'Hook', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({})') });
    expect(actionsWith({ operations: [REPLACE] }, hook)).toEqual([
      'GetItem items', 'UpdateItem items', expect.stringMatching(/^lambda:InvokeFunction \{"Fn::GetAtt":\["Hook\w+","Arn"\]\}$/),
    ]);
  });
});

// DynamoDB decrypts the table's key for whoever reads or writes, and makes it but once, for whoever makes the table.
test.each<[string, Partial<CrudResourceProps>]>([
  ['only reads', { operations: [READ, LIST] }],
  ['reads and writes', { unique: ['title'], restorableFor: Duration.days(1) }],
])('a key of one’s own: a function that %s has it decrypted, and no more', (_name, props) => {
  const stack = new Stack(new App(), 'Stack');
  const encryptionKey = new kms.Key(stack, 'Key');
  new ServerlessCrudApi(stack, 'Api').addResource('tickets', { schema: TICKET_SCHEMA, encryptionKey, ...props });
  expect(keyActionsIn(Template.fromStack(stack))).toEqual({ ApiticketsHandlerRoleDefaultPolicy: [{ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] }, 'kms:Decrypt'] });
});

test('a key of one’s own: the users’ function and their sweep have it decrypted, and no more', () => {
  const stack = new Stack(new App(), 'Stack');
  new ServerlessCrudApi(stack, 'Api').addUsers('users', { encryptionKey: new kms.Key(stack, 'Key') });
  const key = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
  expect(keyActionsIn(Template.fromStack(stack))).toEqual({ ApiusersHandlerRoleDefaultPolicy: [key, 'kms:Decrypt'], ApiusersSweepRoleDefaultPolicy: [key, 'kms:Decrypt'] });
});

test('a key of the side table’s own: whoever writes there has it decrypted, and no more; whoever only reads items does not', () => {
  const stack = new Stack(new App(), 'Stack');
  const api = new ServerlessCrudApi(stack, 'Api', { sideTableEncryptionKey: new kms.Key(stack, 'Key') });
  api.addResource('tickets', { schema: TICKET_SCHEMA });
  api.addResource('news', { schema: TICKET_SCHEMA, operations: [READ, LIST] });
  api.addUsers('users');
  const template = Template.fromStack(stack);
  const encrypted = Object.entries(resourcesOf(template, 'AWS::DynamoDB::Table')).filter(([, { Properties }]) => Properties.SSESpecification.SSEType === 'KMS');
  expect(encrypted.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['ApiSideTable']);
  const key = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
  expect(keyActionsIn(template)).toEqual(Object.fromEntries(['ticketsHandler', 'usersHandler', 'usersSweep'].map((role) => [`Api${role}RoleDefaultPolicy`, [key, 'kms:Decrypt']])));
});

test('one key for items and side table is allowed once', () => {
  const stack = new Stack(new App(), 'Stack');
  const encryptionKey = new kms.Key(stack, 'Key');
  const api = new ServerlessCrudApi(stack, 'Api', { sideTableEncryptionKey: encryptionKey });
  api.addResource('tickets', { schema: TICKET_SCHEMA, encryptionKey });
  const [policy] = Object.entries(resourcesOf(Template.fromStack(stack), 'AWS::IAM::Policy')).filter(([id]) => id.startsWith('Apitickets'));
  expect(policy[1].Properties.PolicyDocument.Statement.filter(({ Action }: any) => Action === 'kms:Decrypt')).toHaveLength(1);
});

/** Every statement on a key, by the policy that it is in: the key, and the actions. */
function keyActionsIn(template: Template): { [policy: string]: unknown[] } {
  return Object.fromEntries(Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).flatMap(([id, { Properties }]) => (
    Properties.PolicyDocument.Statement.filter(({ Action }: any) => [Action].flat().some((action: string) => action.startsWith('kms:')))
      .map(({ Resource, Action }: any) => [id.replace(/[0-9A-F]{8}$/, ''), [Resource, ...[Action].flat()]])
  )));
}

test('the hook is told to the function by its environment', () => {
  const stack = new Stack(new App(), 'Stack');
  const beforeWrite = lambda.Function.fromFunctionArn(stack, 'Hook', 'arn:aws:lambda:eu-west-1:111111111111:function:hook');
  new ServerlessCrudApi(stack, 'Api').addResource('tickets', { schema: TICKET_SCHEMA, beforeWrite });
  const variables = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::Lambda::Function')).map(({ Properties }) => Properties.Environment.Variables);
  expect(variables.map((names) => names.BEFORE_WRITE_FUNCTION_ARN)).toEqual(expect.arrayContaining(['arn:aws:lambda:eu-west-1:111111111111:function:hook', undefined]));
});

test('a function that asks another has the time for both, unless it is told otherwise', () => {
  const stack = new Stack(new App(), 'Stack');
  const beforeWrite = lambda.Function.fromFunctionArn(stack, 'Hook', 'arn:aws:lambda:eu-west-1:111111111111:function:hook');
  const api = new ServerlessCrudApi(stack, 'Api');
  const timeouts = [{}, { beforeWrite }, { beforeWrite, timeout: Duration.seconds(12) }].map((props, i) => {
    const { handler } = api.addResource(`r${i}`, { schema: TICKET_SCHEMA, ...props });
    return handler.timeout?.toSeconds();
  });
  expect(timeouts).toEqual([10, 25, 12]);
});
