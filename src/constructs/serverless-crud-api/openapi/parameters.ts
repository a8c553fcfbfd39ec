import type { Members } from './model';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, SERVER_ATTRIBUTES, type ResourceDefinition } from '../../../contract/serverless-crud-api';
import { CORRELATION_HEADER } from '../../../contract/wire';

/** `*`, or entity tags separated by commas (RFC 9110, 13.1.1). */
const ENTITY_TAGS = '^(\\*|(W/)?"[!#-~]*"([ \\t]*,[ \\t]*(W/)?"[!#-~]*")*)$';

/** Parameters that more than one operation takes, by their names in the document. */
export const PARAMETERS: { readonly [name: string]: Members } = {
  Id: { name: 'id', in: 'path', required: true, description: 'Identifies the item.', schema: { type: 'string', minLength: 1 }, example: '019abdd6-0a40-7000-8000-000000000001' },
  IfMatch: { name: 'If-Match', in: 'header', description: 'Versions that the request is for; another is answered 412.', schema: { type: 'string', pattern: ENTITY_TAGS }, example: '"1"' },
  IfMatchRequired: { name: 'If-Match', in: 'header', required: true, description: 'The version that the change is based on; another is answered 412, none at all 428.', schema: { type: 'string', pattern: ENTITY_TAGS }, example: '"1"' },
  IfNoneMatch: { name: 'If-None-Match', in: 'header', description: 'Versions that the client has: a GET is answered 304, a change 412.', schema: { type: 'string', pattern: ENTITY_TAGS }, example: '"1"' },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Chosen by the client, its own, one for each item it means to create: the same key and body are answered as the first time, and no second item is made.',
    schema: { type: 'string', pattern: '^([!#-~]{1,255}|"[!#-~]{1,255}")$' },
    example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
  },
  CorrelationId: { name: CORRELATION_HEADER, in: 'header', description: 'Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.', schema: { type: 'string' }, example: 'order-42' },
  Limit: {
    name: 'limit', in: 'query', description: 'Items of a page.', schema: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT }, example: PAGE_LIMIT_DEFAULT,
  },
  Cursor: { name: 'cursor', in: 'query', description: 'The `next` of the page before, of the same query.', schema: { type: 'string', minLength: 1 } },
};

/** References to parameters by their names in the document. */
export function parameterRefs(...names: readonly string[]): Members[] {
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

/** The query parameters of a list: filters by index, range, order, choice of fields, page. */
export function listParameters(definition: ResourceDefinition, shown: readonly string[]): Members[] {
  const { indexes } = definition;
  const isKey = (name: string) => indexes.some(({ partitionKey }) => partitionKey === name);
  const filters = [...new Set(indexes.flatMap(({ partitionKey, filters: further }) => [partitionKey, ...further]))];
  const sortKeys = [...new Set(indexes.map(({ sortKey }) => sortKey))];
  return [
    ...filters.map((name) => ({ name, in: 'query', description: filterText(name, definition), schema: valueSchema(name, definition, isKey(name)) })),
    ...sortKeys.flatMap((name) => [
      rangeParameter(name, 'gte', 'Items whose value is this or comes after it.', definition),
      rangeParameter(name, 'lt', 'Items whose value comes before this.', definition),
    ]),
    ...(sortKeys.length > 0 ? [{
      name: 'sort',
      in: 'query',
      description: 'Order: the sort key of the index in use, `-` before it for the last first. Needs a filter.',
      schema: { type: 'string', enum: sortKeys.flatMap((name) => [name, `-${name}`]) },
    }] : []),
    {
      name: 'fields',
      in: 'query',
      description: 'Attributes to show, separated by commas; all of them where it is left out.',
      style: 'form',
      explode: false,
      schema: { type: 'array', minItems: 1, items: { type: 'string', enum: [...shown] } },
    },
    ...parameterRefs('Limit', 'Cursor'),
  ];
}

/** Attributes that a client may see, the server's own among them. */
export function shownAttributes({ partitionKey, properties, writeOnly }: ResourceDefinition): string[] {
  return [partitionKey, ...properties.filter((name) => !writeOnly.includes(name)), ...SERVER_ATTRIBUTES];
}

function rangeParameter(name: string, bound: 'gte' | 'lt', description: string, definition: ResourceDefinition): Members {
  const whole = `${description} Needs a filter whose index is ordered by ${name}.`;
  return { name: `${name}.${bound}`, in: 'query', description: whole, schema: valueSchema(name, definition, true) };
}

/** A value in a query. No key of an index is an empty text. */
function valueSchema(name: string, { queryTypes }: ResourceDefinition, isKey: boolean): Members {
  const type = queryTypes[name] ?? 'string';
  return { type, ...(type === 'string' && isKey && { minLength: 1 }) };
}

function filterText(name: string, { indexes }: ResourceDefinition): string {
  const alone = indexes.some(({ partitionKey }) => partitionKey === name);
  const beside = [...new Set(indexes.filter(({ filters }) => filters.includes(name)).map(({ partitionKey }) => partitionKey))];
  const text = [alone ? 'alone' : '', beside.length > 0 ? `beside ${beside.join(' or ')}` : ''].filter(Boolean).join(', or ');
  return `Items whose ${name} is this: ${text}.`;
}
