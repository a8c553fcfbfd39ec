import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST } from '../support/web/web-system';

const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
const scripts = files.filter((file) => file.endsWith('.js'));
const gzipped = (paths: readonly string[]) => paths.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
const page = readFileSync(join(DIST, 'index.html'), 'utf8');

test('the JavaScript of all views together is at most 150 KB gzipped', () => {
  expect(gzipped(scripts)).toBeLessThanOrEqual(150_000);
});

test('what the first visit loads is at most 25 KB gzipped: each view is a file of its own', () => {
  const first = scripts.filter((script) => page.includes(script.slice(DIST.length)));
  expect(first.length).toBeGreaterThan(0);
  expect(gzipped(first)).toBeLessThanOrEqual(25_000);
  for (const view of ['tickets', 'catalogue', 'basket', 'orders', 'order', 'images', 'users']) {
    expect(scripts.some((script) => script.includes(`/${view}-view-`) && !page.includes(script.slice(DIST.length)))).toBe(true);
  }
});

test('every file but the page and its icon has its hash in its name, so that browsers keep it', () => {
  const names = files.map((file) => file.slice(DIST.length + 1)).filter((name) => !/^assets\/[\w-]+-[\w-]{8}\.(js|css)$/.test(name));
  expect(names.sort()).toEqual(['icon.svg', 'index.html']);
});

test('no file holds a secret, or an address of a system', () => {
  for (const file of files) {
    expect(readFileSync(file, 'utf8')).not.toMatch(/AKIA[A-Z0-9]{16}|-----BEGIN|client_?secret|amazonaws\.com|localhost|_AbCdEfGhI/i);
  }
});

test('the page has no style or handler in an attribute, which the policy would block', () => {
  expect(page).not.toMatch(/<[^>]+\s(style|on\w+)=/i);
});
