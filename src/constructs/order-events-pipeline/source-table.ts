import { aws_dynamodb as dynamodb, Stack } from 'aws-cdk-lib';

/** Names of a table's keys; none of an imported table. Newer versions of the CDK deprecate `Table.schema()`, and a TableV2 has none. */
export function keysOf(source: dynamodb.ITable): { readonly partitionKey: string; readonly sortKey?: string } | undefined {
  const keys = cfnTableOf(source)?.keySchema as dynamodb.CfnTable.KeySchemaProperty[] | undefined;
  const nameOf = (type: string) => keys?.find(({ keyType }) => keyType === type)?.attributeName;
  const partitionKey = nameOf('HASH');
  return partitionKey === undefined ? undefined : { partitionKey, sortKey: nameOf('RANGE') };
}

/** View type of a table's stream: 'none' of a table without one; undefined of an imported table, of which nobody knows. */
export function streamViewOf(source: dynamodb.ITable): string | undefined {
  const table = cfnTableOf(source);
  if (!table) { return source.tableStreamArn ? undefined : 'none'; }
  const stream: { readonly streamViewType?: string } | undefined = Stack.of(table).resolve(table.streamSpecification);
  return stream ? stream.streamViewType : 'none';
}

function cfnTableOf({ node: { defaultChild: table } }: dynamodb.ITable) {
  return table instanceof dynamodb.CfnTable || table instanceof dynamodb.CfnGlobalTable ? table : undefined;
}
