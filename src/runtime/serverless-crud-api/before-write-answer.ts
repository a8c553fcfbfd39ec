import type { BeforeWriteAnswer, WriteRefusal } from '../../contract/serverless-crud-api';
import { BadRequest, Conflict, Forbidden, UnprocessableContent, type Failure } from '../kit/failures';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../kit/json';

/** What a refusal of the hook is to the client. */
const REFUSALS = { 400: BadRequest, 403: Forbidden, 409: Conflict, 422: UnprocessableContent } as const;

/**
 * What the function of `beforeWrite` answered.
 * @param text JSON: `{ item }` or `{ problem: { status, detail, errors? } }`, and nothing besides
 * @throws Error for anything else, saying what without repeating it
 */
export function readAnswer(text: string): BeforeWriteAnswer {
  const reading = parseJson(text);
  if ('faults' in reading) { throw malformed(reading.faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join(' ')); }
  const answer = reading.value;
  if (isJsonObject(answer) && Object.keys(answer).length === 1) {
    if (isJsonObject(answer.item)) { return { item: answer.item }; }
    if (isRefusal(answer.problem)) { return { problem: answer.problem }; }
  }
  throw malformed('');
}

/** The failure that a refusal of the hook is to the client. */
export function refusalBy({ status, detail, errors }: WriteRefusal): Failure {
  return new REFUSALS[status](detail, errors?.map(({ pointer, detail: reason }) => ({ pointer, detail: reason })));
}

function isRefusal(value: JsonValue | undefined): value is JsonObject & WriteRefusal {
  if (!isJsonObject(value) || !Object.hasOwn(REFUSALS, String(value.status)) || typeof value.detail !== 'string') { return false; }
  const { errors = [] } = value;
  return Array.isArray(errors) && errors.every((one: JsonValue) => isJsonObject(one) && typeof one.pointer === 'string' && typeof one.detail === 'string');
}

function malformed(reason: string): Error {
  const allowed = '{ item: {…} } or { problem: { status: 400, 403, 409 or 422, detail, errors?: [{ pointer, detail }] } }';
  return new Error(`the function of beforeWrite answered neither ${allowed}. ${reason}`.trimEnd());
}
