import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SiteMode } from '../../../src';
import { siteRoutes } from '../../../src/constructs/secure-static-site/site-routes';
import { readSource } from '../../../src/constructs/secure-static-site/site-source';
import type { SiteFile, SiteMode as Mode } from '../../../src/contract/secure-static-site';
import { edgeFunction } from '../../support/edge';
import { build, removeBuilds, SMALL_BUILD, siteStack } from '../../support/site';
import { resourcesOf } from '../../support/template';

afterAll(removeBuilds);

const routesOf = (mode: Mode, files: { [path: string]: string }) => siteRoutes('Stack/Site', mode, readSource('Stack/Site', build(files)));

describe('routing', () => {
  test('the edge function is on the default behaviour, live, in runtime 2.0', () => {
    const template = siteStack().template();
    template.hasResourceProperties('AWS::CloudFront::Function', { AutoPublish: true, FunctionConfig: { Runtime: 'cloudfront-js-2.0' } });
    const [[id, { Properties: { FunctionCode: code } }]] = Object.entries(resourcesOf(template, 'AWS::CloudFront::Function'));
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(10_240);
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultCacheBehavior: { FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [id, 'FunctionARN'] } }] } },
    });
  });

  test('knows the files of the build by folder and extension, and odd ones by name', () => {
    expect(routesOf('spa', { ...SMALL_BUILD, 'assets/a.css': '', 'LICENSE': '', '.well-known/security': '', 'silent.html': '', 'old.htm': '', 'fonts/A.WOFF2': '' })).toEqual({
      mode: 'spa',
      files: ['/.well-known/security', '/LICENSE', '/old.htm', '/silent.html'],
      extensions: { '': ['ico'], 'assets': ['css', 'js'], 'fonts': ['woff2'] },
    });
  });

  test('knows the files of a folder that is called what every object has', () => {
    const routes = routesOf('spa', { ...SMALL_BUILD, 'constructor/a.js': '', 'constructor/b.css': '' });
    expect(routes.extensions).toEqual({ '': ['ico'], 'assets': ['js'], 'constructor': ['css', 'js'] });
    expect(['/constructor/gone.js', '/toString/gone.js'].map((uri) => edgeFunction(routes)(uri).uri)).toEqual(['/constructor/gone.js', '/index.html']);
  });

  test('knows the pages of the build where they lead somewhere', () => {
    const routes = routesOf('hybrid', { ...SMALL_BUILD, 'about.html': '', 'blog/index.html': '' });
    expect(routes.pages).toEqual(['/about', '/blog/index', '/index']);
    expect(edgeFunction(routes)('/blog/').uri).toBe('/blog/index.html');
  });

  test('goes by convention where pages are too many for the function', () => {
    const pages = (name: (i: number) => string) => Object.fromEntries(Array.from({ length: 600 }, (_, i) => [name(i), '']));
    const nested = routesOf('multi-page', { 'index.html': '', ...pages((i) => `articles/number-${i}/index.html`) });
    expect([nested.pages, nested.flat]).toEqual([undefined, false]);
    const flat = routesOf('multi-page', { 'index.html': '', ...pages((i) => `articles/number-${i}.html`) });
    expect([flat.pages, flat.flat]).toEqual([undefined, true]);
  });

  test('goes by extension alone where folders are too many for the function', () => {
    const files = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`folder-number-${i}/x.png`, '']));
    expect(routesOf('spa', { 'index.html': '', ...files }).extensions).toEqual({ '*': ['png'] });
  });

  test('fails where what it must know does not fit into 10 KB', () => {
    const pages = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`articles/number-${i}.html`, '']));
    expect(() => siteStack({ mode: SiteMode.HYBRID, source: build({ 'index.html': '', ...pages }) })).toThrow(/601 pages.*Allowed: .*10.*Fix: .*MULTI_PAGE/);
    expect(() => siteStack({ mode: SiteMode.SPA, source: build({ 'index.html': '', ...pages }) })).toThrow(/600.*Fix: .*MULTI_PAGE/);
    expect(() => siteStack({ mode: SiteMode.MULTI_PAGE, source: build({ 'index.html': '', ...pages }) })).not.toThrow();
  });

  test('whatever a build holds, the function is no longer than CloudFront takes, or the synth fails and says so', () => {
    const names = fc.stringMatching(/^[a-z0-9 é日-]{1,60}$/);
    const path = fc.tuple(fc.array(names, { maxLength: 3 }), names, fc.constantFrom('.html', '/index.html', '.js', '.png', '', '.verylongextension')).map(([folders, name, end]) => [...folders, name].join('/') + end);
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.com`;
    const code = readFileSync(join(__dirname, '..', '..', '..', 'assets', 'route', 'edge.js'));
    fc.assert(fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 300 }), fc.constantFrom<Mode>('spa', 'multi-page', 'hybrid'), (paths, mode) => {
      const files = ['index.html', ...paths].map((one) => ({ path: one }) as SiteFile);
      let routes;
      try {
        routes = siteRoutes('Stack/Site', mode, { folder: '', files, locate: () => '' }, host);
      } catch (error) {
        expect((error as Error).message).toMatch(/Allowed: .*Fix: /);
        return;
      }
      expect(Buffer.byteLength(`const ROUTES=${JSON.stringify(routes)};\n`) + code.length).toBeLessThanOrEqual(10_240);
    }), { numRuns: 200 });
  });

  test('fails where too many pages are reached in two ways', () => {
    const pages = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [i % 2 ? `articles/number-${i}.html` : `articles/number-${i}/index.html`, '']));
    expect(() => siteStack({ mode: SiteMode.MULTI_PAGE, source: build({ 'index.html': '', ...pages }) })).toThrow(/300 of .*index\.html.*Fix: /);
  });
});
