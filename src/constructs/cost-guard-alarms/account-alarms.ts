import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';
import { dimensionsOf, type WatchedApi } from './watched';

/** Requests a second that API Gateway takes for an account in a region, by default (Amazon API Gateway quotas). */
const GATEWAY_RATE = 10_000;
/** An alarm takes ten metrics (CloudWatch). */
const APIS_MAX = 10;

/** What every function of the account and region shares. */
export function accountAlarm(thresholds: Thresholds): AlarmPlan {
  const threshold = thresholds.of('accountConcurrency');
  const key = { namespace: 'AWS/Usage', metricName: 'ResourceCount' };
  const used = metricOf(key, { Service: 'Lambda', Type: 'Resource', Resource: 'ConcurrentExecutions', Class: 'None' }, 'Maximum', threshold.period);
  return {
    kind: AlarmKind.THROTTLES,
    subject: 'account',
    name: 'account concurrency of functions',
    key,
    metric: new cloudwatch.MathExpression({
      expression: '100 * used / SERVICE_QUOTA(used)',
      usingMetrics: { used },
      period: threshold.period,
      label: 'Concurrency, % of the quota',
    }),
    threshold,
    description: `More than ${threshold.value} % of the invocations that the account may have at once were used in ${span(threshold)}.`,
    section: 'account-concurrency',
    consolePath: '/servicequotas/home/services/lambda/quotas/L-B99A9384?region=REGION',
  };
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
