import { RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { removeBuilds, siteStack } from '../../support/site';
import { keyActionsOf, resourcesOf } from '../../support/template';

afterAll(removeBuilds);

function only<T>(found: { [id: string]: T }): [string, T] {
  const entries = Object.entries(found);
  expect(entries).toHaveLength(1);
  return entries[0];
}

describe('the bucket', () => {
  const template = siteStack().template();
  const [bucketId] = only(resourcesOf(template, 'AWS::S3::Bucket'));
  const [, policy] = only(resourcesOf(template, 'AWS::S3::BucketPolicy'));
  const [distributionId] = only(resourcesOf(template, 'AWS::CloudFront::Distribution'));
  const statements: any[] = policy.Properties.PolicyDocument.Statement;

  test('S1: is private, versioned, encrypted, has no ACLs and is retained', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        AccessControl: Match.absent(),
        WebsiteConfiguration: Match.absent(),
      },
    });
  });

  test('answers over TLS 1.2 or newer only', () => {
    const denied = statements.filter(({ Effect }) => Effect === 'Deny').map(({ Condition }) => Condition);
    expect(denied).toEqual(expect.arrayContaining([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]));
  });

  test('S1: lets in CloudFront alone, for this distribution, to the objects of the site and to tell a missing one', () => {
    const condition = { StringEquals: { 'AWS:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::', { Ref: 'AWS::AccountId' }, ':distribution/', { Ref: distributionId }]] } } };
    const principal = { Service: 'cloudfront.amazonaws.com' };
    const arn = { 'Fn::GetAtt': [bucketId, 'Arn'] };
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      { Effect: 'Allow', Principal: principal, Condition: condition, Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [arn, '/site/*']] } },
      { Effect: 'Allow', Principal: principal, Condition: condition, Action: 's3:ListBucket', Resource: arn },
    ]);
  });

  test('old versions expire a rollback later, incomplete uploads after a day', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([Match.objectLike({
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 31 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          ExpiredObjectDeleteMarker: true,
        })]),
      },
    });
  });

  test('S2: Intelligent-Tiering is a prop, and its archive tiers stay off', () => {
    expect(JSON.stringify(template.toJSON())).not.toContain('INTELLIGENT_TIERING');
    siteStack({ intelligentTiering: true }).template().hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }] })]) },
      IntelligentTieringConfigurations: Match.absent(),
    });
  });

  test('has the name it is given', () => {
    siteStack({ bucketName: 'cloudcommerce-static' }).template().hasResourceProperties('AWS::S3::Bucket', { BucketName: 'cloudcommerce-static' });
  });

  test('leaves with its stack where it is told to', () => {
    siteStack({ removalPolicy: RemovalPolicy.DESTROY }).template().hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  });

  test('with a key of its own, the key policy names exactly this distribution', () => {
    const keyed = siteStack({ customerManagedKey: true }).template();
    const [keyId, key] = only(resourcesOf(keyed, 'AWS::KMS::Key'));
    const [distribution] = only(resourcesOf(keyed, 'AWS::CloudFront::Distribution'));
    const forCloudFront = key.Properties.KeyPolicy.Statement.filter(({ Principal }: any) => Principal.Service === 'cloudfront.amazonaws.com');
    expect(forCloudFront).toEqual([{
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringEquals: { 'AWS:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::', { Ref: 'AWS::AccountId' }, ':distribution/', { Ref: distribution }]] } } },
    }]);
    expect(JSON.stringify(key)).not.toContain('distribution/*');
    expect(key.Properties.EnableKeyRotation).toBe(true);
    const [, alias] = only(resourcesOf(keyed, 'AWS::KMS::Alias'));
    expect(alias.Properties.TargetKeyId).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    const [, bucket] = only(resourcesOf(keyed, 'AWS::S3::Bucket'));
    const [rule] = bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule).toEqual({ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expect.anything() } });
    expect(JSON.stringify(rule)).toContain(alias.Properties.AliasName);
  });

  test('what publishes may read and write by that key, and no more', () => {
    const keyed = siteStack({ customerManagedKey: true }).template();
    const roles = Object.keys(resourcesOf(keyed, 'AWS::IAM::Role')).map((role) => keyActionsOf(keyed, role)).filter((actions) => actions.length > 0);
    expect(roles).toEqual([['kms:Decrypt', 'kms:GenerateDataKey']]);
  });

  test('fails for a name that S3 takes for no bucket', () => {
    expect(() => siteStack({ bucketName: 'Not A Bucket' })).toThrow(/bucketName.*"Not A Bucket".*Allowed: .*Fix: /);
  });
});

describe('the distribution', () => {
  const template = siteStack().template();
  const [, { Properties: { DistributionConfig: config } }] = only(resourcesOf(template, 'AWS::CloudFront::Distribution'));

  test('speaks HTTP/2 and 3, IPv6, and sends every request to HTTPS', () => {
    expect(config).toMatchObject({ Enabled: true, HttpVersion: 'http2and3', IPV6Enabled: true, DefaultRootObject: 'index.html' });
    expect(config.DefaultCacheBehavior).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https', Compress: true });
  });

  test('signs its requests to the bucket (origin access control) and sees the objects of the site only', () => {
    const [control] = only(resourcesOf(template, 'AWS::CloudFront::OriginAccessControl'));
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: { OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
    expect(config.Origins).toHaveLength(1);
    expect(config.Origins[0]).toMatchObject({ OriginPath: '/site', OriginAccessControlId: { 'Fn::GetAtt': [control, 'Id'] }, S3OriginConfig: { OriginAccessIdentity: '' } });
  });

  test('S1: lists nothing: the root is a page, and no query string or cookie reaches S3', () => {
    expect(config.DefaultRootObject).toBe('index.html');
    const managedCachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6'; // no query strings, no cookies, no headers but encodings
    expect(config.DefaultCacheBehavior.CachePolicyId).toBe(managedCachingOptimized);
    expect(config.DefaultCacheBehavior.OriginRequestPolicyId).toBeUndefined();
    expect(config.DefaultCacheBehavior.AllowedMethods).toEqual(['GET', 'HEAD']);
  });

  test('turns no error into a page', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
  });

  test('its security headers are a policy, so that errors have them too', () => {
    const [policyId, { Properties: { ResponseHeadersPolicyConfig: policy } }] = only(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
    expect(config.DefaultCacheBehavior.ResponseHeadersPolicyId).toEqual({ Ref: policyId });
    expect(policy.SecurityHeadersConfig).toMatchObject({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
    });
    expect(policy.SecurityHeadersConfig.StrictTransportSecurity.Preload ?? false).toBe(false);
    const custom = Object.fromEntries(policy.CustomHeadersConfig.Items.map(({ Header, Value }: any) => [Header, Value]));
    expect(custom).toMatchObject({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': expect.stringContaining('camera=()'),
    });
    expect(policy.RemoveHeadersConfig.Items.map(({ Header }: any) => Header)).toContain('x-amz-server-side-encryption-aws-kms-key-id');
  });

  test('HSTS preload is there when asked for, on what the edge function answers too', () => {
    const asked = siteStack({ hstsPreload: true }).template();
    asked.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: { SecurityHeadersConfig: { StrictTransportSecurity: { Preload: true } } },
    });
    asked.hasResourceProperties('AWS::CloudFront::Function', { FunctionCode: Match.stringLikeRegexp('"preload":true') });
    const [, edge] = only(resourcesOf(template, 'AWS::CloudFront::Function'));
    expect(edge.Properties.FunctionCode).not.toContain('"preload":true');
  });
});
