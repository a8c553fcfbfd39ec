import fc from 'fast-check';
import { compareKeys, isKeyValue, keyBelow } from '../../../src/runtime/serverless-crud-api/key-order';

const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => value === 0 || (Math.abs(value) >= 1e-130 && Math.abs(value) < 1e126));

describe('keys in DynamoDB’s order', () => {
  test('texts are ordered by their bytes in UTF-8, where JavaScript puts an emoji before U+FFFF', () => {
    fc.assert(fc.property(texts, texts, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }));
    expect(compareKeys('\u{1f600}', '\uffff')).toBeGreaterThan(0);
  });

  test('numbers are ordered by their value', () => {
    fc.assert(fc.property(numbers, numbers, (a, b) => {
      expect(Math.sign(compareKeys(a, b)) + 0).toBe(Number(a > b) - Number(a < b)); // -0 + 0 is 0
    }));
  });

  test('no key lies between a bound and the key below it', () => {
    fc.assert(fc.property(texts, texts, (bound, other) => {
      const below = keyBelow(bound)!;
      expect(isKeyValue(below)).toBe(true);
      expect(compareKeys(below, bound)).toBeLessThan(0);
      expect(compareKeys(other, below) <= 0 || compareKeys(other, bound) >= 0).toBe(true);
    }));
    fc.assert(fc.property(numbers, numbers, (bound, other) => {
      const below = keyBelow(bound) as number;
      expect(isKeyValue(below)).toBe(true);
      expect(below).toBeLessThan(bound);
      expect(other <= below || other >= bound).toBe(true);
    }));
  });

  test.each([
    ['b', `a${'\u{10ffff}'.repeat(255)}\uffff`],
    ['é', `è${'\u{10ffff}'.repeat(255)}\u07ff`],
    ['', undefined],
    ['\u0000', undefined],
    ['b\u0000', 'b'],
    ['\ue000', `\ud7ff${'\u{10ffff}'.repeat(255)}\u007f`],
    [`${'x'.repeat(1023)}b`, `${'x'.repeat(1023)}a`],
    [1, 0.9999999999999999],
    [0, -1e-130],
    [1e-130, 0],
    [-1e-130, -1.0000000000000003e-130],
    [-9.999999999999999e125, undefined],
  ])('there is a last key below %j, if any', (bound, below) => {
    expect(keyBelow(bound)).toEqual(below);
  });

  test.each([['', false], ['x', true], ['x'.repeat(1024), true], ['é'.repeat(513), false], ['\ud800', false], [0, true], [1e126, false], [1e-131, false], [Infinity, false], [Number.NaN, false], [-1e125, true]])(
    'a sort key may be %j: %j', (value, allowed) => {
      expect(isKeyValue(value)).toBe(allowed);
    });
});
