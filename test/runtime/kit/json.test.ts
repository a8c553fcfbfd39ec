import fc from 'fast-check';
import { parseJson } from '../../../src/runtime/kit/json';

/** The findings of a refused text, as pointer and detail. */
function faultsOf(text: string): { pointer?: string; detail: string }[] {
  const result = parseJson(text);
  return 'faults' in result ? [...result.faults] : [];
}

/** What a literal says, as a whole number and a power of ten. */
function rationalOf(literal: string): string {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(literal)!;
  let [digits, power] = [BigInt(whole + fraction), Number(exponent) - fraction.length];
  if (digits === 0n) { return '0'; }
  while (digits % 10n === 0n) { digits /= 10n; power++; }
  return `${sign}${digits}e${power}`;
}

describe('reading JSON without a silent change', () => {
  test('any JSON value is read as JSON.parse reads it', () => {
    const anyValue = fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 6 }).map((value) => JSON.parse(JSON.stringify(value)));
    fc.assert(fc.property(anyValue, fc.constantFrom(undefined, 2, '\t\r\n '), (value, space) => {
      const text = JSON.stringify(value, undefined, space);
      const result = parseJson(text);
      if ('value' in result) {
        expect(result.value).toEqual(JSON.parse(text));
      } else { // an empty or __proto__ name, or a number that DynamoDB can't hold
        expect(result.faults.length).toBeGreaterThan(0);
        expect(text).toMatch(/"":|__proto__|[eE][+-]?\d{3}|\d{17}/);
      }
    }), { numRuns: 500 });
  });

  test('no text at all brings it down', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\\u', '"a"', '1', '-', '.', 'e9', 'true', 'null', ' ', '\ud800');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: pieces })), (text) => {
      const result = parseJson(text);
      let parsed = true;
      try { JSON.parse(text); } catch { parsed = false; }
      if (!parsed) { expect('faults' in result).toBe(true); }
    }), { numRuns: 1000 });
  });

  test.each(['', ' ', '{', '{"a":1,}', "{'a':1}", '{"a":01}', 'NaN', '\ufeff{}', '{}{}', '"\u0001"'])('fails for %j, which is not JSON', (text) => {
    expect(faultsOf(text)).toEqual([{ pointer: '', detail: 'This is not JSON (RFC 8259).' }]);
  });

  test.each([
    ['twice the same name', '{"a":1,"b":{},"a":2}', '/a'],
    ['the same name once escaped', '{"a":1,"\\u0061":2}', '/a'],
    ['a repetition further down', '{"x":[0,{"y/z":1,"y/z":1}]}', '/x/1/y~1z'],
  ])('fails for %s, naming where', (_, text, pointer) => {
    expect(faultsOf(text)).toEqual([{ pointer, detail: expect.stringContaining('twice') }]);
  });

  test('the same name in different objects is no repetition', () => {
    expect(faultsOf('[{"a":{"a":1}},{"a":2},"a","a"]')).toEqual([]);
  });

  test.each(['"\\ud800"', '"\\udc00\\ud800"', '"x\ud800y"', '"\\ud83d\ud83d"'])('fails for half a character: %j', (text) => {
    expect(faultsOf(`{"t":${text}}`)).toEqual([{ pointer: '/t', detail: expect.stringContaining('surrogate') }]);
  });

  test('whole characters are read, written or escaped', () => {
    expect(parseJson('"😀\\ud83d\\ude00\\u0000\\""')).toEqual({ value: '😀😀\u0000"' });
    expect(parseJson('"\\\\ud800"')).toEqual({ value: '\\ud800' });
  });

  test.each(['{"__proto__":1}', '{"a":1,"\\u005f_proto__":{}}', '{"":1}', '{"\\ud800":1}', `{"${'n'.repeat(1025)}":1}`])('fails for a name that no member may have: %j', (text) => {
    expect(faultsOf(text)).toHaveLength(1);
  });

  test.each([
    '9007199254740993', '-9007199254740993', '12345678901234567890', '0.1234567890123456789', '1e126', '-1e126', '1e-131', '1e400', '1e-400', '0.30000000000000001', '123456789012345678e-2',
  ])('fails for %s, which would be kept as another number', (text) => {
    expect(faultsOf(`[${text}]`)).toEqual([{ pointer: '/0', detail: expect.stringContaining('number') }]);
  });

  test.each([
    '0', '-0', '0.0', '0e999', '1', '-1', '1.0', '1.10', '100', '1e2', '1E+2', '0.1e1', '0.000001', '1e-7', '9007199254740991', '-9007199254740991', '0.1', '2.5e-130', '9.99e125', '1e21', '1.7976931348623157',
  ])('%s is kept exactly', (text) => {
    expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
  });

  test('a number is read where its double is the same number and DynamoDB holds it, and only there', () => {
    const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });
    const whole = fc.oneof(fc.constant('0'), fc.tuple(fc.constantFrom(...'123456789'), digits(18)).map((parts) => parts.join('')), fc.constantFrom(...'123456789'));
    const literal = fc.record({
      sign: fc.constantFrom('', '-'),
      whole,
      fraction: fc.option(digits(20), { nil: undefined }),
      exponent: fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat(140)), { nil: undefined }),
    }).map(({ sign, whole: before, fraction, exponent }) => `${sign}${before}${fraction === undefined ? '' : `.${fraction}`}${(exponent ?? []).join('')}`);
    fc.assert(fc.property(literal, (text) => {
      const value = Number(text);
      const isHeld = value === 0 || (Math.abs(value) >= 1e-130 && Math.abs(value) < 1e126);
      expect([text, 'value' in parseJson(`[${text}]`)]).toEqual([text, isHeld && rationalOf(text) === rationalOf(String(value))]);
    }), { numRuns: 2000 });
  });

  test.each([
    [`1.${'0'.repeat(198)}`, 0], [`1.${'0'.repeat(199)}`, 1], ['1e-130', 0], ['0.99e-130', 1], ['123456789012345', 0], ['-12345678901234', 0],
  ])('%.20s: as long and as small as a number may be', (text, faults) => {
    expect(faultsOf(text)).toHaveLength(faults);
  });

  test.each([
    ['[[1],1e400]', '/1'], ['{"a":{"b":1},"c":1e400}', '/c'], ['[{"a":[0,1]},[[2],3e400]]', '/1/1'], ['{"a":["x",{"b":"y"}],"c":[4e400]}', '/c/0'],
  ])('fails for a number of %s at its own place', (text, pointer) => {
    expect(faultsOf(text)).toEqual([{ pointer, detail: expect.stringContaining('number') }]);
  });

  test.each<[string, string]>([
    ['{"":1}', 'A member’s name has 1 to 1024 characters.'],
    ['{"\\ud800":1}', 'A member’s name holds half of a surrogate pair, which is no character.'],
    ['{"__proto__":1}', 'No member may be named __proto__.'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'This is nested deeper than 32 levels.'],
  ])('fails for %.20s, saying why', (text, detail) => {
    expect(faultsOf(text)).toEqual([expect.objectContaining({ detail })]);
  });

  test('a name has up to 1,024 characters, and a fault names no more of it', () => {
    expect(faultsOf(`{"${'n'.repeat(1024)}":1}`)).toEqual([]);
    expect(faultsOf(`{"${'n'.repeat(9_000)}":1e400}`).map(({ pointer }) => pointer!.length)).toEqual([0, 1025]);
    expect(faultsOf(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`)).toEqual([{ pointer: '/a', detail: expect.any(String) }]);
  });

  test.each([[32, 0], [33, 1], [100_000, 1]])('%i levels of nesting give %i faults', (levels, faults) => {
    expect(faultsOf('['.repeat(levels) + ']'.repeat(levels))).toHaveLength(faults);
    expect(faultsOf('{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1))).toHaveLength(faults);
  });

  test('a body of a million escapes is read', () => {
    expect(faultsOf(`{"a":"${'\\"'.repeat(1_000_000)}"}`)).toEqual([]);
    expect(faultsOf(`{"a":1.${'0'.repeat(1_000_000)}1}`)).toHaveLength(1);
  });

  test('every fault is told, up to a hundred', () => {
    expect(faultsOf('{"a":1e400,"a":"\\ud800"}')).toHaveLength(3);
    expect(faultsOf(`[${Array(500).fill('1e400').join()}]`)).toHaveLength(100);
  });
});
