import { join } from 'node:path';
import { missingTests, namesTest, rowsOf } from '../support/named-tests';

const DOCUMENT = join(__dirname, '..', '..', 'docs', 'limits.md');

test('every limit names the test that shows it, or the page that states it', () => {
  const rows = rowsOf(DOCUMENT);
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.filter((row) => !namesTest(row) && !/\]\([^)]+\.md(#[\w-]+)?\)/.test(row))).toEqual([]);
});

test('every test named is there, and none is left out', () => expect(missingTests(DOCUMENT)).toEqual([]));
