import { createHash } from 'node:crypto';
import { aws_cognito as cognito, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ContentSecurityPolicyMode } from '../../../src';
import { build, removeBuilds, SMALL_BUILD, siteStack } from '../../support/site';
import { resourcesOf } from '../../support/template';

afterAll(removeBuilds);

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Sources of each directive of the policy of a site. */
function policyOf(files: { [path: string]: string }, props: Parameters<typeof siteStack>[0] = {}): { [directive: string]: string[] } {
  const [policy] = Object.values(resourcesOf(siteStack({ ...props, source: build(files) }).template(), 'AWS::CloudFront::ResponseHeadersPolicy'));
  return parsed(policy.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
}

function parsed(policy: string): { [directive: string]: string[] } {
  return Object.fromEntries(policy.split('; ').map((part) => part.split(' ')).map(([directive, ...sources]) => [directive, sources]));
}

describe('the content security policy, made from the build', () => {
  test('allows the site itself and nothing else', () => {
    expect(policyOf(SMALL_BUILD)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'media-src': ["'self'"],
      'manifest-src': ["'self'"],
      'worker-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
  });

  test('allows each inline script and style by its hash, as a browser reads it', () => {
    const policy = policyOf({
      'index.html': '<!doctype html>\r\n<script>let a = 1;\r\nlet b = "é & <b>";</script><style>p { color: red }</style><script type="module">import "/x.js";</script>',
      'about/index.html': '<script>let a = 1;\nlet b = "é & <b>";</script><noscript><style>.js { display: none }</style></noscript><svg><script>svg()</script></svg>',
    });
    expect(policy['script-src'].sort()).toEqual(["'self'", hash('let a = 1;\nlet b = "é & <b>";'), hash('import "/x.js";'), hash('svg()')].sort());
    expect(policy['style-src'].sort()).toEqual(["'self'", hash('p { color: red }'), hash('.js { display: none }')].sort());
  });

  test('needs no hash for data, nor for a script from a file', () => {
    expect(policyOf({ 'index.html': '<script type="application/ld+json">{"a":1}</script><script type="text/template"><b></b></script><script src="/a.js">ignored</script>' })['script-src']).toEqual(["'self'"]);
  });

  test('an import map and speculation rules are scripts to a policy', () => {
    expect(policyOf({ 'index.html': '<script type="importmap">{"imports":{}}</script>' })['script-src']).toEqual(["'self'", hash('{"imports":{}}')]);
  });

  test('allows style attributes and event handlers by their hashes alone', () => {
    const policy = policyOf({ 'index.html': '<p style="color: red" onclick="go()">x</p>' });
    expect(policy['style-src-attr']).toEqual(["'unsafe-hashes'", hash('color: red')]);
    expect(policy['script-src-attr']).toEqual(["'unsafe-hashes'", hash('go()')]);
    expect(policy['script-src']).toEqual(["'self'"]);
  });

  test('allows the origins that pages and style sheets name', () => {
    const policy = policyOf({
      'index.html': `<base href="/app/"><script src="https://cdn.example/a.js"></script><link rel="stylesheet" href="//fonts.example/css">
        <img src="https://img.example/a.png" srcset="https://img2.example/b.png 2x"><iframe src="https://video.example/1"></iframe><form action="https://pay.example/x"></form>`,
      'a.css': '@import url("https://styles.example/x.css"); @font-face { src: url(https://type.example/a.woff2) } p { background: url(\'https://bg.example/b.png\') }',
    });
    expect(policy['script-src']).toEqual(["'self'", 'https://cdn.example']);
    expect(policy['style-src'].sort()).toEqual(["'self'", 'https://fonts.example', 'https://styles.example'].sort());
    expect(policy['img-src'].sort()).toEqual(["'self'", 'data:', 'https://bg.example', 'https://img.example', 'https://img2.example'].sort());
    expect(policy['font-src']).toEqual(["'self'", 'https://type.example']);
    expect(policy['frame-src']).toEqual(['https://video.example']);
    expect(policy['form-action']).toEqual(["'self'", 'https://pay.example']);
    expect(policy['base-uri']).toEqual(["'self'"]);
  });

  test('allows what inline styles and style attributes load, as what style sheets do', () => {
    const policy = policyOf({
      'index.html': `<style>@import url(https://styles.example/x.css); @font-face { src: url(data:font/woff2;base64,AA) } p { background: url('https://bg.example/a.png') }</style>
        <p style="background: url(//attribute.example/b.png)">x</p>`,
    });
    expect(policy['style-src']).toContain('https://styles.example');
    expect(policy['font-src']).toEqual(["'self'", 'data:']);
    expect(policy['img-src']).toEqual(["'self'", 'data:', 'https://bg.example', 'https://attribute.example']);
  });

  test('allows what a page asks for ahead of its use, as that use', () => {
    const link = (as: string, host: string) => `<link rel="preload" as="${as}" href="https://${host}.example/x" crossorigin>`;
    const policy = policyOf({ 'index.html': `${link('font', 'type')}${link('script', 'code')}${link('style', 'look')}${link('image', 'photo')}${link('fetch', 'data')}` });
    expect(policy['font-src']).toContain('https://type.example');
    expect(policy['script-src']).toContain('https://code.example');
    expect(policy['style-src']).toContain('https://look.example');
    expect(policy['img-src']).toContain('https://photo.example');
    expect(policy['connect-src']).toContain('https://data.example');
  });

  test('lets WebAssembly compile where the build has some', () => {
    expect(policyOf({ ...SMALL_BUILD, 'assets/x.wasm': '' })['script-src']).toContain("'wasm-unsafe-eval'");
  });

  test('lets the page connect to Cognito and to what it is told of', () => {
    const pool = cognito.UserPool.fromUserPoolId(new Stack(), 'Pool', 'eu-west-1_abc');
    const [policy] = Object.values(resourcesOf(siteStack({ userPools: [pool], connectTo: ['wss://live.example.com'] }, { env: { region: 'eu-west-1', account: '111122223333' } }).template(), 'AWS::CloudFront::ResponseHeadersPolicy'));
    expect(JSON.stringify(policy)).toContain("connect-src 'self' https://cognito-idp.");
    expect(JSON.stringify(policy)).toContain(' wss://live.example.com;');
  });

  test('takes sources that no build can tell', () => {
    expect(policyOf(SMALL_BUILD, { cspSources: { 'img-src': ['https://photos.example.com'], 'frame-src': ['https://maps.example.com'] } })).toMatchObject({
      'img-src': ["'self'", 'data:', 'https://photos.example.com'],
      'frame-src': ['https://maps.example.com'],
    });
  });

  test('only reports where it is told to, and says to whom', () => {
    const template = siteStack({ contentSecurityPolicy: ContentSecurityPolicyMode.REPORT_ONLY, cspReportUrl: 'https://reports.example.com/csp' }).template();
    const [{ Properties: { ResponseHeadersPolicyConfig: config } }] = Object.values(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
    expect(config.SecurityHeadersConfig.ContentSecurityPolicy).toBeUndefined();
    const headers = Object.fromEntries(config.CustomHeadersConfig.Items.map(({ Header, Value }: any) => [Header, Value]));
    expect(headers['Content-Security-Policy-Report-Only']).toMatch(/^default-src 'none'; .*; report-to csp; report-uri https:\/\/reports\.example\.com\/csp$/);
    expect(headers['Reporting-Endpoints']).toBe('csp="https://reports.example.com/csp"');
  });

  test('fails for a directive or source that would end or break the policy', () => {
    expect(() => siteStack({ cspSources: { 'img-src': ['https://a; script-src *'] } })).toThrow(/cspSources.*Allowed: .*Fix: /);
    expect(() => siteStack({ cspSources: { 'image-src': ['https://a.example'] } })).toThrow(/cspSources.*"image-src".*img-src.*Fix: /);
    expect(() => siteStack({ connectTo: ['https://a.example/ path'] })).toThrow(/connectTo.*Fix: /);
    expect(() => siteStack({ cspReportUrl: 'http://insecure.example' })).toThrow(/cspReportUrl.*https:\/\/.*Fix: /);
  });

  test('fails where it would be longer than CloudFront takes', () => {
    const page = Array.from({ length: 100 }, (_, i) => `<script>f(${i})</script>`).join('');
    expect(() => siteStack({ source: build({ 'index.html': page }) })).toThrow(/content security policy.*100 inline.*Allowed: .*Fix: .*files/s);
  });

  test('says so where a page has a policy of its own', () => {
    const { stack } = siteStack({ source: build({ 'index.html': '<meta http-equiv="Content-Security-Policy" content="default-src *">' }) });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('index.html.*policy of its own'));
  });
});
