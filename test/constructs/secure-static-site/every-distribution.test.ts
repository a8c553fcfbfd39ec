import { App, aws_apigateway as apigateway, aws_route53 as route53, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SecureStaticSite, SiteMode, type SecureStaticSiteProps } from '../../../src';
import { build, removeBuilds, SMALL_BUILD } from '../../support/site';
import { resourcesOf } from '../../support/template';

afterAll(removeBuilds);

const PAGES = { ...SMALL_BUILD, 'about/index.html': '<!doctype html>', 'blog.html': '<!doctype html>' };

interface Variant { readonly props?: Partial<SecureStaticSiteProps>; readonly domain?: boolean; readonly api?: boolean; readonly region?: string }

const VARIANTS: [string, Variant][] = [
  ['nothing but a source', {}],
  ['an API', { api: true }],
  ['a domain', { domain: true }],
  ['a domain, in another region', { domain: true, region: 'eu-west-1' }],
  ['a domain and an API, pages of their own', { domain: true, api: true, props: { mode: SiteMode.HYBRID, source: build(PAGES) } }],
  ['all that costs', { domain: true, props: { webAcl: true, originLatencyMetrics: true, customerManagedKey: true } }],
  ['an own key and Intelligent-Tiering', { props: { customerManagedKey: true, intelligentTiering: true } }],
];

function templatesOf({ props, domain, api, region = 'us-east-1' }: Variant) {
  const app = new App();
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region }, crossRegionReferences: true });
  const restApi = new apigateway.RestApi(stack, 'Api');
  restApi.root.addMethod('GET');
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  new SecureStaticSite(stack, 'Site', {
    source: build(),
    ...(domain && { domainName: 'example.com', hostedZone }),
    ...(api && { apis: [{ pathPattern: '/v1/*', api: restApi }] }),
    ...props,
  });
  const templates = app.node.children.filter(Stack.isStack).map((one) => Template.fromStack(one));
  const all = (type: string): any[] => templates.flatMap((template) =>
    Object.entries(resourcesOf(template, type)).map(([id, { Properties }]) => ({ id, ...Properties })));
  return { stack, all };
}

describe.each(VARIANTS)('every distribution of a site with %s', (_name, variant) => {
  const { all } = templatesOf(variant);
  const distributions = all('AWS::CloudFront::Distribution').map(({ DistributionConfig }) => DistributionConfig);
  const behaviors = distributions.flatMap(({ DefaultCacheBehavior, CacheBehaviors = [] }) => [DefaultCacheBehavior, ...CacheBehaviors]);

  test('is there', () => {
    expect(distributions.length).toBeGreaterThan(0);
    expect(behaviors).toHaveLength(distributions.length + (variant.api ? 1 : 0));
  });

  test('has the security headers on each of its behaviours, over whatever an origin says', () => {
    const policies = new Map(all('AWS::CloudFront::ResponseHeadersPolicy').map(({ id, ResponseHeadersPolicyConfig }) => [id, ResponseHeadersPolicyConfig]));
    for (const { ResponseHeadersPolicyId } of behaviors) {
      const { SecurityHeadersConfig, CustomHeadersConfig } = policies.get(ResponseHeadersPolicyId.Ref)!;
      expect(Object.keys(SecurityHeadersConfig).sort()).toEqual(['ContentSecurityPolicy', 'ContentTypeOptions', 'FrameOptions', 'ReferrerPolicy', 'StrictTransportSecurity']);
      for (const setting of Object.values<any>(SecurityHeadersConfig)) { expect(setting.Override).toBe(true); }
      expect(CustomHeadersConfig.Items).toEqual(['Permissions-Policy', 'Cross-Origin-Opener-Policy', 'Cross-Origin-Resource-Policy'].map((Header) => ({ Header, Override: true, Value: expect.any(String) })));
    }
  });

  test('takes HTTPS only, TLS 1.2 of 2021 or newer wherever there is a certificate', () => {
    for (const { ViewerProtocolPolicy } of behaviors) { expect(['redirect-to-https', 'https-only']).toContain(ViewerProtocolPolicy); }
    for (const { ViewerCertificate, Aliases } of distributions) {
      expect(ViewerCertificate?.MinimumProtocolVersion).toBe(variant.domain ? 'TLSv1.2_2021' : undefined);
      expect(Aliases).toEqual(variant.domain ? ['example.com', 'www.example.com'] : undefined);
    }
    for (const { CustomOriginConfig } of distributions.flatMap(({ Origins }) => Origins)) {
      if (CustomOriginConfig) { expect(CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] }); }
    }
  });

  test('speaks HTTP/2 and 3 and IPv6, turns no error into a page, compresses files and no API', () => {
    for (const config of distributions) {
      expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true });
      expect(config.CustomErrorResponses).toBeUndefined();
    }
    expect(behaviors.map(({ Compress }) => Compress)).toEqual([true, ...(variant.api ? [false] : [])]);
  });

  test('costs nothing that was not asked for', () => {
    const { webAcl, originLatencyMetrics, customerManagedKey } = variant.props ?? {};
    expect(all('AWS::WAFv2::WebACL')).toHaveLength(webAcl ? 1 : 0);
    expect(distributions.map(({ WebACLId }) => WebACLId !== undefined)).toEqual([webAcl ?? false]);
    expect(all('AWS::CloudFront::MonitoringSubscription')).toHaveLength(originLatencyMetrics ? 1 : 0);
    expect(all('AWS::KMS::Key')).toHaveLength(customerManagedKey ? 1 : 0);
  });
});

describe('what costs money whatever its use', () => {
  const notes = (props: Partial<SecureStaticSiteProps>) =>
    Annotations.fromStack(templatesOf({ props }).stack).findInfo('*', Match.stringLikeRegexp('USD')).map(({ entry }) => String(entry.data).replace(/ \[ack: .*/, ''));

  test('is told with its price at synth, and nothing is where nothing was asked for', () => {
    expect(notes({})).toEqual([]);
    expect(notes({ webAcl: true })).toEqual(['webAcl costs 8 USD a month (a web ACL and three rule groups), and 0.60 USD a million requests']);
    expect(notes({ originLatencyMetrics: true })).toEqual(['originLatencyMetrics costs up to 3 USD a month, whatever its use']);
    expect(notes({ customerManagedKey: true })).toEqual(['customerManagedKey costs 1 USD a month, and 0.03 USD for 10,000 requests to the key']);
  });
});
