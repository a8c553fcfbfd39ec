import fc from 'fast-check';
import { openCursor, sealCursor } from '../../../src/runtime/serverless-crud-api/cursor';
import type { Place } from '../../../src/runtime/serverless-crud-api/page-fill';

const SCOPE = ['tickets', 'ana', { status: 'OPEN' }];
const places = fc.array(fc.oneof(fc.constant(null), fc.constant('end' as const), fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 })), { minLength: 1, maxLength: 20 });

describe('cursors', () => {
  test('a cursor leads back to the places it was made of', () => {
    fc.assert(fc.property(places, (made) => {
      expect(openCursor(SCOPE, sealCursor(SCOPE, made))).toEqual(made);
    }));
  });

  test('a cursor can stand in a query as it is', () => {
    expect(sealCursor(SCOPE, [['¿ñ?/+=']])).toMatch(/^[\w-]+$/);
  });

  test.each([
    ['another user', ['tickets', 'ben', { status: 'OPEN' }]],
    ['another resource', ['orders', 'ana', { status: 'OPEN' }]],
    ['another filter', ['tickets', 'ana', { status: 'CLOSED' }]],
    ['nobody', ['tickets', null, { status: 'OPEN' }]],
    ['a user and a resource that only run together the same', ['ticketsa', 'na', { status: 'OPEN' }]],
  ])('fails for %s', (_, scope) => {
    expect(openCursor(scope, sealCursor(SCOPE, [['x']]))).toBeUndefined();
  });

  test('fails for any text that is not a cursor', () => {
    const made = sealCursor(SCOPE, [['ticket-001']]);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url'))), (text) => {
      expect(openCursor(SCOPE, text)).toBeUndefined();
    }));
    for (const spoilt of [`${made}=`, `${made} `, made.slice(0, -1), `A${made}`, made.slice(0, 22), made.toLowerCase(), '']) {
      expect(openCursor(SCOPE, spoilt)).toBeUndefined();
    }
  });

  test.each<unknown>([{}, 'x', null, 0, [0], [['x'], 0], [['x', 1]], [{ x: 1 }], [[]], ['start'], []])('fails for a forgery of no places: %j', (forged) => {
    expect(openCursor(SCOPE, sealCursor(SCOPE, forged as Place[]))).toBeUndefined();
  });
});
