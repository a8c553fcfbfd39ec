import { estimate } from '../../src/pricing/estimate';
import { shippedPrices } from '../../src/pricing/price-table';
import { assemblyOf, resource } from '../support/cloud-assemblies';

const unknownOf = (type: string, properties: { readonly [name: string]: unknown }) =>
  estimate(assemblyOf({ It: resource(type, 'It', properties) }), { prices: shippedPrices() }).unknown.map(({ type: named, paths }) => [named, paths]);

describe('what is charged of a resource beside what is in the sum', () => {
  const botControl = { Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesBotControlRuleSet' } } };

  it.each<[string, { readonly [name: string]: unknown }, string]>([
    ['AWS::S3::Bucket', { ReplicationConfiguration: {} }, 'replication'],
    ['AWS::S3::Bucket', { InventoryConfigurations: [{}] }, 'inventories'],
    ['AWS::S3::Bucket', { AccelerateConfiguration: { AccelerationStatus: 'Enabled' } }, 'acceleration'],
    ['AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER' }] }] } }, 'other storage classes'],
    ['AWS::DynamoDB::Table', { KinesisStreamSpecification: {} }, 'changes to Kinesis'],
    ['AWS::Lambda::Function', { SnapStart: { ApplyOn: 'PublishedVersions' }, Runtime: 'python3.13' }, 'SnapStart'],
    ['AWS::Lambda::EventSourceMapping', { ProvisionedPollerConfig: {} }, 'provisioned pollers'],
    ['AWS::CloudFront::Distribution', { DistributionConfig: { Origins: [{ OriginShield: { Enabled: true } }] } }, 'Origin Shield'],
    ['AWS::CloudFront::Distribution', { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{}] } } }, 'Lambda@Edge'],
    ['AWS::ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }, 'minutes of connections'],
    ['AWS::SNS::Subscription', { Protocol: 'sms' }, 'deliveries by sms'],
    ['AWS::SNS::Subscription', { Protocol: 'firehose' }, 'deliveries by firehose'],
    ['AWS::WAFv2::WebACL', { Rules: [botControl] }, 'AWSManagedRulesBotControlRuleSet'],
    ['AWS::KMS::Key', { KeySpec: 'RSA_2048' }, 'requests of an asymmetric key'],
    ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'SELECT SUM(Errors) FROM "AWS/Lambda"' }] }, 'metrics of its query'],
    ['AWS::Logs::LogGroup', { DataProtectionPolicy: {} }, 'data protection'],
    ['AWS::Cognito::UserPool', { EnabledMfas: ['SMS_MFA'] }, 'text messages'],
  ])('is named: of %s with %j, %s', (type, properties, what) => {
    expect(unknownOf(type, properties)).toEqual([[`${type}: ${what}`, ['App/It']]]);
  });

  it.each<[string, { readonly [name: string]: unknown }]>([
    ['AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'INTELLIGENT_TIERING' }], ExpirationInDays: 9 }] } }],
    ['AWS::Lambda::Function', { SnapStart: { ApplyOn: 'PublishedVersions' }, Runtime: 'java21' }],
    ['AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }],
    ['AWS::SNS::Subscription', { Protocol: 'sqs' }],
    ['AWS::Cognito::UserPool', { EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }],
  ])('is nothing of %s with %j', (type, properties) => {
    expect(unknownOf(type, properties)).toEqual([]);
  });
});
