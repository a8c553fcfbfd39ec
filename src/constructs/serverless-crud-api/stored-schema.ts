import type { Schema } from './validators-module';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';

const TIME: Schema = { type: 'string', format: 'date-time' };

/** What is stored of an item, beside what is internal: its key, its properties, those that no answer shows among them, and what the server sets. */
export function storedItemSchema({ partitionKey }: Pick<ResourceDefinition, 'partitionKey'>, schema: Schema): Schema {
  const properties = { [partitionKey]: { type: 'string' }, ...schema.properties as object };
  return { ...schema, properties: { ...properties, createdAt: TIME, updatedAt: TIME, version: { type: 'integer', minimum: 1 } } };
}
