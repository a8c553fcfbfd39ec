import { refusalBy } from './before-write-answer';
import { noAnswer } from './before-write-function';
import type { CrudPorts } from './crud-ports';
import type { Item, ItemChange } from './item';
import type { Principal } from './principal';
import { schemaProblems } from './schema-problems';
import type { BeforeWriteEvent, ResourceDefinition } from '../../contract/serverless-crud-api';
import type { HttpRequest } from '../kit/http';
import type { JsonObject } from '../kit/json';

/** A write that the function of `beforeWrite` is asked about. */
export interface ProposedWrite {
  readonly operation: BeforeWriteEvent['operation'];
  /** Every declared property that the item is to have, but its owner. */
  readonly item: JsonObject;
  readonly previous?: Item;
}

/**
 * What is to be stored of a write: what was proposed, or what the function of `beforeWrite` makes of it.
 * @throws the function's refusal, or Unavailable when it does not answer with an item of the schema
 */
export async function agreed(
  { operation, item, previous }: ProposedWrite, { beforeWrite, definition, validators }: CrudPorts, request: HttpRequest, { sub, groups }: Principal,
): Promise<JsonObject> {
  if (!beforeWrite) { return item; }
  const { requestId, correlationId } = request;
  const answer = await beforeWrite({
    operation, resource: definition.name, item, ...(previous && { previous }), caller: { sub, groups }, requestId, correlationId,
  });
  if ('problem' in answer) { throw refusalBy(answer.problem); }
  const agreedItem = answer.item as JsonObject;
  if (!validators.stored(agreedItem)) {
    const problems = schemaProblems(validators.stored.errors ?? [], definition).map(({ pointer, detail }) => `${pointer}: ${detail}`);
    throw noAnswer(new Error(`the function of beforeWrite answered an item that breaks the schema. ${problems.join(' ')}`));
  }
  return agreedItem;
}

/** The change that leaves exactly these properties, and the owner. */
export function changeTo(item: JsonObject, { properties, ownerAttribute }: ResourceDefinition): ItemChange {
  return { set: item, remove: properties.filter((name) => name !== ownerAttribute && !Object.hasOwn(item, name)) };
}
