import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import type { Item, ItemChange } from './item';
import { itemAnswer, readId } from './item-answer';
import { writableMembersOf } from './item-members';
import { readPatch, validItem } from './item-request';
import { readWritePreconditions } from './preconditions';
import { changeStored } from './stored-write';
import { conditionFor, withRules, written } from './write-condition';
import type { HttpRequest, HttpResponse } from '../kit/http';
import { isJsonObject, type JsonObject, type JsonValue } from '../kit/json';
import { mergePatch } from '../kit/merge-patch';

/** PATCH of an item (RFC 7396). Every accepted patch makes a version, an empty one too. */
export async function patchItem(request: HttpRequest, ports: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const { definition, validators, store } = ports;
  const id = readId(request, definition);
  const condition = conditionFor(readWritePreconditions(request, definition.concurrency), caller);
  const patch = readPatch(request, definition, validators.patch);
  if (isDecidedByStored(patch, ports)) {
    const decide = (stored: Item) => mergeInto(stored, patch, ports);
    return itemAnswer(200, await changeStored({ id, condition, operation: 'patch' }, ports, request, caller, decide), definition);
  }
  const change = changeOf(patch, patch);
  const ruled = withRules(condition, change, definition, caller);
  return itemAnswer(200, written(await store.update(id, change, ruled), ruled, definition), definition);
}

/**
 * True when the patch's outcome depends on what is stored: members of an object merge, some rules span fields, a unique
 * value is freed, and a function is asked about the whole.
 */
function isDecidedByStored(patch: JsonObject, { beforeWrite, definition: { crossFieldRules, unique } }: CrudPorts): boolean {
  return beforeWrite !== undefined || crossFieldRules || Object.values(patch).some(isJsonObject)
    || unique.some((property) => Object.hasOwn(patch, property));
}

function mergeInto(stored: Item, patch: JsonObject, { definition, validators }: CrudPorts): ItemChange {
  const merged = mergePatch(writableMembersOf(stored, definition), patch) as JsonObject;
  return changeOf(patch, validItem(merged, definition, validators.item));
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
