import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { LocalTarget } from '../../../examples/reference-system/local/local-target';
import { SiteStack } from '../../../examples/reference-system/stacks/site-stack';
import { STAGES, type Stage } from '../../../examples/reference-system/stages';
import { composeBackend } from '../../../examples/reference-system/system';
import { build, removeBuilds } from '../../support/site';
import { resourcesOf } from '../../support/template';

afterAll(removeBuilds);

function siteStack(source?: string, region = 'us-east-1', stage?: Stage) {
  const env = { account: '111111111111', region };
  const app = new App();
  const { tickets, commerce, events } = composeBackend(app, STAGES.staging, { env });
  return new SiteStack(app, 'Site', { env, source, stage, tickets: tickets.api, commerce: commerce.api, images: events.uploads.images.bucket });
}

let template: Template;
beforeAll(() => { template = Template.fromStack(siteStack()); });

test('S1: the bucket is cloudcommerce-static, made unique by account and region', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketName: 'cloudcommerce-static-111111111111-us-east-1',
    VersioningConfiguration: { Status: 'Enabled' },
  });
});

test('S2: what is seldom read of it is stored for less', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketName: 'cloudcommerce-static-111111111111-us-east-1',
    LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }] })]) },
  });
});

test('the APIs are under its own origin: tickets, and the sign-in, from one, all else from the other', () => {
  const [{ Properties: { DistributionConfig: config } }] = Object.values(resourcesOf(template, 'AWS::CloudFront::Distribution'));
  const originOf = (id: string) => JSON.stringify(config.Origins.find((origin: { Id: string }) => origin.Id === id).DomainName);
  const behaviors = config.CacheBehaviors.map(({ PathPattern, TargetOriginId }: any) => [PathPattern, /TicketsApi/.test(originOf(TargetOriginId)) ? 'tickets' : 'commerce']);
  expect(behaviors).toEqual([['/v1/tickets*', 'tickets'], ['/v1/auth*', 'tickets'], ['/v1/*', 'commerce']]);
});

test('config.json tells the page of the user pool', () => {
  const [{ Properties: { ConfigJson: config } }] = Object.values(resourcesOf(template, 'Custom::SitePublication'));
  expect(JSON.stringify(config)).toMatch(/userPoolClientId.*TicketsApiUserPoolClient.*userPoolId.*TicketsApiUserPool/);
  expect(JSON.stringify(config)).toContain('\\"region\\":\\"us-east-1\\"');
});

test('publishes the folder that it is given, with a policy made from it', () => {
  const published = Template.fromStack(siteStack(build({ 'index.html': '<!doctype html><script>go()</script>' })));
  const policies = Object.values(resourcesOf(published, 'AWS::CloudFront::ResponseHeadersPolicy')).map(({ Properties }) => Properties);
  expect(JSON.stringify(policies)).toContain("script-src 'self' 'sha256-");
});

test('F1: the distribution leads to the site’s bucket and the APIs, and to no invoice', () => {
  const [{ Properties: { DistributionConfig: config } }] = Object.values(resourcesOf(template, 'AWS::CloudFront::Distribution'));
  const buckets = config.Origins.filter(({ S3OriginConfig }: any) => S3OriginConfig);
  expect(buckets.map(({ DomainName }: any) => JSON.stringify(DomainName))).toEqual([expect.stringMatching(/^\{"Fn::GetAtt":\["SiteBucket/)]);
  expect(JSON.stringify(template.toJSON())).not.toMatch(/OrderEvents|invoicesBucket/);
});

const NAMED: Stage = { ...STAGES.staging, domain: { name: 'www.example.com', hostedZoneId: 'Z1', zoneName: 'example.com' } };

test.each([['without a domain', STAGES.staging], ['with one', NAMED]])('S1: every distribution of the system %s has every security header on each behaviour, HTTPS only, TLS 1.2 of 2021 where it can', (_, stage) => {
  const resources = siteStack(undefined, 'us-east-1', stage).node.root.node.children.filter(Stack.isStack).map((stack) => Template.fromStack(stack));
  const all = (type: string) => Object.assign({}, ...resources.map((one) => resourcesOf(one, type))) as ReturnType<typeof resourcesOf>;
  const policies = all('AWS::CloudFront::ResponseHeadersPolicy');
  const distributions = Object.values(all('AWS::CloudFront::Distribution')).map(({ Properties }) => Properties.DistributionConfig);
  expect(distributions).toHaveLength(1);
  for (const { DefaultCacheBehavior, CacheBehaviors, CustomErrorResponses, ViewerCertificate } of distributions) {
    expect([CacheBehaviors.length, CustomErrorResponses]).toEqual([3, undefined]);
    expect(ViewerCertificate?.MinimumProtocolVersion).toBe(stage.domain && 'TLSv1.2_2021');
    for (const { ResponseHeadersPolicyId, ViewerProtocolPolicy } of [DefaultCacheBehavior, ...CacheBehaviors]) {
      expect(ViewerProtocolPolicy).toMatch(/^(https-only|redirect-to-https)$/);
      const { SecurityHeadersConfig, CustomHeadersConfig } = policies[ResponseHeadersPolicyId.Ref].Properties.ResponseHeadersPolicyConfig;
      expect([...Object.keys(SecurityHeadersConfig), ...CustomHeadersConfig.Items.map(({ Header }: { Header: string }) => Header)].sort()).toEqual([
        'ContentSecurityPolicy', 'ContentTypeOptions', 'Cross-Origin-Opener-Policy', 'Cross-Origin-Resource-Policy', 'FrameOptions', 'Permissions-Policy',
        'ReferrerPolicy', 'StrictTransportSecurity',
      ]);
    }
  }
});

test('F2: the page may send images to the bucket of uploads and show their thumbnails, and reach no other bucket', () => {
  const policy = JSON.stringify(Object.values(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy')).map(({ Properties }) => Properties));
  const bucket = '{"Fn::ImportValue":"Events:ExportsOutputFnGetAttUploadsImagesBucket[0-9A-F]+RegionalDomainName[0-9A-F]+"}';
  expect(policy).toMatch(new RegExp(`img-src 'self' data: https://",${bucket},"; .*connect-src 'self' https://",${bucket},"; `));
  expect(policy.match(/https:\/\//g)).toHaveLength(2);
});

test.each([['us-east-1', ['Site']], ['eu-west-1', ['Site', 'Site-us-east-1-monitoring']]])('follows AwsSolutions in %s, or says why not', (region, names) => {
  const app = siteStack(undefined, region).node.root;
  Aspects.of(app).add(new AwsSolutionsChecks());
  const stacks = app.node.children.filter(Stack.isStack).filter(({ stackName }) => stackName.startsWith('Site'));
  expect(stacks.map(({ stackName }) => stackName)).toEqual(names);
  const errors = stacks.flatMap((stack) => Annotations.fromStack(stack).findError('*', Match.anyValue()));
  expect(errors.map(({ id, entry }) => `${id} ${String(entry.data)}`)).toEqual([]);
});

test('on the local engine, what the engine does not know is left out and nothing else', () => {
  const whole = template.toJSON().Resources;
  const stack = siteStack();
  Aspects.of(stack).add(new LocalTarget());
  const local = Template.fromStack(stack).toJSON().Resources;
  const types = (ids: string[]) => ids.map((id) => whole[id].Type).sort();
  expect(types(Object.keys(whole).filter((id) => !(id in local)))).toEqual([
    'AWS::CloudWatch::Alarm', 'AWS::Logs::Delivery', 'AWS::Logs::DeliveryDestination', 'AWS::Logs::DeliverySource',
  ]);
});
