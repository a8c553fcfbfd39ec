import { Resource } from './assembly';

type Properties = Resource['properties'];

/** What is charged when it applies, and in no line of the model. */
type Beyond = readonly [what: string, applies: (properties: Properties) => boolean];

/** Each as the pricing page of its service says it. */
const BEYOND: { readonly [type: string]: readonly Beyond[] } = {
  'AWS::ApiGatewayV2::Api': [['minutes of connections', ({ ProtocolType }) => ProtocolType === 'WEBSOCKET']],
  'AWS::CloudFront::Distribution': [
    ['Origin Shield', ({ DistributionConfig }) => list(DistributionConfig?.Origins).some(({ OriginShield }) => OriginShield?.Enabled === true)],
    ['Lambda@Edge', ({ DistributionConfig: { DefaultCacheBehavior, CacheBehaviors } = {} as any }) =>
      [...list(DefaultCacheBehavior), ...list(CacheBehaviors)].some(({ LambdaFunctionAssociations }) => list(LambdaFunctionAssociations).length > 0)],
  ],
  'AWS::CloudWatch::Alarm': [['metrics of its query', ({ Metrics }) => list(Metrics).some(({ Expression }) => /^\s*SELECT\b/i.test(String(Expression)))]],
  'AWS::Cognito::UserPool': [['text messages', ({ EnabledMfas }) => list(EnabledMfas).includes('SMS_MFA')]],
  'AWS::DynamoDB::Table': [['changes to Kinesis', ({ KinesisStreamSpecification }) => KinesisStreamSpecification !== undefined]],
  'AWS::KMS::Key': [['requests of an asymmetric key', ({ KeySpec = 'SYMMETRIC_DEFAULT' }) => !/^(SYMMETRIC_DEFAULT|HMAC_)/.test(KeySpec)]],
  'AWS::Lambda::EventSourceMapping': [['provisioned pollers', ({ ProvisionedPollerConfig }) => ProvisionedPollerConfig !== undefined]],
  'AWS::Lambda::Function': [['SnapStart', ({ SnapStart, Runtime }) => SnapStart?.ApplyOn === 'PublishedVersions' && !/^java/.test(String(Runtime))]],
  'AWS::Logs::LogGroup': [['data protection', ({ DataProtectionPolicy }) => DataProtectionPolicy !== undefined]],
  'AWS::S3::Bucket': [
    ['replication', ({ ReplicationConfiguration }) => ReplicationConfiguration !== undefined],
    ['inventories', ({ InventoryConfigurations }) => list(InventoryConfigurations).length > 0],
    ['analytics', ({ AnalyticsConfigurations }) => list(AnalyticsConfigurations).length > 0],
    ['request metrics', ({ MetricsConfigurations }) => list(MetricsConfigurations).length > 0],
    ['acceleration', ({ AccelerateConfiguration }) => AccelerateConfiguration?.AccelerationStatus === 'Enabled'],
    ['other storage classes', ({ LifecycleConfiguration }) => list(LifecycleConfiguration?.Rules).filter(({ Status }) => Status === 'Enabled')
      .flatMap(({ Transitions, NoncurrentVersionTransitions }) => [...list(Transitions), ...list(NoncurrentVersionTransitions)])
      .some(({ StorageClass }) => StorageClass !== 'INTELLIGENT_TIERING')],
  ],
  'AWS::SNS::Subscription': ['sms', 'firehose', 'application']
    .map((protocol): Beyond => [`deliveries by ${protocol}`, ({ Protocol }) => Protocol === protocol]),
  // These cost by the request, beside what every rule costs.
  'AWS::WAFv2::WebACL': ['BotControl', 'ATP', 'ACFP', 'AntiDDoS'].map((name) => `AWSManagedRules${name}RuleSet`)
    .map((group): Beyond => [group, ({ Rules }) => list(Rules).some(({ Statement }) => Statement?.ManagedRuleGroupStatement?.Name === group)]),
};

/** @returns what of the resource is charged and not in the sum */
export function beyond({ type, properties }: Resource): string[] {
  return (BEYOND[type] ?? []).filter(([, applies]) => applies(properties)).map(([what]) => what);
}

function list(value: any): any[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
