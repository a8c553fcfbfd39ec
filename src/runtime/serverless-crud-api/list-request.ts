import { isKeyValue, type KeyValue } from './key-order';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, type ResourceDefinition, type ScalarType } from '../../contract/serverless-crud-api';
import type { FieldProblem } from '../../contract/wire';
import { BadRequest } from '../kit/failures';
import type { HttpRequest } from '../kit/http';
import { parseJson } from '../kit/json';

/** A property's value as a query names it. */
export type Scalar = string | number | boolean;

/** Half-open: `from` is in it, `below` is not. */
export interface Bounds {
  readonly from?: KeyValue;
  readonly below?: KeyValue;
}

/** What a list's query asks for. Whether an index serves it is not decided yet. */
export interface ListRequest {
  /** Items, 1 to 100. */
  readonly limit: number;
  /** Properties and the value of each, in the order sent. */
  readonly filters: readonly (readonly [property: string, value: Scalar])[];
  readonly bounds: readonly (readonly [attribute: string, bounds: Bounds])[];
  readonly sort?: { readonly attribute: string; readonly descending: boolean };
  /** Attributes to show; all of them when undefined. */
  readonly fields?: readonly string[];
  /** Not opened yet. */
  readonly cursor?: string;
  /** Every parameter but the cursor, as it was sent. */
  readonly sent: readonly (readonly [name: string, value: string])[];
}

/** Collects what was read. */
interface Draft {
  limit: number;
  filters: [string, Scalar][];
  bounds: Map<string, { from?: KeyValue; below?: KeyValue }>;
  sort?: ListRequest['sort'];
  fields?: readonly string[];
  cursor?: string;
}

interface Parameter {
  /** What is allowed, as a sentence. */
  readonly detail: string;
  /** False for a value that is not allowed. */
  take(value: string, draft: Draft): boolean;
}

/** Longest partition and sort keys that DynamoDB takes, in bytes of UTF-8 (Service quotas). */
const TEXT_BYTES_MAX = 2048;
const SORT_TEXT_BYTES_MAX = 1024;

/**
 * The query of a collection. A cached one is read as API Gateway keys its cache: of a parameter that is repeated the
 * last counts, and what is not declared is not seen.
 * @throws BadRequest naming every parameter that is undeclared, repeated or malformed
 */
export function readListRequest(query: HttpRequest['query'], definition: ResourceDefinition): ListRequest {
  const draft: Draft = { limit: PAGE_LIMIT_DEFAULT, filters: [], bounds: new Map() };
  const sent: [string, string][] = [];
  const problems: FieldProblem[] = [];
  const names = Object.keys(query);
  const parameters = names.length > 0 ? parametersOf(definition) : new Map<string, Parameter>();
  const isCached = definition.cacheSeconds !== undefined;
  for (const name of names) {
    const parameter = parameters.get(name);
    const values = query[name];
    if (isCached && (!parameter || values.length === 0)) { continue; }
    const value = isCached || values.length === 1 ? values[values.length - 1] : undefined;
    if (parameter && value !== undefined && parameter.take(value, draft)) {
      if (name !== 'cursor') { sent.push([name, value]); }
    } else {
      problems.push({ parameter: name, detail: reasonFor(name, parameter, value === undefined, parameters) });
    }
  }
  if (problems.length > 0) { throw new BadRequest('The query holds what this collection does not take.', problems); }
  return { ...draft, bounds: [...draft.bounds], sent };
}

function reasonFor(name: string, parameter: Parameter | undefined, isRepeated: boolean, parameters: ReadonlyMap<string, Parameter>): string {
  if (!parameter) { return `There is no such parameter; there are ${enumerate([...parameters.keys()], 'and')}.`; }
  return isRepeated ? `${name} is given once.` : parameter.detail;
}

