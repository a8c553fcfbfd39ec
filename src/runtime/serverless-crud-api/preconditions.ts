import type { Concurrency } from '../../contract/serverless-crud-api';
import { parseEntityTags, type EntityTag } from '../kit/entity-tag';
import { BadRequest, PreconditionRequired } from '../kit/failures';
import type { HttpRequest } from '../kit/http';

/** Which versions of an item a request is for. An item that is absent has none. */
export interface VersionCondition {
  /** Any of these, at most 100; any at all when undefined. */
  readonly among?: readonly number[];
  /** None of these, at most 100; `*` for no version at all. */
  readonly notAmong?: readonly number[] | '*';
}

/** Operands that IN takes in one condition (DynamoDB, Expression limits). */
const TAGS_MAX = 100;
const VERSION = /^[1-9]\d{0,14}$/;

/**
 * If-Match, compared strongly, and If-None-Match, compared weakly (RFC 9110, 13.1.1 and 13.1.2).
 * @throws BadRequest for a malformed header, or one of more than 100 tags
 */
export function readPreconditions(request: HttpRequest): VersionCondition {
  const match = readTags(request, 'If-Match');
  const noneMatch = readTags(request, 'If-None-Match');
  return {
    // `*` is for any version, which is what no condition is for: an absent item answers 404 either way (13.2.1).
    ...(match && match !== '*' && { among: versionsOf(match.filter(({ weak }) => !weak)) }),
    ...(noneMatch && { notAmong: noneMatch === '*' ? noneMatch : versionsOf(noneMatch) }),
  };
}

/**
 * The preconditions of a change.
 * @throws PreconditionRequired when the resource demands If-Match and there is none (RFC 6585, 3)
 */
export function readWritePreconditions(request: HttpRequest, concurrency: Concurrency): VersionCondition {
  if (concurrency === 'required' && request.headers['if-match'] === undefined) {
    throw new PreconditionRequired('Send If-Match with the ETag of the version that this change is based on.');
  }
  return readPreconditions(request);
}

/** True when `version` is among those asked for. */
export function isAmong({ among }: VersionCondition, version: number): boolean {
  return among === undefined || among.includes(version);
}

/** True when `version` is not among those ruled out. */
export function isNotExcluded({ notAmong }: VersionCondition, version: number): boolean {
  return notAmong === undefined || (notAmong !== '*' && !notAmong.includes(version));
}

function readTags(request: HttpRequest, header: 'If-Match' | 'If-None-Match'): '*' | readonly EntityTag[] | undefined {
  const value = request.headers[header.toLowerCase()];
  if (value === undefined) { return undefined; }
  const tags = parseEntityTags(value);
  if (!tags) { throw badHeader(header, `${header} takes * or entity tags in double quotes, separated by commas.`); }
  if (tags.length > TAGS_MAX) { throw badHeader(header, `${header} takes up to ${TAGS_MAX} entity tags.`); }
  return tags;
}

function badHeader(parameter: string, detail: string): BadRequest {
  return new BadRequest(detail, [{ parameter, detail }]);
}

/** The versions that tags of this server name; a tag it never made names none. */
function versionsOf(tags: readonly EntityTag[]): readonly number[] {
  return tags.filter(({ value }) => VERSION.test(value)).map(({ value }) => Number(value));
}
