import fc from 'fast-check';
import { jsonOf, Unreadable } from '../../../src/runtime/order-events-pipeline/stream-attributes';

test.each<[string, object, unknown]>([
  ['a text', { S: 'a' }, 'a'],
  ['an empty text', { S: '' }, ''],
  ['a number', { N: '12.5' }, 12.5],
  ['false', { BOOL: false }, false],
  ['true', { BOOL: true }, true],
  ['null', { NULL: true }, null],
  ['a map', { M: { a: { N: '1' }, b: { M: {} } } }, { a: 1, b: {} }],
  ['a list', { L: [{ S: 'a' }, { L: [{ NULL: true }] }] }, ['a', [null]]],
  ['a set of texts', { SS: ['a', 'b'] }, ['a', 'b']],
  ['a set of numbers', { NS: ['1', '2.50'] }, [1, 2.5]],
  ['binary', { B: 'AQI=' }, 'AQI='],
  ['a set of binary', { BS: ['AQI='] }, ['AQI=']],
])('%s is shown as JSON has it', (_, attribute, value) => {
  expect(jsonOf({ it: attribute })).toEqual({ it: value });
});

test.each<[object, string]>([
  [{ X: 'a', Y: 'b' }, 'an attribute has the type X, Y, which is not known'],
  [{}, 'an attribute has the type of none, which is not known'],
  [{ N: '12345678901234567890' }, 'the number 12345678901234567890 would be rounded to 12345678901234567000'],
  [{ L: [{ M: { a: { NS: ['1', '0.1234567890123456789'] } } }] }, 'the number 0.1234567890123456789 would be rounded to 0.12345678901234568'],
])('fails for %j, saying why', (attribute, reason) => {
  expect(() => jsonOf({ it: attribute })).toThrow(new Unreadable(reason));
});

/** What a literal says, as a whole number and a power of ten. */
function rationalOf(literal: string): string {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)\+?(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(literal)!;
  let [digits, power] = [BigInt(whole + fraction), Number(exponent) - fraction.length];
  if (digits === 0n) { return '0'; }
  while (digits % 10n === 0n) { digits /= 10n; power++; }
  return `${sign}${digits}e${power}`;
}

test('a number is shown where its double is the same number, however it is written, and only there', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 19 });
  const literal = fc.record({
    sign: fc.constantFrom('', '-', '+'),
    whole: digits,
    fraction: fc.option(digits, { nil: undefined }),
    exponent: fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat(100)), { nil: undefined }),
  }).map(({ sign, whole, fraction, exponent }) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${(exponent ?? []).join('')}`);
  fc.assert(fc.property(literal, (text) => {
    let shown: unknown;
    try { shown = jsonOf({ it: { N: text } }).it; } catch { shown = undefined; }
    expect([text, shown]).toEqual([text, rationalOf(text) === rationalOf(String(Number(text))) ? Number(text) : undefined]);
  }), { numRuns: 1000 });
});