/** `a, b and c`. */
export function enumerate(names: readonly string[], conjunction: 'and' | 'or'): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${conjunction} ${names[names.length - 1]}` : names.join();
}

const PAGING: readonly (readonly [string, Parameter])[] = [
  ['limit', {
    detail: `limit is a whole number from 1 to ${PAGE_LIMIT_MAX}.`,
    take: (value, draft) => {
      draft.limit = Number(value);
      return /^[1-9]\d{0,2}$/.test(value) && draft.limit <= PAGE_LIMIT_MAX;
    },
  }],
  ['cursor', {
    detail: 'cursor is the next of a page.',
    take: (value, draft) => {
      draft.cursor = value;
      return true;
    },
  }],
  ['fields', {
    detail: 'fields is one or more attributes, separated by commas.',
    take: (value, draft) => {
      draft.fields = [...new Set(value.split(','))];
      return !draft.fields.includes('');
    },
  }],
];

/** Every parameter that there is. A property never takes a name that the grammar has. */
function parametersOf({ indexes, queryTypes }: ResourceDefinition): ReadonlyMap<string, Parameter> {
  const orders = [...new Set(indexes.map(({ sortKey }) => sortKey))];
  const parameters = new Map(PAGING);
  if (orders.length > 0) { parameters.set('sort', sortParameter(orders)); }
  const add = (name: string, parameter: Parameter) => { if (!parameters.has(name)) { parameters.set(name, parameter); } };
  for (const name of indexes.flatMap(({ partitionKey, filters }) => [partitionKey, ...filters])) {
    add(name, filterParameter(name, queryTypes[name], indexes.some(({ partitionKey }) => partitionKey === name)));
  }
  for (const name of orders) {
    add(`${name}.gte`, boundParameter(name, 'from', `${name}.gte`, queryTypes[name]));
    add(`${name}.lt`, boundParameter(name, 'below', `${name}.lt`, queryTypes[name]));
  }
  return parameters;
}

function sortParameter(orders: readonly string[]): Parameter {
  return {
    detail: `sort is ${enumerate(orders, 'or')}, with a - before it for the last first.`,
    take: (value, draft) => {
      const attribute = value.replace(/^-/, '');
      draft.sort = { attribute, descending: value.startsWith('-') };
      return orders.includes(attribute);
    },
  };
}

function filterParameter(name: string, type: ScalarType = 'string', isKey: boolean): Parameter {
  return {
    detail: detailOf(name, type, isKey ? `1 to ${TEXT_BYTES_MAX}` : `up to ${TEXT_BYTES_MAX}`),
    take: (text, draft) => {
      const value = scalarOf(text, type);
      if (value === undefined) { return false; }
      draft.filters.push([name, value]);
      return typeof value === 'boolean' || isKeyValue(value, TEXT_BYTES_MAX) || (value === '' && !isKey);
    },
  };
}

function boundParameter(attribute: string, bound: keyof Bounds, name: string, type: ScalarType = 'string'): Parameter {
  return {
    detail: detailOf(name, type, `1 to ${SORT_TEXT_BYTES_MAX}`),
    take: (text, draft) => {
      const value = scalarOf(text, type);
      if (value === undefined || typeof value === 'boolean') { return false; }
      draft.bounds.set(attribute, { ...draft.bounds.get(attribute), [bound]: value });
      return isKeyValue(value);
    },
  };
}

function detailOf(name: string, type: ScalarType, bytes: string): string {
  switch (type) {
    case 'number': return `${name} is a number, written as in JSON, that is kept exactly.`;
    case 'boolean': return `${name} is true or false.`;
    default: return `${name} is a text of ${bytes} bytes, of whole characters.`;
  }
}

/** undefined for a text that names no value of the type. */
function scalarOf(text: string, type: ScalarType): Scalar | undefined {
  if (type === 'string') { return text; }
  if (type === 'boolean') { return ['true', 'false'].includes(text) ? text === 'true' : undefined; }
  const reading = /^[-\d]/.test(text) && /\d$/.test(text) ? parseJson(text) : undefined;
  return reading && 'value' in reading && typeof reading.value === 'number' ? reading.value : undefined;
}
