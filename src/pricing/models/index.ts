import { ResourceModel } from '../model';
import { UsageNames } from '../usage';
import { DISTRIBUTION, each, HEALTH_CHECK, HOSTED_ZONE, WEB_ACL } from './delivery';
import { TABLE } from './dynamodb';
import { HTTP_API, REST_API, REST_STAGE } from './gateway';
import { LAMBDA_FUNCTION } from './lambda';
import { ARCHIVE, EVENT_BUS, QUEUE, RULE, SCHEDULE, TOPIC } from './messaging';
import { ALARM, LOG_GROUP, METRIC_FILTER } from './monitoring';
import { KEY, PARAMETER, SECRET, USER_POOL } from './security';
import { BUCKET } from './storage';
import { METHOD } from './traffic';

/** Every type that is charged, and how. */
export const MODELS: ReadonlyMap<string, ResourceModel> = new Map<string, ResourceModel>([
  ['AWS::ApiGateway::Method', METHOD],
  ['AWS::ApiGateway::RestApi', REST_API],
  ['AWS::ApiGateway::Stage', REST_STAGE],
  ['AWS::ApiGatewayV2::Api', HTTP_API],
  ['AWS::Budgets::BudgetsAction', each(['budgets.action-days', 31])],
  ['AWS::CloudFront::Distribution', DISTRIBUTION],
  ['AWS::CloudWatch::Alarm', ALARM],
  ['AWS::CloudWatch::CompositeAlarm', each(['cloudwatch.alarms.composite', 1])],
  ['AWS::CloudWatch::Dashboard', each(['cloudwatch.dashboards', 1])],
  ['AWS::Cognito::UserPool', USER_POOL],
  ['AWS::DynamoDB::GlobalTable', TABLE],
  ['AWS::DynamoDB::Table', TABLE],
  ['AWS::Events::Archive', ARCHIVE],
  ['AWS::Events::EventBus', EVENT_BUS],
  ['AWS::Events::Rule', RULE],
  ['AWS::KMS::Key', KEY],
  ['AWS::KMS::ReplicaKey', KEY],
  ['AWS::Lambda::Function', LAMBDA_FUNCTION],
  ['AWS::Logs::LogGroup', LOG_GROUP],
  ['AWS::Logs::MetricFilter', METRIC_FILTER],
  ['AWS::Route53::HealthCheck', HEALTH_CHECK],
  ['AWS::Route53::HostedZone', HOSTED_ZONE],
  ['AWS::S3::Bucket', BUCKET],
  ['AWS::SNS::Topic', TOPIC],
  ['AWS::SQS::Queue', QUEUE],
  ['AWS::SSM::Parameter', PARAMETER],
  ['AWS::Scheduler::Schedule', SCHEDULE],
  ['AWS::SecretsManager::Secret', SECRET],
  ['AWS::WAFv2::WebACL', WEB_ACL],
]);

/** What can be said of each type's usage. */
export const USAGE_NAMES: ReadonlyMap<string, UsageNames> = new Map(
  [...MODELS].filter(([, { usage }]) => Object.keys(usage).length > 0).map(([type, { usage }]) => [type, usage]),
);
