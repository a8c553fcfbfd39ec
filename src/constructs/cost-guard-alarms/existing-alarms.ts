import { aws_cloudwatch as cloudwatch, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AlarmKind } from './alarm-kind';
import type { AlarmPlan, MetricKey } from './alarm-plan';
import { logicalIdIn } from './references';
import type { Watched } from './watched';

const KINDS: { readonly [metricName: string]: AlarmKind } = {
  'Errors': AlarmKind.ERRORS,
  'NumberOfNotificationsFailed': AlarmKind.ERRORS,
  'NumberOfNotificationsFailedToRedriveToDlq': AlarmKind.ERRORS,
  '5XXError': AlarmKind.SERVER_ERRORS,
  '5xx': AlarmKind.SERVER_ERRORS,
  '5xxErrors': AlarmKind.SERVER_ERRORS,
  '5xxErrorRate': AlarmKind.SERVER_ERRORS,
  'Duration': AlarmKind.LATENCY,
  'ProvisionedConcurrencySpilloverInvocations': AlarmKind.LATENCY,
  'Throttles': AlarmKind.THROTTLES,
  'ThrottledRequests': AlarmKind.THROTTLES,
  'ReadThrottleEvents': AlarmKind.THROTTLES,
  'WriteThrottleEvents': AlarmKind.THROTTLES,
  'IteratorAge': AlarmKind.BACKLOG,
  'ApproximateAgeOfOldestMessage': AlarmKind.BACKLOG,
  'ApproximateNumberOfMessagesVisible': AlarmKind.BACKLOG,
  'EstimatedCharges': AlarmKind.BUDGET,
};

/** The alarms that constructs made themselves. */
export class ExistingAlarms {
  static below(root: IConstruct, except: IConstruct): ExistingAlarms {
    const nodes = new Set(root.node.findAll());
    for (const node of except.node.findAll()) { nodes.delete(node); }
    return new ExistingAlarms([...nodes].filter((node): node is cloudwatch.CfnAlarm => node instanceof cloudwatch.CfnAlarm));
  }

  private readonly keys: ReadonlySet<string>;

  constructor(private readonly alarms: readonly cloudwatch.CfnAlarm[]) {
    this.keys = new Set(alarms.flatMap((alarm) => metricsOf(alarm).flatMap(({ key, subjects }) => subjects.map((subject) => keyFor(key, subject)))));
  }

  /** Whether one of them watches the same metric of the same thing. */
  has({ key }: AlarmPlan, { resource, name }: Watched): boolean {
    const stack = Stack.of(resource);
    return this.keys.has(keyFor(key, name)) || this.keys.has(keyFor(key, subjectIn(stack, stack.resolve(resource.logicalId))));
  }

  /** Those below `scopes` and not below `excluded` that tell nobody: no action, and no composite alarm that could act for them. */
  silentBelow(scopes: readonly IConstruct[], excluded: readonly IConstruct[]): cloudwatch.CfnAlarm[] {
    const isBelow = (alarm: cloudwatch.CfnAlarm, some: readonly IConstruct[]) => alarm.node.scopes.some((scope) => some.includes(scope));
    return this.alarms.filter((alarm) => isBelow(alarm, scopes) && !isBelow(alarm, excluded) && isSilent(alarm));
  }
}

function isSilent(alarm: cloudwatch.CfnAlarm): boolean {
  const stack = Stack.of(alarm);
  if ((stack.resolve(alarm.alarmActions) ?? []).length > 0) { return false; }
  const id: string = stack.resolve(alarm.logicalId);
  const rules = stack.node.findAll().filter((node): node is cloudwatch.CfnCompositeAlarm => node instanceof cloudwatch.CfnCompositeAlarm)
    .map(({ alarmRule }) => JSON.stringify(stack.resolve(alarmRule)));
  return !rules.some((rule) => rule.includes(`"${id}"`) || alarm.alarmName !== undefined && rule.includes(alarm.alarmName));
}

/** What an alarm is about, by the first of its metrics that is known. */
export function kindOf(alarm: cloudwatch.CfnAlarm): AlarmKind | undefined {
  return metricsOf(alarm).map(({ key }) => KINDS[key.metricName]).find((kind) => kind !== undefined);
}

interface AlarmedMetric { readonly key: MetricKey; readonly subjects: readonly string[] }

function metricsOf(alarm: cloudwatch.CfnAlarm): AlarmedMetric[] {
  const stack = Stack.of(alarm);
  const { namespace, metricName, dimensions } = alarm;
  const several: any[] = stack.resolve(alarm.metrics) ?? [];
  const single = { namespace, metricName, dimensions: stack.resolve(dimensions) };
  const metrics: any[] = [single, ...several.flatMap((metric) => metric.metricStat?.metric ?? [])];
  return metrics.filter((metric) => metric.namespace && metric.metricName).map((metric) => ({
    key: { namespace: metric.namespace, metricName: metric.metricName },
    subjects: (metric.dimensions ?? []).map(({ value }: { readonly value: unknown }) => {
      const id = logicalIdIn(value);
      return id === undefined ? String(value) : subjectIn(stack, id);
    }),
  }));
}

function keyFor({ namespace, metricName }: MetricKey, subject: string): string {
  return `${namespace}/${metricName} of ${subject}`;
}

function subjectIn(stack: Stack, logicalId: string): string {
  return `${stack.node.path}:${logicalId}`;
}
