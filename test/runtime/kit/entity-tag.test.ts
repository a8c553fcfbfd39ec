import fc from 'fast-check';
import { parseEntityTags, strongTag } from '../../../src/runtime/kit/entity-tag';

describe('lists of entity tags (RFC 9110, 8.8.3 and 13.1)', () => {
  test.each([
    ['one tag', '"1"', [{ weak: false, value: '1' }]],
    ['a weak tag', 'W/"1"', [{ weak: true, value: '1' }]],
    ['several tags', '"1", W/"2" ,"3"', [{ weak: false, value: '1' }, { weak: true, value: '2' }, { weak: false, value: '3' }]],
    ['a tag holding a comma', '"a,b"', [{ weak: false, value: 'a,b' }]],
    ['an empty tag', '""', [{ weak: false, value: '' }]],
    ['empty members, which a recipient must ignore', ',"1",, "2",', [{ weak: false, value: '1' }, { weak: false, value: '2' }]],
    ['spaces and tabs around', ' \t"1"\t', [{ weak: false, value: '1' }]],
  ])('%s is read', (_, header, tags) => {
    expect(parseEntityTags(header)).toEqual(tags);
  });

  test('a star stands for any', () => {
    expect(parseEntityTags(' * ')).toBe('*');
  });

  test.each([
    ['nothing', ''],
    ['commas only', ' , ,'],
    ['a tag without quotes', '1'],
    ['an open tag', '"1'],
    ['a lower-case weakness', 'w/"1"'],
    ['tags without a comma between', '"1" "2"'],
    ['a star among tags', '*, "1"'],
    ['a space in a tag', '"a b"'],
    ['a quote in a tag', '"a"b"'],
  ])('fails for %s', (_, header) => {
    expect(parseEntityTags(header)).toBeUndefined();
  });

  test('any text is read or refused, and soon', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', ',', ' ', 'W/', '*', 'a', '1') }), (header) => {
      const tags = parseEntityTags(header);
      if (Array.isArray(tags)) { expect(tags.length).toBeGreaterThan(0); }
    }));
    expect(parseEntityTags(`"1"${' ,'.repeat(50_000)}x`)).toBeUndefined();
  });

  test('a tag that is made is read back', () => {
    expect(parseEntityTags(strongTag('7'))).toEqual([{ weak: false, value: '7' }]);
  });
});
