import type { Attributes } from './dynamodb-expressions';
import type { DynamoDbStub } from './dynamodb-stub';
import type { ProxyRequest } from './events';
import type { Answer, TicketSystem } from './ticket-system';
import type { ResourceDefinition } from '../../src/contract/serverless-crud-api';
import type { JsonValue } from '../../src/runtime/kit/json';
import type { Item } from '../../src/runtime/serverless-crud-api/item';
import { attributesOf } from '../../src/runtime/serverless-crud-api/item-attributes';

/** Puts an item where a create would. */
export function keepItem(table: DynamoDbStub, definition: ResourceDefinition, item: { readonly [name: string]: JsonValue }) {
  const whole = { createdAt: '2026-11-24T10:00:00.000Z', updatedAt: '2026-11-24T10:00:00.000Z', version: 1, ...item } as unknown as Item;
  table.main.items.set(keyOf(definition, whole), attributesOf(whole, definition) as unknown as Attributes);
}

/** Takes an item away. */
export function dropItem(table: DynamoDbStub, definition: ResourceDefinition, item: { readonly [name: string]: JsonValue }) {
  table.main.items.delete(keyOf(definition, item));
}

function keyOf({ partitionKey, sortKey }: ResourceDefinition, item: { readonly [name: string]: JsonValue }): string {
  return [partitionKey, ...(sortKey ? [sortKey] : [])].map((name) => item[name]).join(' ');
}

export interface Step extends Answer {
  /** The next page's query; none after the last. */
  readonly onward?: Record<string, string>;
}

/** A page, and where its link leads. */
export async function listed(system: TicketSystem, query: Record<string, string>, claims?: ProxyRequest['claims']): Promise<Step> {
  const answer = await system.send({ query, claims });
  const link = /^<([^>]*)>; rel="next"$/.exec(String(answer.headers.Link ?? ''));
  return { ...answer, ...(link && { onward: Object.fromEntries(new URL(link[1], 'https://api.example/dev/v1/tickets').searchParams) }) };
}
