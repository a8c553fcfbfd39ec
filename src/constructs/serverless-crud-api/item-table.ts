import { aws_dynamodb as dynamodb, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { includedBy } from './index-definitions';
import { internalOf } from './resource-definition';
import type { CrudResourceProps } from './resource-props';
import { EXPIRES_AT, shardAttributeOf, type IndexDefinition, type ResourceDefinition } from '../../contract/serverless-crud-api';

const { AttributeType, ProjectionType } = dynamodb;

/** The table of a resource's items, with its indexes. */
export function buildItemTable(scope: Construct, id: string, definition: ResourceDefinition, props: CrudResourceProps): dynamodb.Table {
  const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
  const internal = internalOf(props);
  const table = new dynamodb.Table(scope, id, {
    tableName: props.tableName,
    partitionKey: { name: definition.partitionKey, type: AttributeType.STRING },
    sortKey: definition.sortKey && { name: definition.sortKey, type: AttributeType.STRING },
    timeToLiveAttribute: internal.includes(EXPIRES_AT) ? EXPIRES_AT : undefined,
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    stream: props.changeStream ? dynamodb.StreamViewType.NEW_AND_OLD_IMAGES : undefined,
    encryption: props.encryptionKey ? dynamodb.TableEncryption.CUSTOMER_MANAGED : dynamodb.TableEncryption.AWS_MANAGED,
    encryptionKey: props.encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    contributorInsightsSpecification: { enabled: true },
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    removalPolicy,
  });
  for (const index of definition.indexes) {
    const nonKeyAttributes = includedBy(index, { partitionKey: definition.partitionKey, tableSortKey: definition.sortKey, internal });
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: partitionKeyOf(index, definition),
      sortKey: { name: index.sortKey, type: typeOf(index.sortKey, definition) },
      projectionType: nonKeyAttributes === undefined ? ProjectionType.ALL : ProjectionType.INCLUDE,
      nonKeyAttributes: nonKeyAttributes && [...nonKeyAttributes],
    });
  }
  return table;
}

function partitionKeyOf(index: IndexDefinition, definition: ResourceDefinition): dynamodb.Attribute {
  return index.shards > 1
    ? { name: shardAttributeOf(index), type: AttributeType.STRING }
    : { name: index.partitionKey, type: typeOf(index.partitionKey, definition) };
}

/** createdAt and updatedAt are no properties: they are strings. */
function typeOf(attribute: string, { queryTypes }: ResourceDefinition): dynamodb.AttributeType {
  return queryTypes[attribute] === 'number' ? AttributeType.NUMBER : AttributeType.STRING;
}
