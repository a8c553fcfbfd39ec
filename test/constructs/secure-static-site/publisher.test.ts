import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_apigateway as apigateway, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContentSecurityPolicyMode, SecureStaticSite } from '../../../src';
import { build, removeBuilds, SMALL_BUILD, siteStack } from '../../support/site';
import { actionsOf, resourcesOf } from '../../support/template';

afterAll(removeBuilds);

function siteWithApi(apis: (api: apigateway.RestApi) => { pathPattern: string; api: apigateway.RestApi }[]) {
  const { stack } = siteStack();
  const api = new apigateway.RestApi(stack, 'Api', { deployOptions: { stageName: 'dev' } });
  api.root.addMethod('GET');
  new SecureStaticSite(stack, 'WithApis', { source: build(), apis: apis(api) });
  return stack;
}

describe('the publisher', () => {
  test('runs when the source or its configuration changed, and its answer is not waited for longer than it can come', () => {
    const template = siteStack().template();
    template.hasResourceProperties('Custom::SitePublication', {
      SourceObjectKey: Match.stringLikeRegexp('^[0-9a-f]{64}\\.zip$'), ConfigJson: '', EmptyOnDelete: 'false', ServiceTimeout: '1020',
    });
    template.hasResourceProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Timeout: 900, Layers: Match.absent() });
    template.resourceCountIs('AWS::Lambda::Function', 1);
  });

  test('is told the policy that is enforced, so that it can tell what of an older release that blocks', () => {
    siteStack().template().hasResourceProperties('Custom::SitePublication', { Policy: Match.stringLikeRegexp("^default-src 'none'; script-src 'self'") });
    siteStack({ contentSecurityPolicy: ContentSecurityPolicyMode.REPORT_ONLY }).template().hasResourceProperties('Custom::SitePublication', { Policy: '' });
  });

  test('its archive is named by what is in it, and not by where it was built', () => {
    const keys = [siteStack(), siteStack({ source: build({ ...SMALL_BUILD, 'favicon.ico': 'other' }) }), siteStack()].map(({ template }) =>
      Object.values(resourcesOf(template(), 'Custom::SitePublication'))[0].Properties.SourceObjectKey);
    expect(keys[0]).toBe(keys[2]);
    expect(keys[1]).not.toBe(keys[0]);
  });

  test('its archive holds the files and a manifest', () => {
    const { app } = siteStack();
    const { directory } = app.synth();
    const [asset] = Object.values<any>(JSON.parse(readFileSync(join(directory, 'Stack.assets.json'), 'utf8')).files).filter(({ displayName }) => /Source/.test(displayName ?? ''));
    const manifest = JSON.parse(readFileSync(join(directory, asset.source.path, 'manifest.json'), 'utf8'));
    expect(manifest.files.map(({ path }: { path: string }) => path)).toEqual(['assets/index-B3xK9aQz.js', 'favicon.ico', 'index.html']);
    expect(readFileSync(join(directory, asset.source.path, 'files', 'favicon.ico'), 'utf8')).toBe('icon');
  });

  test('I1: may do this and no more', () => {
    const template = siteStack().template();
    const [[, handler]] = Object.entries(resourcesOf(template, 'AWS::Lambda::Function'));
    const actions = actionsOf(template, handler.Properties.Role['Fn::GetAtt'][0]).map((line) => line.split(' ')[1]);
    expect([...new Set(actions)].sort()).toEqual([
      'cloudfront:CreateInvalidation', 'logs:CreateLogStream', 'logs:PutLogEvents', 's3:AbortMultipartUpload', 's3:DeleteObject', 's3:DeleteObjectVersion',
      's3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions', 's3:PutObject', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments',
    ]);
  });

  test('empties the bucket only where that is to be destroyed', () => {
    siteStack({ removalPolicy: RemovalPolicy.DESTROY }).template().hasResourceProperties('Custom::SitePublication', { EmptyOnDelete: 'true' });
  });

  test('no service may call it but its own schedule', () => {
    const template = siteStack().template();
    const [rule] = Object.keys(resourcesOf(template, 'AWS::Events::Rule'));
    expect(Object.values(resourcesOf(template, 'AWS::Lambda::Permission')).map(({ Properties }) => [Properties.Principal, Properties.SourceArn])).toEqual([
      ['events.amazonaws.com', { 'Fn::GetAtt': [rule, 'Arn'] }],
    ]);
  });

  test('sweeps every day', () => {
    siteStack().template().hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)', Targets: [Match.objectLike({ Input: '{"sweep":true}' })] });
  });
});

