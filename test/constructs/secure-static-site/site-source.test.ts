import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheControlOf, readSource } from '../../../src/constructs/secure-static-site/site-source';
import { build, removeBuilds, SMALL_BUILD, siteStack } from '../../support/site';

afterAll(removeBuilds);

const read = (files: { [path: string]: string | Buffer }) => readSource('Stack/Site', build(files));

describe('the source', () => {
  test('each file has its size, its hash, its type and how long it may be kept', () => {
    expect(read(SMALL_BUILD).files).toEqual([
      { path: 'assets/index-B3xK9aQz.js', size: 36, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), contentType: 'text/javascript; charset=utf-8', cacheControl: 'public, max-age=31536000, immutable', page: false },
      { path: 'favicon.ico', size: 4, sha256: expect.any(String), contentType: 'image/vnd.microsoft.icon', cacheControl: 'public, max-age=0, s-maxage=300, must-revalidate', page: false },
      { path: 'index.html', size: 117, sha256: expect.any(String), contentType: 'text/html; charset=utf-8', cacheControl: 'public, max-age=0, s-maxage=300, must-revalidate', page: true },
    ]);
  });

  test.each([
    ['a.css', 'text/css; charset=utf-8'], ['a.mjs', 'text/javascript; charset=utf-8'], ['a.json', 'application/json'], ['a.svg', 'image/svg+xml'],
    ['a.webp', 'image/webp'], ['a.avif', 'image/avif'], ['a.woff2', 'font/woff2'], ['a.wasm', 'application/wasm'], ['a.webmanifest', 'application/manifest+json'],
    ['a.txt', 'text/plain; charset=utf-8'], ['a.map', 'application/json'], ['a.xml', 'application/xml'], ['a.pdf', 'application/pdf'],
    ['LICENSE', 'application/octet-stream'], ['a.unheard-of', 'application/octet-stream'], ['.well-known/apple-app-site-association', 'application/json'],
  ])('the type of %s is %s', (path, type) => {
    expect(read({ ...SMALL_BUILD, [path]: 'x' }).files.find((file) => file.path === path)?.contentType).toBe(type);
  });

  test.each(['assets/logo.3f2a9c1b.svg', 'static/js/main.8d1f0c2e.chunk.js', '_next/static/chunks/123-abcdef0123456789.js', 'main-5XKQZ2YP.js', 'a/b.0123456789abcdef0123.css'])(
    '%s, whose name holds its hash, is kept for a year', (path) => {
      expect(cacheControlOf(path)).toBe('public, max-age=31536000, immutable');
    });

  test('a hash of letters alone is known by the folder it is in', () => {
    const cacheControls = (files: string[]) => read(Object.fromEntries(['index.html', ...files].map((path) => [path, 'x']))).files
      .filter(({ page }) => !page).map(({ path, cacheControl }) => [path, cacheControl.includes('immutable')]);
    expect(cacheControls(['assets/index-DiwrgTda.js', 'assets/vendor-B3xK9aQz.js'])).toEqual([['assets/index-DiwrgTda.js', true], ['assets/vendor-B3xK9aQz.js', true]]);
    expect(cacheControls(['js/user-SignedIn.js', 'js/logo.png', 'js/x-B3xK9aQz.js'])).toEqual([['js/logo.png', false], ['js/user-SignedIn.js', false], ['js/x-B3xK9aQz.js', true]]);
  });

  test.each(['assets/my-component.js', 'app.js', 'assets/user-settings.js', 'a-20240131.pdf', 'assets/jquery-3.7.1.min.js', 'index.html', 'page-0a1b2c3d.html', 'service-worker.js', 'img/photo-DSC01234.jpg'])(
    '%s, which may change under its name, is asked for again', (path) => {
      expect(cacheControlOf(path)).toBe('public, max-age=0, s-maxage=300, must-revalidate');
    });

  test('names with spaces and of any script are kept, composed as URLs write them', () => {
    const paths = read({ ...SMALL_BUILD, 'año nuevo/日本 語.txt': 'x', 'e\u0301.txt': 'y' }).files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['año nuevo/日本 語.txt', '\u00e9.txt']));
  });

  test('what the desktop leaves behind is left out', () => {
    expect(read({ ...SMALL_BUILD, '.DS_Store': 'x', 'assets/Thumbs.db': 'x' }).files.map(({ path }) => path)).toEqual(['assets/index-B3xK9aQz.js', 'favicon.ico', 'index.html']);
  });

  test('links are followed to what they show', () => {
    const folder = build(SMALL_BUILD);
    writeFileSync(join(folder, 'real.txt'), 'real');
    symlinkSync('real.txt', join(folder, 'linked.txt'));
    expect(readSource('Site', folder).files.map(({ path }) => path)).toContain('linked.txt');
  });

  test('fails when it is missing, a file, or empty', () => {
    expect(() => siteStack({ source: '/nowhere/at/all' })).toThrow(/Stack\/Site: source is missing, got "\/nowhere\/at\/all"\. Allowed: .*Fix: build the site/);
    expect(() => siteStack({ source: join(build(), 'index.html') })).toThrow(/source is no folder.*Fix: /);
    const empty = build({});
    mkdirSync(join(empty, 'assets'));
    expect(() => siteStack({ source: empty })).toThrow(/source is empty.*Fix: build the site/);
  });

  test('fails without an index.html at its top', () => {
    expect(() => siteStack({ source: build({ 'dist/index.html': '' }) })).toThrow(/source has no index\.html.*dist\/.*Fix: /);
  });

  test.each(['.env', '.env.production', '.git/config', '.npmrc', 'keys/id_rsa', 'server.pem'])('fails when it holds a secret: %s', (path) => {
    expect(() => siteStack({ source: build({ ...SMALL_BUILD, [path]: 'x' }) })).toThrow(/would be public.*Fix: /);
  });

  test('fails for two files whose URL is the same, and for names too long for S3', () => {
    expect(() => siteStack({ source: build({ ...SMALL_BUILD, 'e\u0301.txt': 'a', '\u00e9.txt': 'b' }) })).toThrow(/two files have one URL.*Fix: rename/);
    expect(() => siteStack({ source: build({ ...SMALL_BUILD, [`${'a/'.repeat(60)}${'é'.repeat(120)}/${'é'.repeat(120)}/${'é'.repeat(120)}/${'é'.repeat(120)}/x`]: 'a' }) })).toThrow(/longer than .*1,?0\d\d.*Fix: /);
  });
});
