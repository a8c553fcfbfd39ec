import * as fc from 'fast-check';
import { changesOf, mergeChanges } from '../../../../examples/reference-system/web/src/kit/merge';

interface Note { a: string; b: string; c: string }

const FIELDS = ['a', 'b', 'c'] as const;
const base: Note = { a: '1', b: '2', c: '3' };

test('what two people changed apart is brought together', () => {
  expect(mergeChanges(FIELDS, base, { ...base, a: 'mine' }, { ...base, b: 'theirs' })).toEqual({ merged: { a: 'mine', b: 'theirs', c: '3' }, clashes: [] });
});

test('what both changed, each to something else, is a clash: mine counts until one is chosen', () => {
  expect(mergeChanges(FIELDS, base, { ...base, a: 'mine' }, { ...base, a: 'theirs' })).toEqual({
    merged: { ...base, a: 'mine' }, clashes: [{ field: 'a', mine: 'mine', theirs: 'theirs' }],
  });
});

test('the same change by both is none', () => {
  expect(mergeChanges(FIELDS, base, { ...base, a: 'x' }, { ...base, a: 'x' }).clashes).toEqual([]);
});

const note = fc.record({ a: fc.constantFrom('1', 'x', 'y'), b: fc.constantFrom('2', 'x', 'y'), c: fc.constantFrom('3', 'x', 'y') });

test('for any three versions, each field is mine or theirs, and theirs is lost only where I changed it', () => {
  fc.assert(fc.property(note, note, note, (start, mine, theirs) => {
    const { merged, clashes } = mergeChanges(FIELDS, start, mine, theirs);
    for (const field of FIELDS) {
      expect([mine[field], theirs[field]]).toContain(merged[field]);
      if (merged[field] !== theirs[field]) { expect(mine[field]).not.toBe(start[field]); }
      const both = mine[field] !== start[field] && theirs[field] !== start[field] && mine[field] !== theirs[field];
      expect(clashes.some((clash) => clash.field === field)).toBe(both);
    }
  }));
});

test('a patch of the differences makes one version of the other', () => {
  fc.assert(fc.property(note, note, (before, after) => {
    expect({ ...before, ...changesOf(FIELDS, before, after) }).toEqual(after);
  }));
});
