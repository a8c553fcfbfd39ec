import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { toAttribute } from './attribute-values';
import { mayBeginAs, statesBefore } from './transitions';
import type { WriteCondition } from './write-condition';
import { DELETED_AT, EXPIRES_AT, type ResourceDefinition } from '../../contract/serverless-crud-api';
import type { JsonValue } from '../kit/json';

/** An expression and what its placeholders stand for. */
export interface Expression {
  readonly expression: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, AttributeValue>;
}

/** Whether the item is to be there, or deleted and still to be restored. */
export type Presence = 'live' | 'deleted';

const IS_NOT_EXPIRED = '(attribute_not_exists(#expiresAt) OR #expiresAt > :now)';

/**
 * A write's condition: the item is present, has one of the versions asked for, is its owner's, keeps what it keeps and
 * may come to the state wanted.
 */
export function conditionOf(
  { versions: { among, notAmong }, owner, kept = {}, state }: WriteCondition, definition: ResourceDefinition, nowSeconds: number, presence: Presence = 'live',
): Expression {
  const { partitionKey, ownerAttribute, transitions } = definition;
  const names: Record<string, string> = { '#pk': partitionKey, '#deletedAt': DELETED_AT, '#expiresAt': EXPIRES_AT };
  const values: Record<string, AttributeValue> = { ':now': { N: String(nowSeconds) } };
  const clauses = ['attribute_exists(#pk)', presence === 'live' ? 'attribute_not_exists(#deletedAt)' : 'attribute_exists(#deletedAt)', IS_NOT_EXPIRED];
  const valueOf = (value: JsonValue, placeholder: string) => {
    values[placeholder] = toAttribute(value);
    return placeholder;
  };
  const versionOf = (version: number, placeholder: string) => {
    names['#version'] = 'version';
    return valueOf(version, placeholder);
  };

  if (among) {
    const oneOf = among.length > 0 ? among : [0]; // no item has version 0, and IN takes no empty list
    clauses.push(`#version IN (${oneOf.map((version, i) => versionOf(version, `:m${i}`)).join(', ')})`);
  }
  if (notAmong === '*') {
    clauses.push('attribute_not_exists(#pk)'); // never met: the failure tells whether there was an item
  } else {
    clauses.push(...(notAmong ?? []).map((version, i) => `#version <> ${versionOf(version, `:n${i}`)}`));
  }
  if (owner !== undefined) {
    names['#owner'] = ownerAttribute!;
    clauses.push(`#owner = ${valueOf(owner, ':owner')}`);
  }
  Object.entries(kept).forEach(([property, value], i) => {
    names[`#k${i}`] = property;
    clauses.push(value === undefined ? `attribute_not_exists(#k${i})` : `#k${i} = ${valueOf(value, `:k${i}`)}`);
  });
  if (state && transitions) {
    names['#state'] = transitions.attribute;
    const { wanted } = state;
    const begins = mayBeginAs(state, transitions) ? ['attribute_not_exists(#state)'] : [];
    const follows = wanted === undefined ? [] : [`#state IN (${statesBefore(state, transitions).map((one, i) => valueOf(one, `:from${i}`)).join(', ')})`];
    clauses.push(`(${[...begins, ...follows].join(' OR ')})`);
  }
  return { expression: clauses.join(' AND '), names, values };
}
