import { IMAGE_TYPES, type ImageType } from '../../contract/order-events-pipeline-images';
import { JSON_TYPE, type FieldProblem } from '../../contract/wire';
import { BadRequest, ContentTooLarge } from '../kit/failures';
import type { HttpRequest } from '../kit/http';
import { isJsonObject, parseJson } from '../kit/json';
import { pointerOf } from '../kit/json-pointer';
import { requireMediaType } from '../kit/media-type';

/** What a client says of the file that it is about to upload. */
export interface UploadRequest {
  readonly contentType: ImageType;
  /** Bytes. */
  readonly size?: number;
}

const FIELDS = ['contentType', 'size'];
/** In UTF-16 code units. */
const BODY_LENGTH_MAX = 4_096;
const AT_FAULT = 'The body is at fault: errors says where.';

/**
 * The body of POST /uploads.
 * @throws BadRequest with a JSON Pointer for every field at fault, UnsupportedMediaType, ContentTooLarge
 */
export function readUploadRequest(request: HttpRequest, bytesMax: number): UploadRequest {
  requireMediaType(request, [JSON_TYPE], { 'Accept-Post': JSON_TYPE });
  const { body = '' } = request;
  if (body.length > BODY_LENGTH_MAX) { throw new ContentTooLarge(`The body may hold ${BODY_LENGTH_MAX} characters. The file itself is sent with the form of the answer.`); }
  const reading = parseJson(body);
  if ('faults' in reading) { throw new BadRequest(AT_FAULT, reading.faults); }
  const { value } = reading;
  if (!isJsonObject(value)) { throw new BadRequest(AT_FAULT, [{ pointer: '', detail: 'This must be a JSON object.' }]); }

  const problems: FieldProblem[] = [];
  const { contentType, size } = value;
  if (!(IMAGE_TYPES as readonly unknown[]).includes(contentType)) {
    problems.push({ pointer: '/contentType', detail: `This is required, and must be one of ${IMAGE_TYPES.join(', ')}.` });
  }
  if (size !== undefined && !(Number.isInteger(size) && Number(size) >= 1 && Number(size) <= bytesMax)) {
    problems.push({ pointer: '/size', detail: `This must be the file’s bytes, a whole number from 1 to ${bytesMax}; or left out.` });
  }
  for (const name of Object.keys(value).filter((field) => !FIELDS.includes(field))) {
    problems.push({ pointer: pointerOf([name]), detail: `No such field: a body here has ${FIELDS.join(', ')}.` });
  }
  if (problems.length > 0) { throw new BadRequest(AT_FAULT, problems); }
  return { contentType: contentType as ImageType, ...(size !== undefined && { size: Number(size) }) };
}
