import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { bundleEdges } from '../../../scripts/bundle-edge';
import type { SiteRoutes } from '../../../src/contract/secure-static-site';
import { edgeFunction, NAVIGATION, SCRIPT } from '../../support/edge';

const out = mkdtempSync(join(tmpdir(), 'edge-'));
const file = join(out, 'route', 'edge.js');

beforeAll(async () => { await bundleEdges(out); });
afterAll(() => rmSync(out, { recursive: true, force: true }));

const SPA: SiteRoutes = { mode: 'spa', files: ['/LICENSE', '/silent.html'], extensions: { '': ['ico', 'txt'], 'assets': ['js', 'css'] } };
const PAGES: SiteRoutes = { mode: 'multi-page', files: [], extensions: { '': ['ico'], 'assets': ['js'] }, pages: ['/index', '/about', '/blog/index', '/blog/año'] };
const HYBRID: SiteRoutes = { ...PAGES, mode: 'hybrid' };

const routed = (routes: SiteRoutes, uri: string, headers = NAVIGATION as { [name: string]: string }) => {
  const { uri: to, statusCode, headers: answered } = edgeFunction(routes, file)(uri, headers);
  return statusCode === undefined ? to : `${statusCode} ${answered.location.value}`;
};

describe('a single-page application', () => {
  test.each([
    ['/', '/index.html'], ['/tickets', '/index.html'], ['/tickets/42', '/index.html'], ['/tickets/', '/index.html'],
    ['/users/jane.doe', '/index.html'], ['/users/photo.js', '/index.html'], ['/a%20b/%C3%A9', '/index.html'], ['/missing.html', '/index.html'],
  ])('shows the application to who follows a link to %s', (uri, page) => {
    expect(routed(SPA, uri)).toBe(page);
  });

  test.each(['/favicon.ico', '/assets/index-B3xK9aQz.js', '/assets/gone-B3xK9aQz.css', '/LICENSE', '/silent.html', '/index.html', '/robots.txt'])(
    'leaves the file %s as it is, there or not', (uri) => {
      expect(routed(SPA, uri)).toBe(uri);
      expect(routed(SPA, uri, SCRIPT)).toBe(uri);
    });

  test('leaves what a script asks for as it is: a missing file is no page', () => {
    for (const mode of ['cors', 'no-cors', 'same-origin', 'websocket']) {
      expect(routed(SPA, '/v2/unknown', { 'sec-fetch-mode': mode, 'accept': '*/*' })).toBe('/v2/unknown');
    }
    expect(routed(SPA, '/users/jane.doe', SCRIPT)).toBe('/users/jane.doe');
    expect(routed(SPA, '/x', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object' })).toBe('/x');
  });

  test('the root is the application whoever asks, since S3 has no such object', () => {
    expect(routed(SPA, '/', SCRIPT)).toBe('/index.html');
  });

  test('goes by Accept where a client says nothing of its purpose', () => {
    expect(routed(SPA, '/tickets', { accept: 'text/html' })).toBe('/index.html');
    expect(routed(SPA, '/tickets', { accept: '*/*' })).toBe('/index.html');
    expect(routed(SPA, '/tickets', {})).toBe('/index.html');
    expect(routed(SPA, '/tickets', { accept: 'application/json' })).toBe('/tickets');
    expect(routed(SPA, '/tickets', { accept: 'image/avif,image/*,*/*;q=0.8' })).toBe('/tickets');
  });

  test('a plus in a path is a plus to S3 too', () => {
    expect(routed(SPA, '/assets/c++.js')).toBe('/assets/c%2B%2B.js');
  });

  test('a path that is no UTF-8 goes on as it is', () => {
    expect(routed(SPA, '/%E0%A4%A', SCRIPT)).toBe('/%E0%A4%A');
  });

  test('knows files by their extension wherever the folders are too many to tell', () => {
    const many: SiteRoutes = { mode: 'spa', files: [], extensions: { '*': ['js'] } };
    expect(routed(many, '/any/where.js')).toBe('/any/where.js');
    expect(routed(many, '/users/jane.doe')).toBe('/index.html');
  });
});

describe('a site of many pages', () => {
  test.each([
    ['/', '/index.html'], ['/about', '/about.html'], ['/about.html', '/about.html'], ['/blog/', '/blog/index.html'], ['/blog', '308 /blog/'],
    ['/about/', '308 /about'], ['/blog/a%C3%B1o', '/blog/a%C3%B1o.html'], ['/nowhere', '/nowhere'], ['/nowhere/', '/nowhere/'], ['/assets/x.js', '/assets/x.js'],
  ])('%s leads to %s', (uri, to) => { expect(routed(PAGES, uri)).toBe(to); });

  test('redirects keep the query', () => {
    expect(edgeFunction(PAGES, file)('/blog', NAVIGATION, { q: { value: 'a%20b' }, tag: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] }, flag: { value: '' } }).headers.location.value)
      .toBe('/blog/?q=a%20b&tag=1&tag=2&flag=');
  });

  test('too many to tell are found by their folder, or by their file', () => {
    const nested: SiteRoutes = { mode: 'multi-page', files: [], extensions: { '*': ['js'] }, flat: false };
    expect(['/', '/docs', '/docs/', '/docs/a.b', '/x.js', '/x.html'].map((uri) => routed(nested, uri))).toEqual(['/index.html', '308 /docs/', '/docs/index.html', '308 /docs/a.b/', '/x.js', '/x.html']);
    const flat = { ...nested, flat: true };
    expect(['/', '/docs', '/email/', '/x.js'].map((uri) => routed(flat, uri))).toEqual(['/index.html', '/docs.html', '308 /email', '/x.js']);
  });

  test('no redirect leaves the site', () => {
    const nested: SiteRoutes = { mode: 'multi-page', files: [], extensions: {}, flat: false };
    fc.assert(fc.property(fc.stringMatching(/^[/\\]{1,4}[a-z.]{1,8}$/), (uri) => {
      const { location } = edgeFunction(nested, file)(uri).headers;
      expect(location === undefined || new URL(location.value, 'https://site.example').host === 'site.example').toBe(true);
    }));
  });
});

