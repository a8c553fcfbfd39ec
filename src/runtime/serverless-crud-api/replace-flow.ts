import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import type { ItemChange } from './item';
import { itemAnswer, readId } from './item-answer';
import { writableProperties } from './item-members';
import { readWhole, validItem } from './item-request';
import { readWritePreconditions } from './preconditions';
import { changeStored } from './stored-write';
import { conditionFor, withRules, written } from './write-condition';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import type { HttpRequest, HttpResponse } from '../kit/http';
import type { JsonObject } from '../kit/json';

/** PUT of an item: what was sent takes the place of everything the client may write. It never creates. */
export async function replaceItem(request: HttpRequest, ports: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const { definition, validators, store, beforeWrite } = ports;
  const id = readId(request, definition);
  const condition = conditionFor(readWritePreconditions(request, definition.concurrency), caller);
  const change = replacementBy(validItem(readWhole(request), definition, validators.item), definition);
  if (beforeWrite || definition.unique.length > 0) {
    return itemAnswer(200, await changeStored({ id, condition, operation: 'replace' }, ports, request, caller, () => change), definition);
  }
  const ruled = withRules(condition, change, definition, caller);
  const item = written(await store.update(id, change, ruled), ruled, definition);
  return itemAnswer(200, item, definition);
}

function replacementBy(set: JsonObject, definition: ResourceDefinition): ItemChange {
  return { set, remove: writableProperties(definition).filter((name) => !Object.hasOwn(set, name)) };
}
