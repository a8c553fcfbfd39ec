import { aws_cloudwatch as cloudwatch, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AlarmKind } from './alarm-kind';
import type { AlarmPlan, MetricKey } from './alarm-plan';
import { elementsIn, pathOf } from './references';
import { settled } from './settled';
import { warnOfUnheardTopics } from './unheard-topics';
import type { Watched } from './watched';
import { farPartsOf } from '../private/support-stack';

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

export type AnyAlarm = cloudwatch.CfnAlarm | cloudwatch.CfnCompositeAlarm;

/** The alarms that constructs made themselves. */
export class ExistingAlarms {
  static below(root: IConstruct, except: IConstruct): ExistingAlarms {
    const nodes = new Set(root.node.findAll());
    for (const node of except.node.findAll()) { nodes.delete(node); }
    return new ExistingAlarms([...nodes]);
  }

  private readonly alarms: readonly cloudwatch.CfnAlarm[];
  private readonly composites: readonly cloudwatch.CfnCompositeAlarm[];
  private readonly keys: ReadonlySet<string>;

  constructor(private readonly nodes: readonly IConstruct[]) {
    this.alarms = nodes.filter((node): node is cloudwatch.CfnAlarm => node instanceof cloudwatch.CfnAlarm);
    this.composites = nodes.filter((node): node is cloudwatch.CfnCompositeAlarm => node instanceof cloudwatch.CfnCompositeAlarm);
    this.keys = new Set(this.alarms.flatMap(metricsOf).flatMap(({ key, subjects }) => subjects.map((subject) => keyFor(key, subject))));
  }

  /** Whether one of them watches the same metric of the same thing. */
  has({ key }: AlarmPlan, { resource, name }: Watched): boolean {
    if (this.keys.size === 0) { return false; }
    return this.keys.has(keyFor(key, pathOf(resource))) || this.keys.has(keyFor(key, nameIn(resource, name)));
  }

  /**
   * Those below `scopes`, or what these have in us-east-1, and not below `excluded` that tell nobody: no action, and no composite
   * alarm that acts, or will, for them.
   */
  silentBelow(scopes: readonly IConstruct[], excluded: readonly IConstruct[]): AnyAlarm[] {
    const isWatched = watchedBelow(scopes, excluded);
    const tells = (alarm: AnyAlarm, below: readonly AnyAlarm[]): boolean => hasAction(alarm) || this.composites.some((composite) =>
      !below.includes(composite) && mentions(composite, alarm) && (isWatched(composite) || tells(composite, [...below, composite])));
    return [...this.alarms, ...this.composites].filter((alarm) => isWatched(alarm) && !tells(alarm, [alarm]));
  }

  /** Names those of the same in a warning whose topics nobody hears. */
  warnOfUnheard(scopes: readonly IConstruct[], excluded: readonly IConstruct[]) {
    warnOfUnheardTopics([...this.alarms, ...this.composites].filter(watchedBelow(scopes, excluded)), this.nodes);
  }
}

function watchedBelow(scopes: readonly IConstruct[], excluded: readonly IConstruct[]): (alarm: AnyAlarm) => boolean {
  const [watched, left] = [scopes, excluded].map((some) => new Set(some.flatMap((scope) => [scope, ...farPartsOf(scope)])));
  const isBelow = (alarm: AnyAlarm, some: ReadonlySet<IConstruct>) => alarm.node.scopes.some((scope) => some.has(scope));
  return (alarm) => isBelow(alarm, watched) && !isBelow(alarm, left);
}

function hasAction(alarm: AnyAlarm): boolean {
  return (Stack.of(alarm).resolve(alarm.alarmActions) ?? []).length > 0;
}

/** Whether the rule of a composite alarm names an alarm: by a reference, its name or its ARN. */
function mentions({ alarmRule }: cloudwatch.CfnCompositeAlarm, alarm: AnyAlarm): boolean {
  if (elementsIn(alarmRule).includes(alarm)) { return true; }
  const name = alarm.alarmName?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return name !== undefined && new RegExp(`(?:\\(|"|:alarm:)${name}(?:"|\\))`).test(alarmRule);
}

/** What an alarm is about, by the first of its metrics that is known. */
export function kindOf(alarm: AnyAlarm): AlarmKind | undefined {
  if (alarm instanceof cloudwatch.CfnCompositeAlarm) { return undefined; }
  return metricsOf(alarm).map(({ key }) => KINDS[key.metricName]).find((kind) => kind !== undefined);
}

interface AlarmedMetric { readonly key: MetricKey; readonly subjects: readonly string[] }

function metricsOf(alarm: cloudwatch.CfnAlarm): AlarmedMetric[] {
  const { namespace, metricName } = alarm;
  const several = (settled(alarm.metrics, alarm) ?? []) as any[];
  const single = { namespace, metricName, dimensions: settled(alarm.dimensions, alarm) };
  const metrics: any[] = [single, ...several.flatMap((metric) => metric.metricStat?.metric ?? [])];
  return metrics.filter((metric) => metric.namespace && metric.metricName).map((metric) => ({
    key: { namespace: metric.namespace, metricName: metric.metricName },
    subjects: (metric.dimensions ?? []).flatMap(({ value }: { readonly value: unknown }) =>
      [...elementsIn(String(value)).map(pathOf), nameIn(alarm, String(value))]),
  }));
}

function keyFor({ namespace, metricName }: MetricKey, subject: string): string {
  return `${namespace}/${metricName} of ${subject}`;
}

/** A name is one thing's in an account and region only, and two stages of an app may have the same names. */
function nameIn(element: IConstruct, name: string): string {
  const { account, region } = Stack.of(element);
  return `${Stage.of(element)?.node.path}/${account}/${region}: ${name}`;
}
