import { Duration } from 'aws-cdk-lib';
import { accessOf, operationsOf } from './access-rules';
import { Concurrency } from './declarations';
import { defineIndexes, LIST_PARAMETERS, queryTypesOf } from './index-definitions';
import { readShape } from './item-shape';
import type { CrudResourceProps } from './resource-props';
import type { CompileOptions } from './resource-schema';
import { writeRulesOf } from './write-rules';
import { DELETED_AT, EXPIRES_AT, SERVER_ATTRIBUTES, type AccessRule, type IndexDefinition, type Operation } from '../../contract/serverless-crud-api';
import { checkDuration, checkKnown, checkPattern } from '../private/check';
import { fail } from '../private/fail';

const DAY = Duration.days(1);
const LONGEST = Duration.days(3650);

/**
 * What a resource's props declare, in the contract's terms.
 * @throws a synth error for what no handler or table could keep
 */
export function defineResource(where: string, name: string, props: CrudResourceProps): CompileOptions {
  checkKeys(where, props);
  checkTimes(where, props);
  refuseTokens(where, '', { partitionKey: props.partitionKey, indexes: props.indexes });
  const { schema, ownerAttribute, sortKey, expireAfter, restorableFor, cacheTtl, idempotencyKeyTtl = DAY } = props;
  const partitionKey = props.partitionKey ?? 'id';
  const shape = readShape({ where, schema, partitionKey, ownerAttribute });
  const operations = operationsOf(where, props);
  const indexes = defineIndexes(props.indexes ?? [], {
    where, shape, partitionKey, tableSortKey: sortKey, ownerAttribute, internal: internalOf(props),
  });
  const access = accessOf(where, props, operations, indexes);
  if (cacheTtl !== undefined) { checkCache(where, operations, access, indexes); }
  return {
    where,
    name,
    schema,
    partitionKey,
    ...(sortKey !== undefined && { sortKey: sortKey as 'createdAt' }),
    concurrency: props.concurrency ?? Concurrency.OPTIONAL,
    operations,
    access,
    ...(ownerAttribute !== undefined && { ownerAttribute }),
    indexes,
    queryTypes: queryTypesOf(indexes, shape),
    ...writeRulesOf(where, props, shape, operations),
    ...(expireAfter && { expireAfterSeconds: expireAfter.toSeconds() }),
    ...(restorableFor && { restorableForSeconds: restorableFor.toSeconds() }),
    idempotencyKeySeconds: idempotencyKeyTtl.toSeconds(),
    ...(cacheTtl && { cacheSeconds: cacheTtl.toSeconds() }),
    ...(props.changeStream && { tracesWrites: true }),
  };
}

/** Stored attributes that tell whether an item is still there. */
export function internalOf({ expireAfter, restorableFor }: CrudResourceProps): readonly string[] {
  return [...(expireAfter || restorableFor ? [EXPIRES_AT] : []), ...(restorableFor ? [DELETED_AT] : [])];
}

/** The handler is given its resource in a file, in which CloudFormation resolves nothing. */
function refuseTokens(where: string, path: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) { return checkKnown(where, path, value, 'text known at synth, which the handler is given in a file'); }
  for (const [name, member] of Object.entries(value)) {
    refuseTokens(where, Array.isArray(value) ? `${path}[${name}]` : [path, name].filter(Boolean).join('.'), member);
  }
}

function checkKeys(where: string, { partitionKey, sortKey }: CrudResourceProps) {
  checkPattern(where, 'partitionKey', partitionKey, /^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'a letter or _, then up to 127 letters, digits or _');
  if (partitionKey !== undefined && (SERVER_ATTRIBUTES as readonly string[]).includes(partitionKey)) {
    fail({ where, what: 'partitionKey is an attribute of another use', given: partitionKey, allowed: `any name but ${SERVER_ATTRIBUTES.join(', ')}`, fix: 'choose another name' });
  }
  if (sortKey !== undefined && sortKey !== 'createdAt') {
    fail({ where, what: "sortKey is no part of an item's id", given: sortKey, allowed: "'createdAt', or none", fix: 'order lists by it with the sortKey of an index instead' });
  }
}

function checkTimes(where: string, { expireAfter, restorableFor, idempotencyKeyTtl, cacheTtl }: CrudResourceProps) {
  checkDuration(where, 'expireAfter', expireAfter, Duration.minutes(1), LONGEST);
  checkDuration(where, 'restorableFor', restorableFor, Duration.minutes(1), LONGEST);
  checkDuration(where, 'idempotencyKeyTtl', idempotencyKeyTtl, Duration.minutes(1), Duration.days(30));
  checkDuration(where, 'cacheTtl', cacheTtl, Duration.seconds(1), Duration.hours(1));
  for (const [prop, given] of Object.entries({ expireAfter, restorableFor, idempotencyKeyTtl, cacheTtl })) {
    checkKnown(where, prop, given, 'a duration known at synth, which the handler is given in a file');
  }
}

/** The gateway answers from its cache before the handler can tell callers apart. */
function checkCache(
  where: string, operations: readonly Operation[], access: { readonly [operation in Operation]?: AccessRule }, indexes: readonly IndexDefinition[],
) {
  const reads = operations.filter((operation) => operation === 'list' || operation === 'read');
  if (reads.length === 0) {
    fail({ where, what: 'cacheTtl is given, but nothing is read', given: operations, allowed: 'list or read among the operations', fix: 'leave cacheTtl out' });
  }
  for (const operation of reads) {
    const rule = access[operation]!;
    if (!rule.public && !rule.authenticated) {
      fail({ where, what: `cacheTtl is given, but ${operation} depends on its caller`, given: rule, allowed: 'Access.public() or Access.authenticated() for list and read', fix: `leave cacheTtl out, or open access.${operation} to every user` });
    }
  }
  const odd = listParametersOf(indexes).find((name) => !/^[A-Za-z0-9._$-]+$/.test(name));
  if (odd !== undefined && reads.includes('list')) {
    fail({ where, what: "a query parameter can't be in the cache's key", given: odd, allowed: 'letters, digits, ., _, $ and - (API Gateway)', fix: 'rename the property, or leave cacheTtl out' });
  }
}

/** Every query parameter that changes what a list answers, in alphabetical order. */
export function listParametersOf(indexes: readonly IndexDefinition[]): readonly string[] {
  const named = indexes.flatMap(({ partitionKey, sortKey, filters }) => [partitionKey, `${sortKey}.gte`, `${sortKey}.lt`, ...filters]);
  return [...new Set([...LIST_PARAMETERS, ...named])].sort();
}
