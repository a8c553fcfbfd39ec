import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { CrudResourceProps } from '../../../src';
import { resourcesOf, ticketApi } from '../../support/template';

const SCHEMA = {
  type: 'object',
  required: ['status'],
  properties: {
    status: { enum: ['OPEN', 'CLOSED'] },
    reporterId: { type: 'string' },
    priority: { type: 'integer' },
    title: { type: 'string' },
    secret: { type: 'string', writeOnly: true },
  },
};

function tableOf(props: Partial<CrudResourceProps>) {
  const tables = Object.entries(resourcesOf(ticketApi({}, { schema: SCHEMA, ...props }).template(), 'AWS::DynamoDB::Table'));
  return tables.find(([id]) => id.startsWith('Apitickets'))![1].Properties;
}

test('D1: the table can have the sort key createdAt, a string', () => {
  const { KeySchema, AttributeDefinitions } = tableOf({ partitionKey: 'orderId', sortKey: 'createdAt' });
  expect(KeySchema).toEqual([{ AttributeName: 'orderId', KeyType: 'HASH' }, { AttributeName: 'createdAt', KeyType: 'RANGE' }]);
  expect(AttributeDefinitions).toEqual([{ AttributeName: 'orderId', AttributeType: 'S' }, { AttributeName: 'createdAt', AttributeType: 'S' }]);
});

test('D1: an index is named after its property, ordered by createdAt and shows all', () => {
  expect(tableOf({ indexes: [{ partitionKey: 'reporterId' }] }).GlobalSecondaryIndexes).toEqual([{
    IndexName: 'reporterId-index',
    KeySchema: [{ AttributeName: 'reporterId', KeyType: 'HASH' }, { AttributeName: 'createdAt', KeyType: 'RANGE' }],
    Projection: { ProjectionType: 'ALL' },
  }]);
});

test('a number is a number in the keys of an index', () => {
  const { GlobalSecondaryIndexes: [index], AttributeDefinitions } = tableOf({ indexes: [{ partitionKey: 'status', name: 'urgent-first', sortKey: 'priority' }] });
  expect(index).toMatchObject({ IndexName: 'urgent-first', KeySchema: [{ AttributeName: 'status' }, { AttributeName: 'priority' }] });
  expect(AttributeDefinitions).toEqual(expect.arrayContaining([{ AttributeName: 'priority', AttributeType: 'N' }, { AttributeName: 'status', AttributeType: 'S' }]));
});

test('a spread index has a partition key of its own, which clients never see', () => {
  const { GlobalSecondaryIndexes: [index], AttributeDefinitions } = tableOf({ indexes: [{ partitionKey: 'status', shards: 4 }] });
  expect(index.KeySchema).toEqual([{ AttributeName: '$status-index', KeyType: 'HASH' }, { AttributeName: 'createdAt', KeyType: 'RANGE' }]);
  expect(AttributeDefinitions).toContainEqual({ AttributeName: '$status-index', AttributeType: 'S' });
  expect(AttributeDefinitions).not.toContainEqual(expect.objectContaining({ AttributeName: 'status' }));
});

describe('an index that does not show all', () => {
  const included = (props: Partial<CrudResourceProps>) => tableOf(props).GlobalSecondaryIndexes[0].Projection;

  test('includes what every answer shows, its filters and what was named, and no key twice', () => {
    expect(included({ indexes: [{ partitionKey: 'reporterId', filters: ['status'], projectedAttributes: ['title'] }] }))
      .toEqual({ ProjectionType: 'INCLUDE', NonKeyAttributes: ['status', 'title', 'updatedAt', 'version'] });
  });

  test('includes the value itself where the key is spread', () => {
    expect(included({ indexes: [{ partitionKey: 'status', shards: 2, projectedAttributes: [] }] }).NonKeyAttributes).toEqual(['status', 'updatedAt', 'version']);
  });

  test('includes the key of the item only where the table doesn\'t bring it along', () => {
    expect(included({ sortKey: 'createdAt', indexes: [{ partitionKey: 'status', sortKey: 'updatedAt', projectedAttributes: [] }] }).NonKeyAttributes).toEqual(['version']);
    expect(included({ indexes: [{ partitionKey: 'status', sortKey: 'updatedAt', projectedAttributes: [] }] }).NonKeyAttributes).toEqual(['createdAt', 'version']);
  });

  test('includes the owner, and what tells whether an item is still there', () => {
    expect(included({ ownerAttribute: 'owner', expireAfter: Duration.days(1), restorableFor: Duration.days(1), indexes: [{ partitionKey: 'owner', projectedAttributes: [] }] }).NonKeyAttributes)
      .toEqual(['$deletedAt', '$expiresAt', 'updatedAt', 'version']);
  });
});

test('what is not to last expires by the table\'s own clock', () => {
  const ttl = { AttributeName: '$expiresAt', Enabled: true };
  expect(tableOf({}).TimeToLiveSpecification).toBeUndefined();
  expect(tableOf({ expireAfter: Duration.days(1) }).TimeToLiveSpecification).toEqual(ttl);
  expect(tableOf({ restorableFor: Duration.days(1) }).TimeToLiveSpecification).toEqual(ttl);
});

test('the side table is kept unless a prop says so', () => {
  const side = (props: Parameters<typeof ticketApi>[0]) => resourcesOf(ticketApi(props).template(), 'AWS::DynamoDB::Table').ApiSideTableDD67F3B3;
  expect(side({})).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', Properties: { DeletionProtectionEnabled: true } });
  expect(side({ sideTableRemovalPolicy: RemovalPolicy.DESTROY })).toMatchObject({ DeletionPolicy: 'Delete', Properties: { DeletionProtectionEnabled: false } });
});
