import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';

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
