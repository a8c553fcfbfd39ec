import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { STAGES } from '../../../examples/reference-system/stages';
import { composeSystem } from '../../../examples/reference-system/system';
import { actionsOf, resourcesOf } from '../../support/template';

/** They take no resource (Service authorization reference). */
const ON_ANYTHING = ['dynamodb:ListStreams', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

let granted: Map<string, string[]>;
beforeAll(() => {
  const { tickets, commerce, events, site } = composeSystem(new App(), STAGES.local, {});
  granted = new Map([tickets, commerce, events, site].flatMap((stack) => {
    const template = Template.fromStack(stack);
    const roles = new Set(Object.values(resourcesOf(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.Role['Fn::GetAtt'][0] as string));
    return [...roles].map((role) => [nameOf(role), actionsOf(template, role)] as const);
  }));
});

/** A logical id without its hash. */
function nameOf(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/** `GetItem on CommerceApiTablesorders`, a resource's path behind a colon. */
function short(line: string): string {
  const [, , action, resources] = /^(Allow) \w[\w-]*:(\w+) (.*)$/.exec(line) ?? [];
  if (/[0-9a-f]{64}\.zip/.test(resources)) { return `${action} on an asset`; }
  const ids = [...resources.matchAll(/"(?:Fn::GetAtt":\["|Ref":"|Fn::ImportValue":"\w+:ExportsOutputFnGetAtt)(\w+?)(?:[0-9A-F]{8})(?:(?:Stream)?Arn\w+)?"(?:,"\w+"\])?\}?(?:,"([^"]+)")?/g)];
  return `${action} on ${ids.map(([, id, path]) => id + (path === undefined ? '' : `:${path}`)).join(', ')}`;
}

const POOL = 'TicketsApiUserPool';
const on = (target: string, ...actions: string[]) => actions.map((action) => `${action} on ${target}`);
const ASKED_FOR_USERS = on(POOL, 'AdminAddUserToGroup', 'AdminCreateUser', 'AdminDisableUser', 'AdminGetUser', 'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut');
const WORKER_OF = (queue: string, deadLetters = queue) => [
  ...on(`${queue}Queue`, 'ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'), ...on(`${deadLetters}DeadLetterQueue`, 'SendMessage'),
];

/** What each function of the reference system may do, besides writing to its own log and to X-Ray. */
const ROLES: { readonly [role: string]: readonly string[] } = {
  TicketsApiAuthHandlerRole: on(POOL, 'AdminInitiateAuth', 'AdminRespondToAuthChallenge'),
  TicketsApiticketsHandlerRole: [
    ...on('TicketsApiticketsTable', 'DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'), ...on('TicketsApiticketsTable:/index/status-index', 'Query'),
    ...on('TicketsApiSideTable', 'GetItem', 'PutItem'),
  ],
  CommerceApiAuthHandlerRole: on(POOL, 'AdminInitiateAuth', 'AdminRespondToAuthChallenge'),
  CommerceApiusersHandlerRole: [
    ...ASKED_FOR_USERS,
    ...on('CommerceApiTablesusers', 'DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'), ...on('CommerceApiTablesSideTable', 'DeleteItem', 'GetItem', 'PutItem'),
  ],
  CommerceApiusersSweepRole: [
    ...ASKED_FOR_USERS,
    ...on('CommerceApiTablesusers', 'DeleteItem', 'GetItem', 'UpdateItem'), ...on('CommerceApiTablesusers:/index/unsettled-index', 'Query'), ...on('CommerceApiTablesSideTable', 'DeleteItem'),
  ],
  CommerceApiproductsHandlerRole: [
    ...on('CommerceApiTablesproducts', 'DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'), ...on('CommerceApiTablesproducts:/index/category-index', 'Query'),
    ...on('CommerceApiTablesSideTable', 'GetItem', 'PutItem'),
  ],
  CommerceApiordersHandlerRole: [
    ...on('CommerceApiTablesorders', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'),
    ...on('CommerceApiTablesorders:/index/userId-index, CommerceApiTablesorders:/index/status-index', 'Query'),
    ...on('CommerceApiTablesSideTable', 'GetItem', 'PutItem'), ...on('PriceOrder', 'InvokeFunction'),
  ],
  PriceOrderRole: on('CommerceApiTablesproducts', 'BatchGetItem'),
  OrderEventsPipelinePublisherRole: [
    ...on('CommerceApiTablesorders', 'DescribeStream', 'GetRecords', 'GetShardIterator'), ...on('', 'ListStreams'), ...on('OrderEventsPipelineTopic', 'Publish'),
    ...on('OrderEventsPipelineSetAside', 'ListBucket'), ...on('OrderEventsPipelineSetAside:/set-aside/*, OrderEventsPipelineSetAside:/aws/lambda/*', 'PutObject'),
  ],
  OrderEventsPipelineinvoicesWorkerRole: [
    ...WORKER_OF('OrderEventsPipelineinvoices'),
    ...on('OrderEventsPipelineinvoicesNumbers', 'GetItem', 'PutItem', 'UpdateItem'), ...on('OrderEventsPipelineinvoicesBucket:/invoices/*', 'PutObject'),
  ],
  OrderEventsPipelineinvoicesGeneratorRole: [
    ...on('OrderEventsPipelineinvoicesNumbers', 'GetItem'), ...on('CommerceApiTablesorders', 'Query'), ...on('OrderEventsPipelineinvoicesBucket:/invoices/*', 'GetObject'),
  ],
  UploadsImagesProcessorRole: [
    ...WORKER_OF('UploadsImages', 'UploadsImagesQueue'),
    ...on('UploadsImagesTable', 'GetItem', 'UpdateItem'), ...on('UploadsImagesBucket:/uploads/*', 'DeleteObject', 'GetObject'), ...on('UploadsImagesBucket', 'ListBucket'),
    ...on('UploadsImagesBucket:/rejected/*', 'PutObject'), ...on('UploadsImagesBucket:/thumbnails/*', 'PutObject'),
  ],
  SitePublisherHandlerRole: [
    ...on('SiteBucket', 'ListBucket', 'ListBucketVersions'), ...on('SiteBucket:/releases/*', 'DeleteObject', 'GetObject', 'PutObject'),
    ...on('SiteBucket:/site/*', 'AbortMultipartUpload', 'DeleteObject', 'GetObjectVersion', 'PutObject'), ...on('SiteBucket:/*', 'DeleteObjectVersion'),
    ...on('an asset', 'GetObject'), ...on('SiteDistribution', 'CreateInvalidation'),
  ],
  UploadsImagesUploadsRole: [
    ...on('UploadsImagesTable', 'GetItem', 'PutItem'), ...on('UploadsImagesBucket:/uploads/*', 'PutObject'), ...on('UploadsImagesBucket:/thumbnails/*', 'GetObject'),
  ],
};

test('I1: every function of the system has a row', () => {
  expect([...granted.keys()].sort()).toEqual(Object.keys(ROLES).sort());
});

test.each(Object.entries(ROLES))('I1: %s may do this and no more', (role, expected) => {
  const own = granted.get(role)!.filter((line) => !/ (logs|xray):/.test(line));
  expect(own.map(short).sort()).toEqual([...expected].sort());
});

test('I1: each writes to its own log only', () => {
  for (const [role, lines] of granted) {
    const logs = lines.filter((line) => line.includes(' logs:')).map(short);
    expect(logs).toEqual(on(`${role.replace(/Role$/, '')}Logs`, 'CreateLogStream', 'PutLogEvents'));
  }
});

test('I1: no action is on anything but what AWS has no narrower resource for, and none is a pattern', () => {
  for (const lines of granted.values()) {
    expect(lines.filter((line) => line.endsWith('"*"')).filter((line) => !ON_ANYTHING.includes(line.split(' ')[1]))).toEqual([]);
    expect(lines.filter((line) => line.split(' ')[1].includes('*'))).toEqual([]);
  }
});