describe('pages beside an application', () => {
  test.each([['/about', '/about.html'], ['/blog', '308 /blog/'], ['/app/tickets/1', '/index.html'], ['/users/jane.doe', '/index.html'], ['/assets/gone.js', '/assets/gone.js']])(
    '%s leads to %s', (uri, to) => { expect(routed(HYBRID, uri)).toBe(to); });
});

describe('the host', () => {
  const site: SiteRoutes = { ...SPA, host: 'example.com' };

  test('S1: every other is sent to the one, path and query kept', () => {
    for (const host of ['www.example.com', 'd111.cloudfront.net']) {
      const { statusCode, headers } = edgeFunction(site, file)('/a%20b/c?', { ...NAVIGATION, host }, { q: { value: '1%262' } });
      expect([statusCode, headers.location.value]).toEqual([308, 'https://example.com/a%20b/c??q=1%262']);
      expect(headers['strict-transport-security'].value).toBe('max-age=63072000; includeSubDomains');
    }
  });

  test('a redirect asks for preloading where the site does: the list takes no domain whose own answer does not ask', () => {
    const { headers } = edgeFunction({ ...site, preload: true }, file)('/', { ...NAVIGATION, host: 'www.example.com' });
    expect(headers['strict-transport-security'].value).toBe('max-age=63072000; includeSubDomains; preload');
  });

  test('the one itself shows the site, however it is written', () => {
    expect(routed(site, '/tickets', { ...NAVIGATION, host: 'Example.com' })).toBe('/index.html');
    expect(routed(site, '/tickets', { ...NAVIGATION, host: 'example.com:443' })).toBe('/index.html');
  });
});

describe('whatever is asked for', () => {
  const uris = fc.oneof(fc.webPath().map((path) => `/${path.replace(/^\/+/, '')}`), fc.stringMatching(/^\/[\x21-\x7e]{0,40}$/));

  test('the answer is a path of the same site or a redirect; nothing is thrown', () => {
    fc.assert(fc.property(uris, fc.constantFrom(SPA, PAGES, HYBRID), fc.constantFrom(NAVIGATION, SCRIPT, {}), (uri, routes, headers) => {
      const answer = edgeFunction(routes, file)(uri, headers);
      expect(answer.statusCode === 308 || answer.uri!.startsWith('/')).toBe(true);
      expect(answer.uri).not.toBe('/'); // nothing may list the bucket
    }), { numRuns: 300 });
  });

  test('a script or style is never answered with a page', () => {
    fc.assert(fc.property(uris.filter((uri) => uri !== '/'), (uri) => {
      expect(routed(SPA, uri, SCRIPT)).toBe(uri.replace(/\+/g, '%2B'));
    }), { numRuns: 300 });
  });
});

describe('the code', () => {
  const code = () => readFileSync(file, 'utf8');

  test('leaves most of the 10 KB that CloudFront takes to what it knows of the site', () => {
    expect(Buffer.byteLength(code())).toBeLessThan(3_000);
  });

  test('uses only what the runtime cloudfront-js-2.0 has', () => {
    const source = ts.createSourceFile('edge.js', code(), ts.ScriptTarget.ES2022, true);
    const refused: string[] = [];
    const forbidden = new Set([
      ts.SyntaxKind.ClassDeclaration, ts.SyntaxKind.ClassExpression, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.SpreadElement,
      ts.SyntaxKind.SpreadAssignment,
      ts.SyntaxKind.ObjectBindingPattern, ts.SyntaxKind.ArrayBindingPattern, ts.SyntaxKind.YieldExpression,
      ts.SyntaxKind.QuestionDotToken, ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.ShorthandPropertyAssignment, ts.SyntaxKind.ComputedPropertyName, ts.SyntaxKind.MethodDeclaration, ts.SyntaxKind.ImportDeclaration,
      ts.SyntaxKind.ExportKeyword,
      ts.SyntaxKind.BigIntLiteral, ts.SyntaxKind.TaggedTemplateExpression, ts.SyntaxKind.DebuggerStatement, ts.SyntaxKind.WithStatement,
    ]);
    const visit = (node: ts.Node) => {
      if (forbidden.has(node.kind) || (ts.isParameter(node) && node.initializer)) { refused.push(`${ts.SyntaxKind[node.kind]} ${node.getText(source).slice(0, 40)}`); }
      if (ts.isIdentifier(node) && /^(eval|Function|setTimeout|setInterval|setImmediate|fetch|XMLHttpRequest|require|process|Buffer|globalThis|Symbol|Map|Set|Proxy|Reflect)$/.test(node.text)) { refused.push(node.text); }
      ts.forEachChild(node, visit);
    };
    visit(source);
    expect(refused).toEqual([]);
    expect(code()).not.toMatch(/\(\?<|\/[a-z]*[uvsy][a-z]*[.,);]/); // no look-behind, no named group, no newer flag of a pattern
  });
});
