import type { NewUpload, Upload } from './upload';
import { readUploadRequest } from './upload-request';
import { REJECTIONS, UPLOADS_PREFIX, type UploadSettings } from '../../contract/order-events-pipeline-images';
import { BadRequest, MethodNotAllowed, NotFound } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import { requireIdToken, type Principal } from '../serverless-crud-api/principal';
import { originOf } from '../serverless-crud-api/write-origin';

/** What the flow stands on. */
export interface UploadsPorts {
  readonly settings: UploadSettings;
  /** Members of any may see every upload. */
  readonly adminGroups: readonly string[];
  /** A new upload's id, unique for ever: a UUID. */
  newId(): string;
  /** Of a request whose client sent none. */
  newTraceparent(): string;
  expect(upload: NewUpload): Promise<void>;
  find(id: string): Promise<Upload | undefined>;
  /** A form for one file of that name, type and at most so many bytes; at least as many with `exactly`. */
  form(terms: { readonly key: string; readonly contentType: string; readonly bytes: readonly [min: number, max: number] }):
  { readonly url: string; readonly fields: { readonly [name: string]: string } };
  /** A link to a thumbnail. */
  link(key: string): string;
}

/** POST of a new upload, GET of one. */
export async function serveUploads(request: HttpRequest, ports: UploadsPorts): Promise<HttpResponse> {
  const principal = requireIdToken(request.claims);
  const { id } = request.pathParameters;
  const allowed = id === undefined ? ['POST'] : ['GET', 'HEAD'];
  if (!allowed.includes(request.method)) { throw new MethodNotAllowed(allowed); }
  refuseQuery(request);
  return id === undefined ? takeUpload(request, principal, ports) : showUpload(id, principal, ports);
}

/** A form, good for one file of the caller's own: the file never passes through the API. */
async function takeUpload(request: HttpRequest, { sub }: Principal, ports: UploadsPorts): Promise<HttpResponse> {
  const { bytesMax, formSeconds } = ports.settings;
  const { contentType, size } = readUploadRequest(request, bytesMax);
  const id = ports.newId();
  await ports.expect({ id, owner: sub, contentType, origin: originOf(request, ports.newTraceparent) });
  const { url, fields } = ports.form({ key: uploadKey(sub, id), contentType, bytes: size === undefined ? [1, bytesMax] : [size, size] });
  const body = { id, url, fields, expiresIn: formSeconds, maxBytes: size ?? bytesMax };
  return { status: 201, headers: { Location: `uploads/${id}` }, body };
}

async function showUpload(id: string, principal: Principal, ports: UploadsPorts): Promise<HttpResponse> {
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const upload = isId ? await ports.find(id) : undefined;
  const mayRead = upload?.owner === principal.sub || principal.groups.some((group) => ports.adminGroups.includes(group));
  if (!upload || !mayRead) { throw new NotFound('There is no such upload.'); }
  const { status, reason, thumbnails } = upload;
  const body = {
    id,
    status,
    ...(reason && { reason, detail: REJECTIONS[reason] }),
    ...(thumbnails && { thumbnails: thumbnails.map(({ width, height, key }) => ({ width, height, url: ports.link(key) })) }),
    expiresIn: ports.settings.linkSeconds,
  };
  return { status: 200, body };
}

/** Name of what is uploaded. */
export function uploadKey(sub: string, id: string): string {
  return `${UPLOADS_PREFIX}${sub}/${id}`;
}

function refuseQuery({ query }: HttpRequest) {
  const errors = Object.keys(query).map((parameter) => ({ parameter, detail: 'There is no such parameter here.' }));
  if (errors.length > 0) { throw new BadRequest('The query is at fault: errors says where.', errors); }
}
