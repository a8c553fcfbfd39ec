import type { CrudIndex } from './declarations';
import type { ItemShape } from './item-shape';
import { scalarTypeOf } from './scalars';
import { SERVER_ATTRIBUTES, type IndexDefinition, type ScalarType } from '../../contract/serverless-crud-api';
import { checkPattern, checkWhole } from '../private/check';
import { fail } from '../private/fail';

/** Quotas of DynamoDB: indexes of a table; attributes that one includes, and that all of a table's include together. */
const INDEXES_MAX = 20;
const INCLUDED_MAX = 20;
const INCLUDED_IN_ALL_MAX = 100;
/** Query parameters of every list. */
export const LIST_PARAMETERS = ['limit', 'cursor', 'sort', 'fields'];
const TIMESTAMPS = ['createdAt', 'updatedAt'];

/** What a resource has beside its properties. */
export interface IndexContext {
  readonly where: string;
  readonly shape: ItemShape;
  readonly partitionKey: string;
  readonly tableSortKey?: string;
  readonly ownerAttribute?: string;
  /** Stored attributes that no client sees and every list needs. */
  readonly internal: readonly string[];
}

/** @throws a synth error for an index that DynamoDB or the handler can't serve */
export function defineIndexes(indexes: readonly CrudIndex[], context: IndexContext): readonly IndexDefinition[] {
  const { where } = context;
  if (indexes.length > INDEXES_MAX) {
    fail({ where, what: 'indexes are too many', given: indexes.length, allowed: `up to ${INDEXES_MAX} a table (DynamoDB)`, fix: 'leave out what no client lists by' });
  }
  const defined = indexes.map((index) => defineIndex(index, context));
  const names = defined.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    fail({ where, what: 'two indexes have one name', given: twice, allowed: 'each name once', fix: 'give one of them a name of its own' });
  }
  const included = defined.reduce((sum, index) => sum + (includedBy(index, context)?.length ?? 0), 0);
  if (included > INCLUDED_IN_ALL_MAX) {
    fail({ where, what: 'indexes include too many attributes together', given: included, allowed: `up to ${INCLUDED_IN_ALL_MAX} in all (DynamoDB)`, fix: 'leave projectedAttributes out where a list shows most of an item' });
  }
  return defined;
}

/** How query parameters are read. */
export function queryTypesOf(indexes: readonly IndexDefinition[], shape: ItemShape): { readonly [property: string]: ScalarType } {
  const named = indexes.flatMap(({ partitionKey, sortKey, filters }) => [partitionKey, sortKey, ...filters]);
  const properties = [...new Set(named)].filter((name) => !TIMESTAMPS.includes(name)).sort();
  return Object.fromEntries(properties.map((property) => [property, scalarTypeOf(shape, property)!]));
}

/** The attributes that the table's index has beside its keys and the table's; undefined where it has all. */
export function includedBy(
  { partitionKey, sortKey, shards, projected }: IndexDefinition, context: Pick<IndexContext, 'partitionKey' | 'tableSortKey' | 'internal'>,
): readonly string[] | undefined {
  if (projected === undefined) { return undefined; }
  const keys = [context.partitionKey, context.tableSortKey, sortKey, ...(shards > 1 ? [] : [partitionKey])];
  return [...projected, ...context.internal].filter((name) => !keys.includes(name)).sort();
}

