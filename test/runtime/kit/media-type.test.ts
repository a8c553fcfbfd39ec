import { mediaTypeOf } from '../../../src/runtime/kit/media-type';

describe('media types (RFC 9110, 8.3.1)', () => {
  test.each([
    ['application/json', 'application/json'],
    ['Application/JSON', 'application/json'],
    [' application/json ; charset=UTF-8', 'application/json'],
    ['application/json;charset="utf-8";v=1', 'application/json'],
    ['application/json; charset=us-ascii', 'application/json'],
    ['application/json; charset=utf8', 'application/json'],
    ['text/plain;', 'text/plain'],
  ])('%j is %s', (header, type) => {
    expect(mediaTypeOf(header)).toBe(type);
  });

  test.each(['', ';', 'json', 'a/b/c', 'a/b, c/d', 'a b/c', '/json', 'application/json; charset=latin1', 'application/json;charset=', 'application/json;charset=x-utf-8', 'application/json;charset=utf-8x', 'application/json;charset="utf-8', 'application/json;charset=utf-8"'])('fails for %j', (header) => {
    expect(mediaTypeOf(header)).toBeUndefined();
  });
});
