import fc from 'fast-check';
import { parseJson } from '../../../src/runtime/kit/json';

/** The findings of a refused text, as pointer and detail. */
function faultsOf(text: string): { pointer?: string; detail: string }[] {
  const result = parseJson(text);
  return 'faults' in result ? [...result.faults] : [];
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

  test.each(['{"__proto__":1}', '{"a":1,"\\u005f_proto__":{}}', '{"":1}', '{"\\ud800":1}', `{"${'n'.repeat(1025)}":1}`])('fails for a name that no member may have: %.40s', (text) => {
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
