import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';
import type { Threshold } from './thresholds';
import { dimensionsOf, type WatchedApi } from './watched';

/** Requests a second that API Gateway takes for an account in a region, by default (Amazon API Gateway quotas). */
const GATEWAY_RATE = 10_000;
/** An alarm takes ten metrics (CloudWatch). */
const APIS_MAX = 10;

/** A quota of the account whose use CloudWatch counts, and whose value it knows (CloudWatch, "Visualizing your service quotas and setting alarms"). */
interface Quota extends Pick<AlarmPlan, 'name' | 'section' | 'consolePath'> {
  readonly threshold: Threshold;
  readonly metricName: 'ResourceCount' | 'CallCount';
  readonly service: string;
  readonly resource: string;
  readonly statistic: 'Maximum' | 'Sum';
  readonly label: string;
  /** What of the account is used, in a sentence: `More than 80 % of … were used`. */
  readonly what: string;
}

function quotaAlarm({ threshold, metricName, service, resource, statistic, label, what, ...plan }: Quota): AlarmPlan {
  const key = { namespace: 'AWS/Usage', metricName };
  const type = metricName === 'ResourceCount' ? 'Resource' : 'API';
  const used = metricOf(key, { Service: service, Type: type, Resource: resource, Class: 'None' }, statistic, threshold.period);
  return {
    ...plan,
    kind: AlarmKind.THROTTLES,
    subject: 'account',
    key,
    metric: new cloudwatch.MathExpression({
      expression: '100 * used / SERVICE_QUOTA(used)', usingMetrics: { used }, period: threshold.period, label: `${label}, % of the quota`,
    }),
    threshold,
    description: `More than ${threshold.value} % of ${what} were used in ${span(threshold)}.`,
  };
}

/** What every function of the account and region shares. */
export function accountAlarm(thresholds: Thresholds): AlarmPlan {
  return quotaAlarm({
    name: 'account concurrency of functions',
    threshold: thresholds.of('accountConcurrency'),
    metricName: 'ResourceCount',
    service: 'Lambda',
    resource: 'ConcurrentExecutions',
    statistic: 'Maximum',
    label: 'Concurrency',
    what: 'the invocations that the account may have at once',
    section: 'account-concurrency',
    consolePath: '/servicequotas/home/services/lambda/quotas/L-B99A9384?region=REGION',
  });
}

/** What every provisioned table of the account and region shares (DynamoDB, "Usage metrics"). */
export function tableCapacityAlarms(thresholds: Thresholds): AlarmPlan[] {
  return ['Read', 'Write'].map((way) => quotaAlarm({
    name: `account ${way.toLowerCase()} capacity of tables`,
    threshold: thresholds.of('accountTableCapacity'),
    metricName: 'ResourceCount',
    service: 'DynamoDB',
    resource: `AccountProvisioned${way}CapacityUnits`,
    statistic: 'Maximum',
    label: `${way} capacity`,
    what: `the ${way.toLowerCase()} capacity units that the account's tables may have`,
    section: 'account-table-capacity',
    consolePath: '/servicequotas/home/services/dynamodb/quotas?region=REGION',
  }));
}

/** What all that uses keys of KMS in the account and region shares (KMS, "Request quotas"). */
export function keyRequestsAlarm(thresholds: Thresholds): AlarmPlan {
  return quotaAlarm({
    name: 'account requests of keys',
    threshold: thresholds.of('accountKeyRequests'),
    metricName: 'CallCount',
    service: 'KMS',
    resource: 'CryptographicOperationsSymmetric',
    statistic: 'Sum',
    label: 'Requests',
    what: 'the requests a second that may use symmetric keys of KMS in the account',
    section: 'account-key-requests',
    consolePath: '/servicequotas/home/services/kms/quotas?region=REGION',
  });
}

/** What every API of the account and region shares; none where nothing is watched. */
export function gatewayAlarm(apis: readonly WatchedApi[], thresholds: Thresholds): AlarmPlan[] {
  const threshold = thresholds.of('gatewayRequests');
  const counted = apis.slice(0, APIS_MAX);
  if (counted.length === 0) { return []; }
  const key = { namespace: 'AWS/ApiGateway', metricName: 'Count' };
  const usingMetrics = Object.fromEntries(counted.map((api, i) => [`api${i}`, metricOf(key, dimensionsOf(api), 'Sum', threshold.period)]));
  return [{
    kind: AlarmKind.THROTTLES,
    subject: 'account',
    name: 'account requests of APIs',
    key,
    metric: new cloudwatch.MathExpression({
      expression: `100 * (${Object.keys(usingMetrics).map((id) => `FILL(${id}, 0)`).join(' + ')}) / ${threshold.period.toSeconds() * GATEWAY_RATE}`,
      usingMetrics,
      period: threshold.period,
      label: 'Requests, % of the quota',
    }),
    threshold,
    description: `More than ${threshold.value} % of the ${GATEWAY_RATE} requests a second that the account's APIs may have came in ${span(threshold)}.`,
    section: 'account-requests',
    consolePath: '/servicequotas/home/services/apigateway/quotas?region=REGION',
  }];
}
