import fc from 'fast-check';
import { compareKeys } from '../../../src/runtime/serverless-crud-api/key-order';
import { fillPage, START, type FillOptions, type Place, type ReadPart } from '../../../src/runtime/serverless-crud-api/page-fill';

/** A row of a partition: dropped when it is no number of ours to show. */
interface Row { readonly key: string; readonly dropped?: boolean }

/** Partitions in memory, as a store reads them, and a count of the reads. */
function partitions(rows: readonly (readonly Row[])[], itemsPerRead = Infinity) {
  const reads: { partition: number; limit: number }[] = [];
  const read: ReadPart<string> = async (partition, limit, after) => {
    reads.push({ partition, limit });
    const from = after ? rows[partition].findIndex(({ key }) => key > after[0]) : 0;
    const part = from < 0 ? [] : rows[partition].slice(from, from + Math.min(limit, itemsPerRead));
    const reached = from < 0 || from + part.length >= rows[partition].length && part.length < Math.min(limit, itemsPerRead);
    return {
      found: part.filter(({ dropped }) => !dropped).map(({ key }) => ({ item: key, order: key, position: [key] })),
      examined: part.length,
      last: reached ? undefined : [part[part.length - 1].key],
    };
  };
  return { read, reads };
}

const options = (changes: Partial<FillOptions<string>> = {}): FillOptions<string> => ({
  limit: 3, descending: false, furtherReads: 10, mayReadOn: () => true, sizeOf: () => 1, sizeMax: 1000, ...changes,
});
const upTo = (max: number) => fc.integer({ min: 1, max });
const rows = (keys: string, dropped = '') => [...keys].map((key) => ({ key, dropped: dropped.includes(key) }));

