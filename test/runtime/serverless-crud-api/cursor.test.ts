import fc from 'fast-check';
import { openCursor, sealCursor } from '../../../src/runtime/serverless-crud-api/cursor';

const SCOPE = { resource: 'tickets', sub: 'ana' };

describe('cursors', () => {
  test('a cursor leads back to the item it was made of', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (id) => {
      expect(openCursor(SCOPE, sealCursor(SCOPE, id))).toBe(id);
    }));
  });

  test('a cursor can stand in a query as it is', () => {
    expect(sealCursor(SCOPE, '¿ñ?/+=')).toMatch(/^[\w-]+$/);
  });

  test.each([
    ['another user', { ...SCOPE, sub: 'ben' }],
    ['another resource', { ...SCOPE, resource: 'orders' }],
    ['a user and a resource that only run together the same', { resource: 'ticketsa', sub: 'na' }],
  ])('fails for %s', (_, scope) => {
    expect(openCursor(scope, sealCursor(SCOPE, 'x'))).toBeUndefined();
  });

  test('fails for any text that is not a cursor', () => {
    const made = sealCursor(SCOPE, 'ticket-001');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url'))), (text) => {
      expect(openCursor(SCOPE, text)).toBeUndefined();
    }));
    for (const spoilt of [`${made}=`, `${made} `, made.slice(0, -1), `A${made}`, made.slice(0, 22), made.toLowerCase(), '']) {
      expect(openCursor(SCOPE, spoilt)).toBeUndefined();
    }
  });

  test('fails for a key longer than a table takes', () => {
    expect(openCursor(SCOPE, sealCursor(SCOPE, 'x'.repeat(2049)))).toBeUndefined();
  });
});
