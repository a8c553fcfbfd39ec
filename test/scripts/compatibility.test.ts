import { compatibilityProblems, type AllowedChange } from '../../scripts/openapi/compatibility';
import { openApiDocument } from '../../src/constructs/serverless-crud-api/openapi/document';
import { documentOptions, noteResource } from '../support/documented';

const released = openApiDocument(documentOptions());
const smaller = openApiDocument(documentOptions({ resources: [documentOptions().resources[0]] }));
const larger = openApiDocument(documentOptions({ resources: [...documentOptions().resources, noteResource({ name: 'tasks' })] }));
const GONE = ['/notes/{id}: the path is gone', '/notes: the path is gone'];

function allow(...changes: string[]): AllowedChange[] {
  return changes.map((change) => ({ api: 'shop', change, reason: 'nobody uses it: see the access log of May' }));
}

function problems(current: typeof released, allowed: AllowedChange[] = []): string[] {
  return compatibilityProblems('shop', released, current, allowed);
}

test('a document that breaks nobody has no problem', () => {
  expect([problems(released), problems(larger)]).toEqual([[], []]);
});

test('a document that was never released breaks nobody', () => {
  expect(compatibilityProblems('shop', undefined, smaller, [])).toEqual([]);
});

test('fails for a change that breaks clients, saying how to go on', () => {
  expect(problems(smaller)).toEqual(GONE.map((change) => expect.stringContaining(`shop: ${change}. Clients of the released document break: undo it, or allow it with the reason in`)));
});

test('a change that is allowed, with its reason, passes', () => {
  expect(problems(smaller, allow(...GONE))).toEqual([]);
  expect(problems(smaller, allow(GONE[0]))).toHaveLength(1);
});

test('what is allowed for one API is not for another', () => {
  expect(problems(smaller, allow(...GONE).map((one) => ({ ...one, api: 'other' })))).toHaveLength(2);
});

test('fails for a change that is allowed without a reason', () => {
  expect(problems(smaller, allow(...GONE).map((one) => ({ ...one, reason: ' ' })))).toEqual(GONE.map((change) => expect.stringMatching(new RegExp(`${change.replace(/[{}]/g, '\\$&')}.*has no reason`))));
});

test('fails for an allowance that no change needs', () => {
  expect(problems(released, allow(GONE[0]))).toEqual([expect.stringContaining(`shop: '${GONE[0]}' is allowed but no change: take it out`)]);
});