function defineIndex(index: CrudIndex, context: IndexContext): IndexDefinition {
  const { where, shape } = context;
  const { partitionKey, name = `${partitionKey}-index`, sortKey = 'createdAt', filters = [], shards = 1 } = index;
  checkPattern(where, 'name of an index', name, /^[A-Za-z0-9_.-]{3,255}$/, '3 to 255 letters, digits, _, - or .');
  const what = `index '${name}'`;
  checkListable(where, `${what} has the partitionKey`, partitionKey, shape);
  checkWhole(where, `shards of ${what}`, shards, 1, 20, 'partitions, 1 being not spread');
  if (scalarTypeOf(shape, partitionKey) === 'boolean' && shards === 1) {
    fail({ where, what: `${what} has a boolean for its partition key`, given: partitionKey, allowed: 'strings and numbers; a boolean with shards of 2 or more', fix: 'spread it with shards, or make the property an enum of strings' });
  }
  checkSortKey(where, what, index, sortKey, shape);
  for (const filter of filters) {
    checkListable(where, `${what} has the filter`, filter, shape);
    if (filter === partitionKey || filter === sortKey || filters.indexOf(filter) < filters.lastIndexOf(filter)) {
      fail({ where, what: `${what} filters by one of its keys, or twice`, given: filter, allowed: 'properties other than its keys, each once', fix: filter === sortKey ? `list with ${filter}.gte and ${filter}.lt` : 'leave the filter out' });
    }
  }
  const defined: IndexDefinition = { name, partitionKey, sortKey, filters, shards, ...projectionOf(what, index, filters, sortKey, context) };
  const included = includedBy(defined, context);
  if (included !== undefined && included.length > INCLUDED_MAX) {
    fail({ where, what: `${what} includes too many attributes`, given: included, allowed: `up to ${INCLUDED_MAX} beside its keys (DynamoDB)`, fix: 'name fewer in projectedAttributes, or leave it out' });
  }
  return defined;
}

/** What a list by the index shows: what was named, and what each list needs or shows anyway. */
function projectionOf(
  what: string, { partitionKey, projectedAttributes }: CrudIndex, filters: readonly string[], sortKey: string,
  { where, shape, partitionKey: id, ownerAttribute }: IndexContext,
): Pick<IndexDefinition, 'projected'> {
  if (projectedAttributes === undefined) { return {}; }
  const shown = Object.keys(shape.properties).filter((name) => !shape.writeOnly.includes(name));
  const unknown = projectedAttributes.find((name) => !shown.includes(name));
  if (unknown !== undefined) {
    fail({ where, what: `${what} projects what answers don't show`, given: unknown, allowed: shown.join(', '), fix: 'declare it in the schema, or take it out of projectedAttributes' });
  }
  const owner = ownerAttribute === undefined ? [] : [ownerAttribute];
  return { projected: [...new Set([id, ...SERVER_ATTRIBUTES, partitionKey, sortKey, ...filters, ...owner, ...projectedAttributes])].sort() };
}

function checkListable(where: string, what: string, property: string, shape: ItemShape) {
  const listable = Object.keys(shape.properties).filter((name) => !shape.writeOnly.includes(name) && scalarTypeOf(shape, name) !== undefined);
  if (!listable.includes(property)) {
    const reason = shape.writeOnly.includes(property) ? 'which is writeOnly' : Object.hasOwn(shape.properties, property) ? 'which is no single string, number, integer or boolean' : "which the schema doesn't declare";
    fail({ where, what: `${what} '${property}', ${reason}`, allowed: listable.join(', ') || 'scalar properties', fix: 'name one of these, or declare the property so' });
  }
  if (LIST_PARAMETERS.includes(property) || /\.(gte|lt)$/.test(property)) {
    fail({ where, what: `${what} '${property}', which is a query parameter of every list`, allowed: `names but ${LIST_PARAMETERS.join(', ')}, and those that end in .gte or .lt`, fix: 'rename the property' });
  }
}

function checkSortKey(where: string, what: string, { partitionKey }: CrudIndex, sortKey: string, shape: ItemShape) {
  if (TIMESTAMPS.includes(sortKey)) { return; }
  const type = Object.hasOwn(shape.properties, sortKey) ? scalarTypeOf(shape, sortKey) : undefined;
  if (type === undefined || type === 'boolean' || sortKey === partitionKey || shape.writeOnly.includes(sortKey)) {
    const allowed = Object.keys(shape.properties).filter((name) => name !== partitionKey && !shape.writeOnly.includes(name) && ['string', 'number'].includes(scalarTypeOf(shape, name)!));
    fail({ where, what: `${what} can't be in the order of its sortKey`, given: sortKey, allowed: [...TIMESTAMPS, ...allowed].join(', '), fix: 'name one of these' });
  }
}
