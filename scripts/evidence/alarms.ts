import { ofType, readable, type Blueprint } from './blueprint';
import { keep, keepJson, markdownTable } from './place';

/** lesson7/alarms: every alarm with its threshold and period (O4, O5, G1). */
export function alarms(blueprint: Blueprint) {
  const rows = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) => ofType(blueprint, type)).map(({ type, path, properties }) => ({
    name: properties.AlarmName === undefined ? path : readable(properties.AlarmName),
    kind: type.split('::')[2],
    says: readable(properties.AlarmDescription ?? '').split('\n')[0],
    threshold: properties.Threshold ?? null,
    comparison: properties.ComparisonOperator ?? '',
    periodSeconds: properties.Period ?? Math.max(0, ...(properties.Metrics ?? []).map(({ MetricStat }: any) => MetricStat?.Period ?? 0)),
    evaluations: properties.EvaluationPeriods ?? 1,
    actions: (properties.AlarmActions ?? []).map(readable),
  }));
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
    markdownTable(['Alarma', 'Qué dice', 'Umbral', 'Periodo (s)', 'Periodos'], rows.map(({ name, says, threshold, comparison, periodSeconds, evaluations }) => [
      name, says, threshold === null ? '' : `${symbolOf(comparison)} ${Number(threshold.toPrecision(6))}`, periodSeconds || '', evaluations,
    ])), '',
  ].join('\n'));
}

function symbolOf(comparison: string): string {
  return { GreaterThanThreshold: '>', GreaterThanOrEqualToThreshold: '≥', LessThanThreshold: '<', LessThanOrEqualToThreshold: '≤' }[comparison] ?? comparison;
}

function scheduled({ ScheduledActionName, Schedule, Timezone, ScalableTargetAction }: any) {
  return { name: ScheduledActionName, schedule: Schedule, timezone: Timezone, ...ScalableTargetAction };
}
