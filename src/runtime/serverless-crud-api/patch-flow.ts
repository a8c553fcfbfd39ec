import type { CrudPorts } from './crud-ports';
import type { Item, ItemChange } from './item';
import { itemAnswer, notFound, readId, stale, written } from './item-answer';
import { membersOf } from './item-members';
import { readPatch, validItem } from './item-request';
import { isAmong, isNotExcluded, readWritePreconditions, type VersionCondition } from './preconditions';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import { Conflict } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import { isJsonObject, type JsonObject, type JsonValue } from '../kit/json';
import { mergePatch } from '../kit/merge-patch';

/** Writes that a merge tries on items that others keep changing. */
const MERGE_ATTEMPTS_MAX = 4;

/** PATCH of an item (RFC 7396). Every accepted patch makes a version, an empty one too. */
export async function patchItem(request: HttpRequest, ports: CrudPorts): Promise<HttpResponse> {
  const { definition, validators, store, now } = ports;
  const id = readId(request, definition);
  const condition = readWritePreconditions(request, definition.concurrency);
  const patch = readPatch(request, definition, validators.patch);
  const item = isDecidedByStored(patch, definition)
    ? await mergeIntoStored(id, patch, condition, ports)
    : written(await store.update(id, changeOf(patch, patch, now()), condition));
  return itemAnswer(200, item, definition);
}

/** True when the patch's outcome depends on what is stored: members of an object merge, and some rules span fields. */
function isDecidedByStored(patch: JsonObject, { crossFieldRules }: ResourceDefinition): boolean {
  return crossFieldRules || Object.values(patch).some(isJsonObject);
}

async function mergeIntoStored(id: string, patch: JsonObject, condition: VersionCondition, ports: CrudPorts): Promise<Item> {
  const { definition, validators, store, now } = ports;
  let stored = await store.find(id);
  if (!stored) { throw notFound(); }
  for (let attempt = 0; attempt < MERGE_ATTEMPTS_MAX; attempt++) {
    if (!isAmong(condition, stored.version) || !isNotExcluded(condition, stored.version)) { throw stale(); }
    const merged = validItem(mergePatch(membersOf(stored, definition), patch) as JsonObject, definition, validators.item);
    const outcome = await store.update(id, changeOf(patch, merged, now()), { among: [stored.version] });
    if (outcome.kind !== 'stale') { return written(outcome); }
    stored = outcome.current;
  }
  throw new Conflict('Others keep changing this item. Send the patch again.');
}

/** The top-level members that `patch` names, with their values of `outcome`. */
function changeOf(patch: JsonObject, outcome: JsonObject, updatedAt: string): ItemChange {
  const set: { [name: string]: JsonValue } = {};
  const remove: string[] = [];
  for (const name of Object.keys(patch)) {
    if (patch[name] === null) { remove.push(name); } else { set[name] = outcome[name]; }
  }
  return { set, remove, updatedAt };
}
