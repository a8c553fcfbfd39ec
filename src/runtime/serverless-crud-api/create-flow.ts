import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import { itemAnswer } from './item-answer';
import { timeOf } from './item-key';
import { membersOf } from './item-members';
import { readItem } from './item-request';
import { initialProblem } from './write-condition';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import { BadRequest } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import type { JsonObject } from '../kit/json';

/** POST to the collection: keeps what was sent under a new id, as the caller's where items have an owner. */
export async function createItem(request: HttpRequest, ports: CrudPorts, { principal }: Caller): Promise<HttpResponse> {
  const { definition, validators, store, newId } = ports;
  const { name, partitionKey, ownerAttribute } = definition;
  const sent = readItem(request, definition, validators.item);
  checkInitial(sent, definition);
  const id = newId();
  const members = membersOf({ ...sent, ...(ownerAttribute !== undefined && { [ownerAttribute]: principal!.sub }) }, definition);
  const createdAt = timeOf(id)!;
  const item = { [partitionKey]: id, ...members, createdAt, updatedAt: createdAt, version: 1 };
  await store.insert(item);
  return itemAnswer(201, item, definition, { Location: `${name}/${encodeURIComponent(id)}` });
}

function checkInitial(sent: JsonObject, { transitions }: ResourceDefinition) {
  const problem = transitions && initialProblem(sent[transitions.attribute], transitions);
  if (problem) { throw new BadRequest('The item begins in a state in which none may.', [problem]); }
}
