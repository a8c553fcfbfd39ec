import type { Resource, Resources } from './assembly';

/** Why a resource type costs nothing by itself. */
export interface FreeType {
  readonly reason: string;
  /** The page that says what is charged. */
  readonly source: string;
  /** Which resources of the type that goes for. @default all */
  readonly only?: (resource: Resource, resources: Resources) => boolean;
}

const GATEWAY: FreeType = { reason: 'calls, caches and transfer are charged, not what describes them', source: 'https://aws.amazon.com/api-gateway/pricing/' };
const LAMBDA: FreeType = { reason: 'requests and duration are charged at the function, provisioned concurrency included', source: 'https://aws.amazon.com/lambda/pricing/' };
const CLOUDFRONT: FreeType = { reason: 'charged at the distribution', source: 'https://aws.amazon.com/cloudfront/pricing/' };
const IAM: FreeType = { reason: 'IAM has no charge', source: 'https://aws.amazon.com/iam/faqs/' };
const COGNITO: FreeType = { reason: 'active users are charged at the user pool', source: 'https://aws.amazon.com/cognito/pricing/' };
const CLOUDFORMATION: FreeType = { reason: 'AWS::* and Custom::* types have no charge of CloudFormation\'s own; a provider runs at deployments only', source: 'https://aws.amazon.com/cloudformation/pricing/' };
const POLICY: FreeType = { reason: 'a policy of a resource that is charged by itself', source: 'https://aws.amazon.com/iam/faqs/' };
const COST_MANAGEMENT: FreeType = { reason: 'budgets without actions and cost anomaly detection have no charge', source: 'https://aws.amazon.com/aws-cost-management/pricing/' };

const LOG_DELIVERY = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html';

