import { openCursor, type CursorScope } from './cursor';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../contract/serverless-crud-api';
import type { FieldProblem } from '../../contract/wire';
import { BadRequest } from '../kit/failures';
import type { HttpRequest } from '../kit/http';

/** Which page of a collection. */
export interface PageRequest {
  /** Items, 1 to 100. */
  readonly limit: number;
  /** Id of the item that the page comes after; the first page when undefined. */
  readonly after?: string;
}

type Parameter = { readonly detail: string; readonly read: (value: string, scope: CursorScope) => Partial<PageRequest> | undefined };

const PARAMETERS: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['limit', {
    detail: `limit is a whole number from 1 to ${PAGE_LIMIT_MAX}.`,
    read: (value) => (/^[1-9]\d{0,2}$/.test(value) && Number(value) <= PAGE_LIMIT_MAX ? { limit: Number(value) } : undefined),
  }],
  ['cursor', {
    detail: 'cursor is the next of a page of this collection that the same user was answered.',
    read: (value, scope) => {
      const after = openCursor(scope, value);
      return after === undefined ? undefined : { after };
    },
  }],
]);

/**
 * The query of a collection: `limit` and `cursor`, each at most once.
 * @throws BadRequest naming every parameter that is undeclared, repeated or malformed
 */
export function readPageRequest(request: HttpRequest, scope: CursorScope): PageRequest {
  let page: PageRequest = { limit: PAGE_LIMIT_DEFAULT };
  const problems: FieldProblem[] = [];
  for (const name of Object.keys(request.query)) {
    const parameter = PARAMETERS.get(name);
    const values = request.query[name];
    const read = parameter && values.length === 1 ? parameter.read(values[0], scope) : undefined;
    if (read) { page = { ...page, ...read }; } else { problems.push({ parameter: name, detail: reasonFor(name, parameter, values) }); }
  }
  if (problems.length > 0) { throw new BadRequest('The query holds what this collection does not take.', problems); }
  return page;
}

function reasonFor(name: string, parameter: Parameter | undefined, values: readonly string[]): string {
  if (!parameter) { return `There is no such parameter; there are ${[...PARAMETERS.keys()].join(' and ')}.`; }
  return values.length === 1 ? parameter.detail : `${name} is given once.`;
}
