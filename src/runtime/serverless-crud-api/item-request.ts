import type { SchemaValidator } from '../../contract/serverless-crud-api';
import { BadRequest } from '../kit/failures';
import type { HttpRequest } from '../kit/http';
import type { JsonObject } from '../kit/json';

/** The object that the body holds, which `validator` accepts. */
export function readBody(request: HttpRequest, validator: SchemaValidator): JsonObject {
  const body = JSON.parse(request.body ?? 'null');
  if (!validator(body)) { throw new BadRequest('The body breaks the schema.'); }
  return body;
}
