import fc from 'fast-check';
import { canonicalJson } from '../../../src/runtime/kit/canonical-json';
import type { JsonValue } from '../../../src/runtime/kit/json';

describe('the one text of a JSON value', () => {
  test('the order of members and the way a number is written make no other text', () => {
    expect(canonicalJson(JSON.parse('{"b":[1.0,{"d":null,"c":-0}],"a":"x"}'))).toBe('{"a":"x","b":[1,{"c":0,"d":null}]}');
  });

  test('the order of elements does', () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  test('it says the same as JSON', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(JSON.parse(canonicalJson(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
});
