import type { Caller } from './access';
import { agreed } from './before-write';
import type { CrudPorts } from './crud-ports';
import { readIdempotencyKey, rememberedOf, replayOf } from './idempotency-key';
import { itemAnswer } from './item-answer';
import { timeOf } from './item-key';
import { membersOf } from './item-members';
import { readWhole, validItem } from './item-request';
import { closedWay, wayProblem } from './transitions';
import { takenValue } from './write-condition';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import { BadRequest } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import type { JsonObject } from '../kit/json';

/** POST to the collection: keeps what was sent under a new id, as the caller's where items have an owner. */
export async function createItem(request: HttpRequest, ports: CrudPorts, { principal }: Caller): Promise<HttpResponse> {
  const { definition, validators, store, newId, beforeWrite } = ports;
  const { name, partitionKey, ownerAttribute } = definition;
  const { sub, groups } = principal!;
  const sent = readWhole(request);
  const key = readIdempotencyKey(request, sent, sub);
  checkInitial(validItem(sent, definition, validators.item), definition, groups);
  const recollection = key && beforeWrite && await store.recall(key);
  if (recollection) { return replayOf(recollection); }
  const stored = await agreed({ operation: 'create', item: sent }, ports, request, principal!);
  if (beforeWrite) { checkInitial(stored, definition); } else { addDefaults(stored, ports); }
  const id = newId();
  const createdAt = timeOf(id)!;
  const members = membersOf({ ...stored, ...(ownerAttribute !== undefined && { [ownerAttribute]: sub }) }, definition);
  const item = { [partitionKey]: id, ...members, createdAt, updatedAt: createdAt, version: 1 };
  const answer = itemAnswer(201, item, definition, { Location: `${name}/${encodeURIComponent(id)}` });
  const outcome = await store.insert(item, key && { key, answer: rememberedOf(answer) });
  switch (outcome.kind) {
    case 'written': return answer;
    case 'repeated': return replayOf(outcome);
    case 'taken': throw takenValue(outcome.property);
  }
}

/** Fills in the defaults of properties that no client may send, which the sent item's validator does not know. */
function addDefaults(item: JsonObject, { definition: { readOnly, ownerAttribute }, validators }: CrudPorts) {
  if (readOnly.some((name) => name !== ownerAttribute)) { validators.stored(item); }
}

/** @param groups of who creates the item; of the system when left out */
function checkInitial(sent: JsonObject, { transitions }: ResourceDefinition, groups?: readonly string[]) {
  if (!transitions) { return; }
  const wanted = sent[transitions.attribute];
  const problem = wayProblem(undefined, wanted, transitions);
  if (problem) { throw new BadRequest('The item begins in a state in which none may.', [problem]); }
  const closed = closedWay(undefined, { wanted, groups }, transitions);
  if (closed) { throw closed; }
}
