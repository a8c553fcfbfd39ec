import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { isItemKey, timeOf } from '../../../src/runtime/serverless-crud-api/item-key';

test.each([['', false], ['a', true], ['ñ'.repeat(1024), true], [`${'ñ'.repeat(1024)}a`, false]])('a key has 1 to 2,048 bytes: %j', (id, isOne) => {
  expect(isItemKey(id)).toBe(isOne);
});

describe('the time in an id', () => {
  test('up to the last millisecond of the year 9999, and not the next', () => {
    const last = Date.parse('9999-12-31T23:59:59.999Z');
    expect(timeOf(uuidv7({ msecs: last }))).toBe('9999-12-31T23:59:59.999Z');
    expect(timeOf(uuidv7({ msecs: last + 1 }))).toBeUndefined();
  });

  test('the example of RFC 9562, A.6, tells the millisecond in which it was made', () => {
    expect(timeOf('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe('2022-02-22T19:22:22.000Z');
  });

  test('for every moment that an id can name', () => {
    fc.assert(fc.property(fc.nat({ max: Date.parse('9999-12-31T23:59:59.999Z') }), (msecs) => {
      expect(timeOf(uuidv7({ msecs }))).toBe(new Date(msecs).toISOString());
    }));
  });

  test.each([
    ['of another version', '019ab559-8400-4000-8000-000000000001'],
    ['of another variant', '019ab559-8400-7000-c000-000000000001'],
    ['in capitals, which is another text', '019AB559-8400-7000-8000-000000000001'],
    ['cut short', '019ab559-8400-7000-8000-00000000000'],
    ['with something before it', 'x019ab559-8400-7000-8000-000000000001'],
    ['with a line break after it', '019ab559-8400-7000-8000-000000000001\n'],
    ['of a time after the year 9999, which ISO 8601 writes in another way', 'ffffffff-ffff-7000-8000-000000000001'],
    ['of another kind', '42'],
  ])('there is none in an id %s', (_, id) => {
    expect(timeOf(id)).toBeUndefined();
  });
});
