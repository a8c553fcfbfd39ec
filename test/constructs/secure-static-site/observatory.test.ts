import { applyHeadersPolicy } from '../../../examples/reference-system/local/edge/headers-policy';
import { ContentSecurityPolicyMode, type SecureStaticSiteProps } from '../../../src';
import { gradeOf, type ScannedPage } from '../../support/observatory';
import { build, removeBuilds, SMALL_BUILD, siteStack } from '../../support/site';
import { resourcesOf } from '../../support/template';

afterAll(removeBuilds);

const INLINE = '<!doctype html><style>body{margin:0}</style><script>go()</script><p style="color:red" onclick="go()">';

/** What a site's first page shows a scanner, as its template says. */
function pageOf(props: Partial<SecureStaticSiteProps> = {}, html = SMALL_BUILD['index.html']): ScannedPage {
  const template = siteStack({ source: build({ ...SMALL_BUILD, 'index.html': html }), ...props }).template();
  const [{ Properties: { ResponseHeadersPolicyConfig: config } }] = Object.values(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
  const [{ Properties: { DistributionConfig: { DefaultCacheBehavior: behavior } } }] = Object.values(resourcesOf(template, 'AWS::CloudFront::Distribution'));
  return {
    host: 'd111.cloudfront.net',
    html,
    headers: applyHeadersPolicy({ 'content-type': 'text/html; charset=utf-8' }, config) as ScannedPage['headers'],
    httpLocation: behavior.ViewerProtocolPolicy === 'redirect-to-https' ? 'https://d111.cloudfront.net/' : undefined,
  };
}

describe('MDN HTTP Observatory', () => {
  test('grades a site A+, with every point that headers can give', () => {
    expect(gradeOf(pageOf())).toEqual({
      grade: 'A+',
      score: 130,
      points: {
        'content-security-policy': 10,
        'cookies': 0,
        'cross-origin-resource-sharing': 0,
        'redirection': 0,
        'referrer-policy': 5,
        'strict-transport-security': 0,
        'subresource-integrity': 0,
        'x-content-type-options': 0,
        'x-frame-options': 5,
        'cross-origin-resource-policy': 10,
      },
    });
  });

  test('grades a page with inline scripts, styles, attributes and handlers no lower: hashes are not unsafe', () => {
    expect(gradeOf(pageOf({}, INLINE))).toMatchObject({ grade: 'A+', score: 130 });
  });

  test('a policy that is only reported counts for none', () => {
    expect(gradeOf(pageOf({ contentSecurityPolicy: ContentSecurityPolicyMode.REPORT_ONLY }))).toMatchObject({ grade: 'B', score: 75 });
  });

  test('a policy that allows inline scripts costs the grade', () => {
    expect(gradeOf(pageOf({ cspSources: { 'script-src': ["'unsafe-inline'"] } }))).toMatchObject({ grade: 'B+', score: 80 });
  });
});

describe('the rules, as they are written out', () => {
  const page = pageOf();
  const without = (name: string, value?: string | string[]) => gradeOf({ ...page, headers: { ...page.headers, [name]: value } });
  const script = (attributes: string) => gradeOf({ ...page, html: `<script ${attributes}></script>` }).points['subresource-integrity'];

  test.each<[string, string | string[] | undefined, string, number]>([
    ['content-security-policy', undefined, 'content-security-policy', -25],
    ['content-security-policy', "default-src 'none'; default-src 'self'", 'content-security-policy', -25],
    ['content-security-policy', "default-src 'self'", 'content-security-policy', 5],
    ['content-security-policy', "default-src 'self'; script-src 'unsafe-eval'", 'content-security-policy', -10],
    ['content-security-policy', "default-src 'self'; style-src 'unsafe-inline'", 'content-security-policy', 0],
    ['content-security-policy', "default-src 'self'; connect-src http://api.example.com", 'content-security-policy', -20],
    ['content-security-policy', "default-src 'self'; img-src http://images.example.com", 'content-security-policy', -10],
    ['content-security-policy', 'script-src https:', 'content-security-policy', -20],
    ['set-cookie', ['sessionId=1; Secure; HttpOnly; SameSite=Strict'], 'cookies', 5],
    ['set-cookie', ['sessionId=1; Secure'], 'cookies', -30],
    ['set-cookie', ['theme=dark'], 'cookies', -40],
    ['referrer-policy', 'unsafe-url', 'referrer-policy', -5],
    ['strict-transport-security', undefined, 'strict-transport-security', -20],
    ['strict-transport-security', 'max-age=300', 'strict-transport-security', -10],
    ['x-content-type-options', undefined, 'x-content-type-options', -5],
    ['cross-origin-resource-policy', undefined, 'cross-origin-resource-policy', 0],
    ['cross-origin-resource-policy', 'anybody', 'cross-origin-resource-policy', -5],
  ])('%s: %p', (name, value, test, points) => {
    expect(without(name, value).points[test]).toBe(points);
  });

  test('HTTP that leads nowhere, or to another host, costs', () => {
    expect(gradeOf({ ...page, httpLocation: undefined }).points.redirection).toBe(-20);
    expect(gradeOf({ ...page, httpLocation: 'https://example.com/' }).points.redirection).toBe(-5);
  });

  test('a script of another origin costs without integrity', () => {
    expect([script('src="/a.js"'), script('src="https://cdn.example.com/a.js"'), script('src="//cdn.example.com/a.js"')]).toEqual([0, -5, -50]);
    expect(script('src="https://cdn.example.com/a.js" integrity="sha384-x"')).toBe(5);
  });
});
