import type { DocumentedResource, DocumentOptions, OpenApiDocument } from '../../src/constructs/serverless-crud-api/openapi/model';
import { sentSchema } from '../../src/constructs/serverless-crud-api/item-schemas';
import { compileValidators } from '../../src/constructs/serverless-crud-api/validators-module';
import { OPERATIONS, type ResourceDefinition } from '../../src/contract/serverless-crud-api';

/** A schema with every kind of property that the document treats differently. */
export const ORDER_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Order',
  description: 'What a customer bought',
  type: 'object',
  required: ['lines', 'status', 'total', 'card'],
  additionalProperties: false,
  $defs: { line: { type: 'object', required: ['sku'], additionalProperties: false, properties: { sku: { type: 'string', pattern: '^[A-Z]{3}-\\d+$', examples: ['ABC-1'] }, count: { type: 'integer', minimum: 1, default: 1 } } } },
  properties: {
    address: { type: 'object', required: ['street'], additionalProperties: false, properties: { street: { type: 'string' }, floor: { type: 'integer' } } },
    card: { type: 'string', minLength: 4, writeOnly: true },
    express: { type: 'boolean' },
    lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } },
    note: { type: ['string', 'null'], maxLength: 100 },
    ownerId: { type: 'string', readOnly: true },
    status: { enum: ['OPEN', 'PAID', 'SENT'], default: 'OPEN' },
    total: { type: 'number', readOnly: true, minimum: 0 },
  },
  dependentRequired: { express: ['address'] },
} as const;

/** Orders as the construct would define them. */
export function orderDefinition(overrides: Partial<ResourceDefinition> = {}): ResourceDefinition {
  return {
    name: 'orders',
    partitionKey: 'orderId',
    sortKey: 'createdAt',
    properties: Object.keys(ORDER_SCHEMA.properties),
    readOnly: ['ownerId', 'total'],
    writeOnly: ['card'],
    immutable: ['lines', 'ownerId'],
    unique: [],
    queryTypes: { ownerId: 'string', status: 'string', express: 'boolean' },
    crossFieldRules: true,
    concurrency: 'required',
    operations: [...OPERATIONS],
    access: Object.fromEntries(OPERATIONS.map((operation) => [operation, { owner: true, groups: ['admins'] } as const])),
    ownerAttribute: 'ownerId',
    indexes: [
      { name: 'ownerId-index', partitionKey: 'ownerId', sortKey: 'createdAt', filters: ['status'], shards: 1 },
      { name: 'status-index', partitionKey: 'status', sortKey: 'updatedAt', filters: ['express'], shards: 4, projected: ['status', 'updatedAt'] },
    ],
    transitions: { attribute: 'status', initial: ['OPEN'], next: { OPEN: ['PAID'], PAID: ['SENT'], SENT: [] } },
    restorableForSeconds: 86_400,
    idempotencyKeySeconds: 86_400,
    ...overrides,
  };
}

/** A resource that declares no more than a schema. */
export function noteDefinition(overrides: Partial<ResourceDefinition> = {}): ResourceDefinition {
  const operations = OPERATIONS.filter((operation) => operation !== 'restore');
  return {
    name: 'notes',
    partitionKey: 'id',
    properties: ['text'],
    readOnly: [],
    writeOnly: [],
    immutable: [],
    unique: [],
    queryTypes: {},
    crossFieldRules: false,
    concurrency: 'optional',
    operations,
    access: Object.fromEntries(operations.map((operation) => [operation, { authenticated: true } as const])),
    indexes: [],
    idempotencyKeySeconds: 86_400,
    ...overrides,
  };
}

export const NOTE_SCHEMA = { type: 'object', required: ['text'], additionalProperties: false, properties: { text: { type: 'string', maxLength: 1000 } } };

export function documented(overrides: Partial<DocumentedResource> = {}): DocumentedResource {
  return compiled({ definition: orderDefinition(), schema: ORDER_SCHEMA, hooked: false, actions: [], ...overrides });
}

export function noteResource(definition: Partial<ResourceDefinition> = {}, overrides: Partial<DocumentedResource> = {}): DocumentedResource {
  return compiled({ definition: noteDefinition(definition), schema: NOTE_SCHEMA, hooked: false, actions: [], ...overrides });
}

/** With the validators that its handler would have. */
function compiled(resource: Omit<DocumentedResource, 'validators'>): DocumentedResource {
  const { definition: { readOnly }, schema } = resource;
  return { ...resource, validators: compileValidators({ item: sentSchema({ schema, readOnly }) }) };
}

export function documentOptions(overrides: Partial<DocumentOptions> = {}): DocumentOptions {
  return { title: 'Shop', version: '1.0.0', resources: [documented(), noteResource()], others: [], publicDocument: false, ...overrides };
}

/** What a JSON Pointer of the document, without its `#/`, points at. */
export function at(document: OpenApiDocument, pointer: string): any {
  return pointer.split('/').map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((value: any, key) => value?.[key], document);
}

/** The same with `$ref` followed wherever one stands alone. */
export function deref(document: OpenApiDocument, value: any): any {
  return value?.$ref === undefined ? value : deref(document, at(document, value.$ref.slice(2)));
}
