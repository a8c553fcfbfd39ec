import { join } from 'node:path';
import { missingTests, namesTest, rowsOf } from '../support/named-tests';

const DOCUMENT = join(__dirname, '..', '..', 'docs', 'security.md');

test('every threat names a test that shows what happens', () => {
  const rows = rowsOf(DOCUMENT);
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => !namesTest(row))).toEqual([]);
});

test('every test named is there, and none is left out', () => expect(missingTests(DOCUMENT)).toEqual([]));