describe('filling a page', () => {
  test('a page that nothing is dropped from takes one read a partition', async () => {
    const { read, reads } = partitions([rows('abcdefg')]);

    expect(await fillPage(read, [START], options())).toEqual({ items: ['a', 'b', 'c'], next: [['c']] });
    expect(reads).toEqual([{ partition: 0, limit: 3 }]);
  });

  test('the last page leads nowhere', async () => {
    const { read } = partitions([rows('ab')]);

    expect(await fillPage(read, [START], options())).toEqual({ items: ['a', 'b'] });
  });

  test('what is dropped is made up for', async () => {
    const { read } = partitions([rows('abcdefgh', 'abdf')]);

    expect((await fillPage(read, [START], options())).items).toEqual(['c', 'e', 'g']);
  });

  test('the rarer the hits, the more a further read examines, up to a thousand', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ key: String(i).padStart(5, '0'), dropped: i !== 4100 }));
    const { read, reads } = partitions([many]);
    await fillPage(read, [START], options({ limit: 2 }));

    expect(reads.map(({ limit }) => limit)).toEqual([2, 6, 18, 54, 162, 486, 1000, 1000, 1000, 1000, 1000]);
  });

  test('a page ends short when its reads are used up, and goes on from there', async () => {
    const { read, reads } = partitions([rows('abcdefghijkl', 'bcdefghijk')], 2);
    const page = await fillPage(read, [START], options({ furtherReads: 2 }));

    expect(page).toEqual({ items: ['a'], next: [['f']] });
    expect(reads).toHaveLength(3);
    expect((await fillPage(read, page.next!, options())).items).toEqual(['l']);
  });

  test('a page ends short when its time is up', async () => {
    const { read, reads } = partitions([rows('abcdefghijkl', 'bcdefghijk')], 2);

    expect(await fillPage(read, [START], options({ mayReadOn: () => false }))).toEqual({ items: ['a'], next: [['b']] });
    expect(reads).toHaveLength(1);
  });

  test('a read cut by size is not made up for: nothing was dropped', async () => {
    const { read, reads } = partitions([rows('abcdef')], 2);

    expect(await fillPage(read, [START], options())).toEqual({ items: ['a', 'b'], next: [['b']] });
    expect(reads).toHaveLength(1);
  });

  test('a page ends before it is larger than an answer may be', async () => {
    const { read } = partitions([rows('abc')]);

    expect(await fillPage(read, [START], options({ sizeOf: () => 40, sizeMax: 100 }))).toEqual({ items: ['a', 'b'], next: [['b']] });
  });

  test('a page that is just as large as an answer may be is shown whole', async () => {
    const { read } = partitions([rows('abc')]);

    expect((await fillPage(read, [START], options({ sizeOf: () => 40, sizeMax: 120 }))).items).toEqual(['a', 'b', 'c']);
  });

  test('a further read is for what is missing, by what was dropped so far', async () => {
    const { read, reads } = partitions([rows('abcdef', 'a')]);
    await fillPage(read, [START], options());

    expect(reads.map(({ limit }) => limit)).toEqual([3, 2]); // one of three was dropped, one item is missing
  });

  test('an item that alone is larger than that is shown alone', async () => {
    const { read } = partitions([rows('abc')]);

    expect(await fillPage(read, [START], options({ sizeOf: () => 400, sizeMax: 100 }))).toEqual({ items: ['a'], next: [['a']] });
  });

  test('partitions are merged in order, one read each', async () => {
    const { read, reads } = partitions([rows('adg'), rows('bc'), rows('')]);
    const page = await fillPage(read, [START, START, START], options());

    expect(page).toEqual({ items: ['a', 'b', 'c'], next: [['a'], 'end', 'end'] });
    expect(reads.map(({ partition }) => partition)).toEqual([0, 1, 2]);
    expect(await fillPage(read, page.next!, options())).toEqual({ items: ['d', 'g'] });
    expect(reads).toHaveLength(4);
  });

  test('partitions are merged from the last on, where the order is that', async () => {
    const { read } = partitions([rows('gda'), rows('fc')]);

    expect((await fillPage(read, [START, START], options({ descending: true, limit: 4 }))).items).toEqual(['g', 'f', 'd', 'c']);
  });

  test.each([true, false])('items of one order come in the order of their partitions (descending: %s)', async (descending) => {
    const read: ReadPart<string> = async (partition) => ({ found: [{ item: `in ${partition}`, order: 'same', position: ['p'] }], examined: 1 });

    expect((await fillPage(read, [START, START, START], options({ descending }))).items).toEqual(['in 0', 'in 1', 'in 2']);
  });

  test('a partition is read from its start, or from after its place', async () => {
    const places: unknown[] = [];
    const read: ReadPart<string> = async (_partition, _limit, after) => { places.push(after); return { found: [], examined: 0 }; };
    await fillPage(read, [START, 'end', ['k']], options());

    expect(places).toEqual([undefined, ['k']]);
  });

  test('no partition overtakes one whose next items are not known', async () => {
    const { read } = partitions([rows('abz', 'ab'), rows('mnopq')], 2);

    expect(await fillPage(read, [START, START], options({ furtherReads: 0 }))).toEqual({ items: [], next: [['b'], null] });
    expect(await fillPage(read, [START, START], options({ furtherReads: 1 }))).toEqual({ items: ['m', 'n'], next: [['b'], ['n']] });
  });

  test('every walk shows each kept row once, in order, within its reads, whatever is dropped and wherever reads are cut', async () => {
    const partition = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 999 }), fc.boolean()), { selector: ([key]) => key, maxLength: 40 });
    await fc.assert(fc.asyncProperty(
      fc.array(partition, { minLength: 1, maxLength: 5 }),
      fc.record({ limit: upTo(10), itemsPerRead: upTo(10), furtherReads: fc.nat(4), sizeMax: upTo(12) }),
      async (generated, { limit, itemsPerRead, furtherReads, sizeMax }) => {
        const all = generated.map((part, p) => part
          .map(([key, dropped]) => ({ key: `${String(key).padStart(3, '0')}-${p}`, dropped }))
          .sort((a, b) => compareKeys(a.key, b.key)));
        const { read, reads } = partitions(all, itemsPerRead);
        const seen: string[] = [];
        let places: readonly Place[] | undefined = all.map(() => START);
        for (let pages = 0; places; pages++) {
          expect(pages).toBeLessThan(500);
          reads.length = 0;
          const page: { items: readonly string[]; next?: readonly Place[] } = await fillPage(read, places, options({ limit, furtherReads, sizeMax }));
          expect(page.items.length).toBeLessThanOrEqual(Math.min(limit, sizeMax));
          expect(reads.length).toBeLessThanOrEqual(all.length + furtherReads);
          seen.push(...page.items);
          places = page.next;
        }
        expect(seen).toEqual(all.flat().filter(({ dropped }) => !dropped).map(({ key }) => key).sort(compareKeys));
      },
    ));
  });
});
