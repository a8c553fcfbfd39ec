import { IMMUTABLE, REVALIDATED, type SiteFile, type SiteRecord, type StoredFile } from '../../../src/contract/secure-static-site';
import { EMPTY_RECORD, planPublication } from '../../../src/runtime/secure-static-site/publication-plan';

const DAY = 86_400_000;
const file = (path: string, content = path): SiteFile => {
  const page = path.endsWith('.html');
  return { path, size: content.length, sha256: content, contentType: 'x/y', cacheControl: page ? REVALIDATED : IMMUTABLE, page };
};
const record = (files: SiteFile[], more: Partial<SiteRecord> = {}): SiteRecord =>
  ({ ...EMPTY_RECORD, release: 'A', files: Object.fromEntries(files.map((one) => [one.path, { ...one, versionId: 'v' } as StoredFile])), ...more });
const paths = (files: readonly SiteFile[]) => files.map((one) => one.path);
const plan = (current: SiteRecord, target: SiteFile[], now = 100 * DAY) => planPublication(current, target, { now, retentionMs: 30 * DAY });

test('assets that are new come first, those that change next, pages last and the root at the very end', () => {
  const { added, changed, pages } = plan(record([file('index.html', 'old'), file('app.css', 'old')]), [file('index.html'), file('app.css'), file('a-1.js'), file('about.html')]);
  expect([paths(added), paths(changed), paths(pages)]).toEqual([['a-1.js'], ['app.css'], ['about.html', 'index.html']]);
});

test('what is there already is not written again, unless its type or its Cache-Control changed', () => {
  const current = record([file('index.html'), file('a.js'), file('b.js')]);
  const { added, changed, pages } = plan(current, [file('index.html'), file('a.js'), { ...file('b.js'), contentType: 'text/javascript' }]);
  expect([paths(added), paths(changed), paths(pages)]).toEqual([[], ['b.js'], []]);
});

test('an asset that no page refers to any more is retired from now, however old it is, and deleted a window after', () => {
  const current = record([file('index.html'), file('a.js')]);
  const first = plan(current, [file('index.html')]);
  expect([first.retired, first.removed]).toEqual([{ 'a.js': 100 * DAY }, []]);
  const held = plan({ ...current, retired: first.retired }, [file('index.html')], 130 * DAY - 1);
  expect([held.retired, held.removed]).toEqual([{ 'a.js': 100 * DAY }, []]);
  const gone = plan({ ...current, retired: first.retired }, [file('index.html')], 130 * DAY);
  expect([gone.retired, gone.removed]).toEqual([{}, ['a.js']]);
});

test('an asset that comes back into use is retired no more', () => {
  expect(plan(record([file('index.html'), file('a.js')], { retired: { 'a.js': 1 } }), [file('index.html'), file('a.js')])).toMatchObject({ retired: {}, removed: [], added: [], changed: [] });
});

test('a page that is gone is removed at once', () => {
  expect(plan(record([file('index.html'), file('old.html')]), [file('index.html')])).toMatchObject({ removed: ['old.html'], retired: {} });
});

test('what a broken publication may have touched is written again or cleared away', () => {
  const current = record([file('index.html'), file('a.js')], { pending: ['index.html', 'new.js', 'new.html'] });
  const { pages, removed, retired } = plan(current, [file('index.html'), file('a.js')]);
  expect([paths(pages), removed, retired]).toEqual([['index.html'], ['new.html'], { 'new.js': 100 * DAY }]);
});

test('what a broken publication left is known for its window: it changes when it comes back, and is invalidated', () => {
  const current = record([file('index.html')], { retired: { 'new.js': 90 * DAY } });
  expect(plan(current, [file('index.html')])).toMatchObject({ retired: { 'new.js': 90 * DAY }, removed: [] });
  expect(plan(current, [file('index.html')], 120 * DAY)).toMatchObject({ retired: {}, removed: ['new.js'] });
  expect(plan(current, [file('index.html'), file('new.js')])).toMatchObject({ added: [], changed: [file('new.js')], invalidations: ['/new.js'] });
});

describe('invalidated', () => {
  test('is what changed under its name and nothing else, in each way it is asked for', () => {
    const current = record([file('index.html', 'old'), file('blog/index.html', 'old'), file('about.html', 'old'), file('same.html'), file('gone.html'), file('app.css', 'old'), file('a.js')]);
    const { invalidations } = plan(current, [file('index.html'), file('blog/index.html'), file('about.html'), file('same.html'), file('app.css'), file('a.js'), file('new-1.js')]);
    expect(invalidations).toEqual(['/', '/about', '/about.html', '/app.css', '/blog', '/blog/', '/blog/index.html', '/gone', '/gone.html', '/index.html']);
  });

  test('is nothing for a first publication', () => {
    expect(plan(EMPTY_RECORD, [file('index.html'), file('a.js')]).invalidations).toEqual([]);
  });

  test('is written as a URL', () => {
    expect(plan(record([file('año nuevo.css', 'old')]), [file('año nuevo.css')]).invalidations).toEqual(['/a%C3%B1o%20nuevo.css']);
  });

  test('is everything, at the price of one path, where many pages changed', () => {
    const files = Array.from({ length: 60 }, (_, i) => `p${i}.html`);
    expect(plan(record(files.map((path) => file(path, 'old'))), files.map((path) => file(path))).invalidations).toEqual(['/*']);
  });
});
