import { aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { includedBy } from './index-definitions';
import { internalOf } from './resource-definition';
import type { CrudResourceProps } from './resource-props';
import { EXPIRES_AT, shardAttributeOf, type IndexDefinition, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { keptTable } from '../private/kept-table';

const { AttributeType, ProjectionType } = dynamodb;

/** The table of a resource's items, with its indexes. */
export function buildItemTable(scope: Construct, id: string, definition: ResourceDefinition, props: CrudResourceProps): dynamodb.Table {
  const internal = internalOf(props);
  const table = new dynamodb.Table(scope, id, {
    tableName: props.tableName,
    partitionKey: { name: definition.partitionKey, type: AttributeType.STRING },
    sortKey: definition.sortKey && { name: definition.sortKey, type: AttributeType.STRING },
    timeToLiveAttribute: internal.includes(EXPIRES_AT) ? EXPIRES_AT : undefined,
    ...keptTable(props.encryptionKey, props.removalPolicy),
    stream: props.changeStream ? dynamodb.StreamViewType.NEW_AND_OLD_IMAGES : undefined,
    contributorInsightsSpecification: { enabled: true },
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
