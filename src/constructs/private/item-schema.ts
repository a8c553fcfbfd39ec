import type { aws_dynamodb as dynamodb } from 'aws-cdk-lib';

export interface ItemSchema { readonly [keyword: string]: unknown }

const schemas = new WeakMap<dynamodb.ITable, ItemSchema>();

/** Tells other constructs of the app what the items of a table are like, beside what is internal. */
export function describeItems(table: dynamodb.ITable, schema: ItemSchema): void {
  schemas.set(table, schema);
}

/** What is known of a table's items: JSON Schema (draft 2020-12). */
export function itemSchemaOf(table: dynamodb.ITable): ItemSchema | undefined {
  return schemas.get(table);
}
