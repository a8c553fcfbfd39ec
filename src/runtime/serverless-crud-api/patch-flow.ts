import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import type { Item, ItemChange } from './item';
import { itemAnswer, readId } from './item-answer';
import { writableMembersOf } from './item-members';
import { readPatch, validItem } from './item-request';
import { readWritePreconditions } from './preconditions';
import { changeStored } from './stored-write';
import { conditionFor, withRules, written, type WriteCondition } from './write-condition';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import type { HttpRequest, HttpResponse } from '../kit/http';
import { isJsonObject, type JsonObject, type JsonValue } from '../kit/json';
import { mergePatch } from '../kit/merge-patch';

/** PATCH of an item (RFC 7396). Every accepted patch makes a version, an empty one too. */
export async function patchItem(request: HttpRequest, ports: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const { definition, validators, store } = ports;
  const id = readId(request, definition);
  const condition = conditionFor(readWritePreconditions(request, definition.concurrency), caller);
  const patch = readPatch(request, definition, validators.patch);
  if (isDecidedByStored(patch, definition)) { return itemAnswer(200, await mergeIntoStored(id, patch, condition, ports), definition); }
  const change = changeOf(patch, patch);
  const ruled = withRules(condition, change, definition);
  return itemAnswer(200, written(await store.update(id, change, ruled), ruled, definition), definition);
}

/** True when the patch's outcome depends on what is stored: members of an object merge, some rules span fields, a unique value is freed. */
function isDecidedByStored(patch: JsonObject, { crossFieldRules, unique }: ResourceDefinition): boolean {
  return crossFieldRules || Object.values(patch).some(isJsonObject) || unique.some((property) => Object.hasOwn(patch, property));
}

function mergeIntoStored(id: string, patch: JsonObject, condition: WriteCondition, ports: CrudPorts): Promise<Item> {
  const { definition, validators } = ports;
  return changeStored(id, condition, ports, (stored) => {
    const merged = validItem(mergePatch(writableMembersOf(stored, definition), patch) as JsonObject, definition, validators.item);
    return changeOf(patch, merged);
  });
}

/** The top-level members that `patch` names, with their values of `outcome`. */
function changeOf(patch: JsonObject, outcome: JsonObject): ItemChange {
  const set: { [name: string]: JsonValue } = {};
  const remove: string[] = [];
  for (const name of Object.keys(patch)) {
    if (patch[name] === null) { remove.push(name); } else { set[name] = outcome[name]; }
  }
  return { set, remove };
}