describe('apis', () => {
  test('are under the origin of the site, uncached, not compressed, with every header but Host', () => {
    const stack = siteWithApi((api) => [{ pathPattern: '/v1/tickets*', api }]);
    const [distribution] = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::CloudFront::Distribution'))
      .map(({ Properties }) => Properties.DistributionConfig).filter(({ CacheBehaviors }) => CacheBehaviors);
    expect(distribution.CacheBehaviors).toEqual([expect.objectContaining({
      PathPattern: '/v1/tickets*',
      Compress: false,
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // CachingDisabled
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac', // AllViewerExceptHostHeader
      ViewerProtocolPolicy: 'https-only',
      AllowedMethods: expect.arrayContaining(['POST', 'DELETE']),
    })]);
    expect(distribution.CacheBehaviors[0].FunctionAssociations).toBeUndefined();
    expect(distribution.Origins[1]).toMatchObject({ OriginPath: expect.objectContaining({ 'Fn::Join': expect.anything() }), CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } });
  });

  test('fail for a pattern that would take the whole site, that CloudFront refuses, or that is given twice', () => {
    expect(() => siteWithApi((api) => [{ pathPattern: '/*', api }])).toThrow(/pathPattern.*"\/\*".*Fix: /);
    expect(() => siteWithApi((api) => [{ pathPattern: '/v1 /*', api }])).toThrow(/pathPattern.*Fix: /);
    expect(() => siteWithApi((api) => [{ pathPattern: '/v1/*', api }, { pathPattern: '/v1/*', api }])).toThrow(/two apis.*Fix: /);
  });
});

describe('config.json', () => {
  const configSchema = { type: 'object', required: ['pool'], additionalProperties: false, properties: { pool: { type: 'string', pattern: '^[a-z]+_' }, limit: { type: 'integer' } } };

  test('is what deployment knows, in one order', () => {
    const stack = new Stack(new App(), 'Stack');
    const pool = new apigateway.RestApi(stack, 'Api');
    pool.root.addMethod('GET');
    new SecureStaticSite(stack, 'Site', { source: build(), config: { pool: pool.restApiId, limit: 1 }, configSchema });
    const [publication] = Object.values(resourcesOf(Template.fromStack(stack), 'Custom::SitePublication'));
    expect(publication.Properties.ConfigJson).toEqual({ 'Fn::Join': ['', ['{"limit":1,"pool":"', { Ref: expect.any(String) }, '"}']] });
  });

  test('fails for what its schema refuses, and says where', () => {
    expect(() => siteStack({ config: { pool: 'eu_1', limit: 'many' }, configSchema })).toThrow(/config is not.*\/limit must be integer.*Fix: /);
    expect(() => siteStack({ config: { pool: 'EU' }, configSchema })).toThrow(/\/pool must match pattern/);
    expect(() => siteStack({ config: { pool: 'eu_1' }, configSchema: { type: 'nothing' } })).toThrow(/configSchema is no JSON Schema.*Fix: /);
    expect(() => siteStack({ configSchema })).toThrow(/configSchema is given without config.*Fix: /);
    expect(() => siteStack({ config: {}, source: build({ ...SMALL_BUILD, 'config.json': '{}' }) })).toThrow(/config\.json of its own.*Fix: /);
  });
});
