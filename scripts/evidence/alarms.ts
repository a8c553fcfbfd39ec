import { ofType, readable, type Blueprint, type Resource } from './blueprint';
import { keep, keepJson, markdownTable } from './place';

/** lesson7/alarms: every alarm with its threshold and period (O4, O5, G1). */
export function alarms(blueprint: Blueprint) {
  const rows = alarmRows(blueprint.resources);
  const dashboards = ofType(blueprint, 'AWS::CloudWatch::Dashboard').map(({ path, properties }) => ({ name: properties.DashboardName === undefined ? path : readable(properties.DashboardName), path }));
  const provisioned = [...ofType(blueprint, 'AWS::Lambda::Alias'), ...ofType(blueprint, 'AWS::ApplicationAutoScaling::ScalableTarget')].map(({ path, type, properties }) => ({
    path,
    type,
    minimum: properties.MinCapacity ?? null,
    maximum: properties.MaxCapacity ?? null,
    provisioned: properties.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? null,
    schedule: (properties.ScheduledActions ?? []).map(scheduled),
  }));
  keepJson('lesson7/alarms.json', { alarms: rows, dashboards, provisioned });
  keep('lesson7/alarms.md', [
    '# Alarmas, de la plantilla', '',
    markdownTable(['Alarma', 'Qué dice', 'Umbral', 'Periodo (s)', 'Periodos', 'Avisa a', 'Qué hacer'], rows.map((row) => [
      row.name,
      row.says,
      row.threshold === null ? '' : `${symbolOf(row.comparison)} ${Number(row.threshold.toPrecision(6))}`,
      row.periodSeconds || '',
      row.evaluations,
      row.tells.join(', '),
      row.runbook && `[${row.runbook}](../../docs/runbook.md#${row.runbook})`,
    ])), '',
  ].join('\n'));
}

/** Of each alarm, those of the metrics first. */
export function alarmRows(resources: readonly Resource[]) {
  const of = (type: string) => resources.filter((resource) => resource.type === `AWS::${type}`);
  const composites = of('CloudWatch::CompositeAlarm');
  return [...of('CloudWatch::Alarm'), ...composites].map(({ type, path, logicalId, properties }) => {
    const description = readable(properties.AlarmDescription ?? '');
    const above = composites.filter((composite) => readable(composite.properties.AlarmRule).includes(`<${logicalId}.Arn>`));
    return {
      name: properties.AlarmName === undefined ? path : readable(properties.AlarmName),
      kind: type.split('::')[2],
      metrics: metricsOf(properties),
      says: description.split('\n')[0].replace(/ What to do: \S+$/, ''),
      runbook: /runbook\.md#([\w-]+)/.exec(description)?.[1] ?? '',
      threshold: properties.Threshold ?? null,
      comparison: properties.ComparisonOperator ?? '',
      periodSeconds: properties.Period ?? Math.max(0, ...(properties.Metrics ?? []).map(({ MetricStat }: any) => MetricStat?.Period ?? 0)),
      evaluations: properties.EvaluationPeriods ?? 1,
      actions: (properties.AlarmActions ?? []).map(readable),
      tells: subscribersOf([properties, ...above.map((one) => one.properties)].flatMap(({ AlarmActions = [] }) => AlarmActions), resources),
    };
  });
}

/** Namespace and name of each. */
function metricsOf({ Namespace, MetricName, Metrics = [] }: any): string[] {
  const metrics = MetricName === undefined ? Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Metric ?? []) : [{ Namespace, MetricName }];
  return [...new Set<string>(metrics.map((metric: any) => `${metric.Namespace} ${metric.MetricName}`))];
}

/** Of topics, each by a reference or its ARN. */
function subscribersOf(actions: readonly unknown[], resources: readonly Resource[]): string[] {
  const called = actions.map(readable);
  const topics = resources.filter(({ type, logicalId, properties }) => type === 'AWS::SNS::Topic'
    && called.some((action) => action === `<${logicalId}>` || action.endsWith(`:${properties.TopicName}`)));
  const references = topics.map(({ logicalId }) => `<${logicalId}>`);
  return resources.filter(({ type, properties }) => type === 'AWS::SNS::Subscription' && references.includes(readable(properties.TopicArn)))
    .map(({ properties }) => `${properties.Protocol} ${readable(properties.Endpoint)}`);
}

function symbolOf(comparison: string): string {
  return { GreaterThanThreshold: '>', GreaterThanOrEqualToThreshold: '≥', LessThanThreshold: '<', LessThanOrEqualToThreshold: '≤' }[comparison] ?? comparison;
}

function scheduled({ ScheduledActionName, Schedule, Timezone, ScalableTargetAction }: any) {
  return { name: ScheduledActionName, schedule: Schedule, timezone: Timezone, ...ScalableTargetAction };
}
