import { aws_dynamodb as dynamodb, aws_iam as iam } from 'aws-cdk-lib';
import type { Operation, ResourceDefinition } from '../../contract/serverless-crud-api';

/** Actions on a table, an index of it, or the side table. */
interface Needs {
  readonly table: readonly string[];
  readonly indexes?: readonly string[];
  readonly side?: readonly string[];
}

/**
 * Exactly what the requests of the declared operations need, on the resource's own table, its indexes and the side table.
 * A transaction needs the action of each write that it holds.
 */
export function tableStatements(
  definition: ResourceDefinition, table: dynamodb.ITable, sideTable: dynamodb.ITable, hasHook: boolean,
): iam.PolicyStatement[] {
  const needs = definition.operations.map((operation) => needsOf(operation, definition, hasHook));
  const on = (part: keyof Needs) => [...new Set(needs.flatMap((need) => need[part] ?? []))].sort().map((action) => `dynamodb:${action}`);
  const indexArns = definition.indexes.map(({ name }) => `${table.tableArn}/index/${name}`);
  return [
    { actions: on('table'), resources: [table.tableArn] },
    { actions: on('indexes'), resources: indexArns },
    { actions: on('side'), resources: [sideTable.tableArn] },
  ].filter(({ actions, resources }) => actions.length > 0 && resources.length > 0).map((statement) => new iam.PolicyStatement(statement));
}

function needsOf(operation: Operation, definition: ResourceDefinition, hasHook: boolean): Needs {
  const unique = definition.unique.length > 0;
  const readFirst = unique || hasHook ? ['GetItem'] : [];
  const readUnique = unique ? ['GetItem'] : [];
  const [take, free] = unique ? [['PutItem'], ['DeleteItem']] : [[], []];
  switch (operation) {
    case 'create': return { table: ['PutItem'], side: ['GetItem', 'PutItem'] };
    case 'read': return { table: ['GetItem'] };
    case 'list': return { table: listsOwnedOnly(definition) ? [] : ['Scan'], indexes: ['Query'] };
    case 'replace': return { table: ['UpdateItem', ...readFirst], side: [...take, ...free] };
    case 'patch': return { table: ['UpdateItem', 'GetItem'], side: [...take, ...free] };
    // What can be restored keeps its unique values until it can't.
    case 'delete': return definition.restorableForSeconds === undefined
      ? { table: ['DeleteItem', ...readUnique], side: free }
      : { table: ['UpdateItem', ...readUnique], side: take };
    case 'restore': return { table: ['UpdateItem', ...readUnique], side: take };
  }
}

/** True when every list is of its caller's own items, which an index finds. */
function listsOwnedOnly({ access }: ResourceDefinition): boolean {
  return access.list?.owner === true && access.list.groups === undefined;
}
