import { createHash } from 'node:crypto';
import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AlarmPlan } from './alarm-plan';
import { consoleUrl, described } from '../private/alarm';

const NAME_LENGTH_MAX = 255;

/**
 * Makes the alarm that a plan tells, under a name that a person can read at night. Not the L2: with hundreds of alarms its second construct
 * and the values that it leaves for later, resolved four times a synth, are what the synth takes.
 */
export function createAlarm(scope: Construct, prefix: string, runbookUrl: string, plan: AlarmPlan): cloudwatch.CfnAlarm {
  const { name, metric, threshold, description, section, consolePath } = plan;
  return new cloudwatch.CfnAlarm(scope, name.replace(/\//g, '-'), {
    alarmName: alarmName(`${prefix}: ${name}`),
    ...renderMetric(metric),
    threshold: threshold.value,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: threshold.evaluationPeriods,
    datapointsToAlarm: threshold.datapointsToAlarm,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    alarmDescription: described(description, `Runbook: ${runbookUrl}#${section}`, `Console: ${consoleUrl(scope, consolePath)}`),
  });
}

type RenderedMetric = Pick<cloudwatch.CfnAlarmProps, 'namespace' | 'metricName' | 'dimensions' | 'statistic' | 'period' | 'metrics'>;

function renderMetric(metric: cloudwatch.IMetric): RenderedMetric {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (!mathExpression) {
    const { namespace, metricName, dimensions, statistic, period } = metricStat!;
    const named = dimensions?.map(({ name, value }) => ({ name, value: String(value) }));
    return { namespace, metricName, dimensions: named, statistic, period: period.toSeconds() };
  }
  const used = Object.entries(mathExpression.usingMetrics).map(([id, one]): cloudwatch.CfnAlarm.MetricDataQueryProperty => {
    const { namespace, metricName, dimensions, statistic, period } = renderMetric(one);
    return { id, metricStat: { metric: { namespace, metricName, dimensions }, stat: statistic!, period: period! }, returnData: false };
  });
  const { expression } = mathExpression;
  return { metrics: [{ id: 'expr_1', expression, label: (metric as cloudwatch.MathExpression).label, returnData: true }, ...used] };
}

/** A name of CloudWatch's length, still unique when it is cut. */
export function alarmName(name: string): string {
  if (name.length <= NAME_LENGTH_MAX) { return name; }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, NAME_LENGTH_MAX - digest.length - 1)} ${digest}`;
}