const BY_TYPE: { readonly [type: string]: FreeType } = {
  'AWS::ApplicationAutoScaling::ScalableTarget': { reason: 'scaling has no charge; what it scales is charged where it is', source: 'https://aws.amazon.com/autoscaling/pricing/' },
  'AWS::ApplicationAutoScaling::ScalingPolicy': { reason: 'scaling has no charge; its alarms are listed where they are in the template', source: 'https://aws.amazon.com/autoscaling/pricing/' },
  'AWS::Budgets::Budget': COST_MANAGEMENT,
  'AWS::CE::AnomalyMonitor': COST_MANAGEMENT,
  'AWS::CE::AnomalySubscription': COST_MANAGEMENT,
  'AWS::CertificateManager::Certificate': { reason: 'public certificates of integrated services have no charge', source: 'https://aws.amazon.com/certificate-manager/pricing/' },
  'AWS::Chatbot::SlackChannelConfiguration': { reason: 'charged is what notifies it', source: 'https://aws.amazon.com/chatbot/pricing/' },
  'AWS::CloudFormation::CustomResource': CLOUDFORMATION,
  'AWS::CloudFormation::Stack': CLOUDFORMATION,
  'AWS::CloudFormation::WaitCondition': CLOUDFORMATION,
  'AWS::CloudFormation::WaitConditionHandle': CLOUDFORMATION,
  'AWS::CloudWatch::AnomalyDetector': { reason: 'charged with the alarm that uses its band', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  'AWS::KMS::Alias': { reason: 'keys are charged', source: 'https://aws.amazon.com/kms/pricing/' },
  'AWS::Logs::Delivery': { reason: 'access logs of CloudFront to a bucket, not as Parquet: storage is charged, not their delivery', source: LOG_DELIVERY, only: isFromEdgeToBucket },
  'AWS::Logs::DeliveryDestination': { reason: 'deliveries are charged', source: LOG_DELIVERY },
  'AWS::Logs::DeliverySource': { reason: 'deliveries are charged', source: LOG_DELIVERY },
  'AWS::Logs::QueryDefinition': { reason: 'queries are charged when they are run', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  'AWS::Logs::ResourcePolicy': POLICY,
  'AWS::Route53::RecordSet': { reason: 'zones and queries are charged; queries of aliases of AWS resources have no charge', source: 'https://aws.amazon.com/route53/pricing/' },
  'AWS::S3::BucketPolicy': POLICY,
  'AWS::SNS::Subscription': { reason: 'deliveries are charged at the topic; to SQS and Lambda they have no charge', source: 'https://aws.amazon.com/sns/pricing/' },
  'AWS::SNS::TopicPolicy': POLICY,
  'AWS::SQS::QueuePolicy': POLICY,
  'AWS::Scheduler::ScheduleGroup': { reason: 'invocations are charged', source: 'https://aws.amazon.com/eventbridge/pricing/' },
  'AWS::SecretsManager::ResourcePolicy': POLICY,
  'AWS::SecretsManager::RotationSchedule': { reason: 'the secret and the rotating function are charged', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
  'AWS::WAFv2::WebACLAssociation': { reason: 'charged at the web ACL', source: 'https://aws.amazon.com/waf/pricing/' },
  'AWS::XRay::Group': { reason: 'traces are charged', source: 'https://aws.amazon.com/xray/pricing/' },
  'AWS::XRay::SamplingRule': { reason: 'traces are charged', source: 'https://aws.amazon.com/xray/pricing/' },
  'AWS::CDK::Metadata': { reason: 'a note of the CDK: nothing is made', source: 'https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html' },
};

/** Families, type by type: of others of the same service nothing is known. */
const BY_FAMILY: readonly [types: RegExp, free: FreeType][] = [
  [/^Custom::/, CLOUDFORMATION],
  [/^AWS::IAM::/, IAM],
  [/^AWS::ApiGateway::(Account|ApiKey|Authorizer|BasePathMapping|BasePathMappingV2|ClientCertificate|Deployment|Documentation(Part|Version))$/, GATEWAY],
  [/^AWS::ApiGateway::(DomainName|DomainNameV2|GatewayResponse|Method|Model|RequestValidator|Resource|UsagePlan|UsagePlanKey)$/, GATEWAY],
  [/^AWS::ApiGatewayV2::(ApiMapping|Authorizer|Deployment|DomainName|Integration|IntegrationResponse|Model|Route|RouteResponse|Stage)$/, GATEWAY],
  [/^AWS::CloudFront::(CachePolicy|CloudFrontOriginAccessIdentity|Function|KeyGroup|OriginAccessControl|OriginRequestPolicy|PublicKey|ResponseHeadersPolicy)$/, CLOUDFRONT],
  [/^AWS::Cognito::UserPool(Client|Domain|Group|IdentityProvider|ResourceServer|UICustomizationAttachment|User|UserToGroupAttachment)$/, COGNITO],
  [/^AWS::Lambda::(Alias|Version|Permission|LayerVersion|LayerVersionPermission|EventInvokeConfig|EventSourceMapping|Url)$/, LAMBDA],
];

/** @returns undefined for a resource of which nothing is known */
export function freeType(resource: Resource, resources: Resources): FreeType | undefined {
  const { type } = resource;
  const free = BY_TYPE[type] ?? BY_FAMILY.find(([types]) => types.test(type))?.[1];
  return free?.only?.(resource, resources) === false ? undefined : free;
}

function isFromEdgeToBucket(delivery: Resource, resources: Resources): boolean {
  const { DeliverySourceName: name, DeliveryDestinationArn: arn } = delivery.properties;
  const source = resources.ofType('AWS::Logs::DeliverySource').find(({ stack, properties }) => stack === delivery.stack && properties.Name === name);
  const [destination] = resources.refs(delivery, arn).filter(({ type }) => type === 'AWS::Logs::DeliveryDestination');
  return /:cloudfront:/.test(JSON.stringify(source?.properties.ResourceArn ?? ''))
    && resources.refs(destination ?? delivery, destination?.properties.DestinationResourceArn).some(({ type }) => type === 'AWS::S3::Bucket')
    && destination.properties.OutputFormat !== 'parquet';
}
