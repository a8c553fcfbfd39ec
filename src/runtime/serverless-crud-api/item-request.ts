import { schemaProblems } from './schema-problems';
import type { ResourceDefinition, SchemaValidator } from '../../contract/serverless-crud-api';
import { JSON_TYPE, MERGE_PATCH_TYPE } from '../../contract/wire';
import { BadRequest, ContentTooLarge } from '../kit/failures';
import type { HttpRequest } from '../kit/http';
import { isJsonObject, parseJson, type JsonObject } from '../kit/json';
import { requireMediaType } from '../kit/media-type';

/**
 * Characters of a body that are read at all. An item of 400 KB takes more as text, with its escapes and spaces; one
 * that takes five times as much is not worth the reading, and DynamoDB takes 2 MB of values in one update.
 */
const BODY_LENGTH_MAX = 2_000_000;
const BREACH = 'The body breaks the resource’s schema.';

const PATCH_TYPES: readonly string[] = [MERGE_PATCH_TYPE, JSON_TYPE];

/**
 * What a POST or PUT sends, to be judged yet.
 * @throws UnsupportedMediaType, ContentTooLarge, or BadRequest for what is no JSON object
 */
export function readWhole(request: HttpRequest): JsonObject {
  requireMediaType(request, [JSON_TYPE]);
  return readObject(request.body);
}

/**
 * The merge patch that a PATCH sends (RFC 7396): the members that change, null for those to remove.
 * @throws UnsupportedMediaType telling what is taken (RFC 5789, 3.1), ContentTooLarge, or BadRequest
 */
export function readPatch(request: HttpRequest, definition: ResourceDefinition, validator: SchemaValidator): JsonObject {
  requireMediaType(request, PATCH_TYPES, { 'Accept-Patch': PATCH_TYPES.join(', ') });
  const patch = readObject(request.body);
  if (!validator(patch)) {
    const removed = new Set(Object.keys(patch).filter((name) => patch[name] === null));
    throw new BadRequest(BREACH, schemaProblems(validator.errors ?? [], definition, removed));
  }
  return patch;
}

/**
 * `item`, when it is one, with the schema's defaults filled in.
 * @throws BadRequest naming every field at fault
 */
export function validItem(item: JsonObject, definition: ResourceDefinition, validator: SchemaValidator): JsonObject {
  if (!validator(item)) { throw new BadRequest(BREACH, schemaProblems(validator.errors ?? [], definition)); }
  return item;
}

function readObject(body: string | undefined): JsonObject {
  if (!body) { throw badBody('The body is empty; send a JSON object.'); }
  if (body.length > BODY_LENGTH_MAX) { throw new ContentTooLarge('The body is larger than 2 MB; an item holds up to 400 KB.'); }
  const reading = parseJson(body);
  if ('faults' in reading) { throw new BadRequest('The body can’t be read without changing it.', reading.faults); }
  if (!isJsonObject(reading.value)) { throw badBody('The body is no object; send a JSON object.'); }
  return reading.value;
}

function badBody(detail: string): BadRequest {
  return new BadRequest(detail, [{ pointer: '', detail }]);
}
