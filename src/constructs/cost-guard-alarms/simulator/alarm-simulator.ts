import type { assertions } from 'aws-cdk-lib';
import { AlarmDefinition, type Surroundings } from './alarm-definition';
import { AlarmHistory, type AlarmTransition } from './alarm-history';
import { parseRule } from './alarm-rule';
import { AlarmState } from './alarm-state';
import type { MetricSeries } from './metric-series';
import { Held, type Suppressor } from './suppression';
import { checkRange } from '../../private/check';
import { logicalIdIn } from '../references';

/** What is measured while the alarms watch. */
export interface AlarmRunProps {
  /** How long, in minutes: 1 to 20160, which is 14 days. */
  readonly minutes: number;
  /** What the metrics tell; one that is not given has no data. */
  readonly series: MetricSeries[];
  /** What SERVICE_QUOTA gives. @default nothing, so that an alarm on it has no data */
  readonly serviceQuota?: number;
}

interface Simulated {
  readonly name: string;
  readonly actions: { readonly [state: string]: number };
  readonly suppressor?: Suppressor;
  readonly stateAfter: (minute: number, current: AlarmState, surroundings: Surroundings, states: ReadonlyMap<string, AlarmState>) => AlarmState;
}

/**
 * Tells when the alarms of a template ring, from what metrics tell: periods, M of N, missing data, metric math, composite alarms
 * and their suppressors as CloudWatch documents them.
 *
 * Alarms are evaluated each minute in sliding windows. What CloudWatch adds is left out: the seconds until a metric arrives, and alarms
 * that are evaluated less often because their period is long. Anomaly detection, Metrics Insights and periods below a minute are not simulated.
 */
export class AlarmSimulator {
  /** The alarms that are not simulated, each with the reason. */
  public readonly unsimulated: string[] = [];
  private readonly alarms: readonly Simulated[];

  /** @param template of the stack whose alarms are to be simulated */
  constructor(template: assertions.Template) {
    const resources: [string, any][] = Object.entries(template.toJSON().Resources ?? {});
    const names = new Map(resources.map(([id, { Properties }]) => [id, Properties?.AlarmName ?? id]));
    const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => ({ name: names.get(id)!, properties: Properties }));
    const metricAlarms = ofType('AWS::CloudWatch::Alarm').flatMap(({ name, properties }) => this.unlessRefused(name, () => metricAlarm(name, properties)));
    const composites = ofType('AWS::CloudWatch::CompositeAlarm')
      .flatMap(({ name, properties }) => this.unlessRefused(name, () => compositeAlarm(name, properties, names)));
    this.alarms = [...metricAlarms, ...childrenFirst(composites)];
  }

  /** Lets the alarms watch for a while. */
  public run(props: AlarmRunProps): AlarmHistory {
    checkRange('AlarmSimulator', 'minutes', props.minutes, 1, 20_160, 'minutes');
    const states = new Map(this.alarms.map(({ name }) => [name, AlarmState.INSUFFICIENT_DATA]));
    const suppressed = this.alarms.flatMap(({ name, actions, suppressor }) =>
      suppressor ? [{ name, actions, suppressor, held: new Held(suppressor) }] : []);
    const changes: AlarmTransition[] = [];
    const late: AlarmTransition[] = [];
    for (let minute = 1; minute <= props.minutes; minute++) {
      for (const { name, actions, suppressor, stateAfter } of this.alarms) {
        const state = stateAfter(minute, states.get(name)!, props, states);
        if (state === states.get(name)) { continue; }
        states.set(name, state);
        changes.push({ alarm: name, minute, state, tells: suppressor === undefined && actions[state] > 0 });
        suppressed.find((one) => one.name === name)?.held.changed(state, minute);
      }
      for (const { name, actions, suppressor, held } of suppressed) {
        const state = held.dueIn(minute, states.get(suppressor.alarm) ?? AlarmState.INSUFFICIENT_DATA);
        if (state && actions[state] > 0) { late.push({ alarm: name, minute, state, tells: true }); }
      }
    }
    return AlarmHistory._of(this.alarms.map(({ name }) => name), changes, late);
  }

  private unlessRefused<T>(name: string, make: () => T): T[] {
    try {
      return [make()];
    } catch (error) {
      this.unsimulated.push(`${name}: ${(error as Error).message}`);
      return [];
    }
  }
}

function metricAlarm(name: string, properties: any): Simulated {
  const definition = new AlarmDefinition(properties);
  return {
    name,
    actions: actionsOf(properties),
    stateAfter: (minute, current, surroundings) => definition.stateAfter(minute, current, surroundings),
  };
}

interface Composite extends Simulated { readonly children: readonly string[] }

function compositeAlarm(name: string, properties: any, names: ReadonlyMap<string, string>): Composite {
  const { holds, alarms } = parseRule(ruleOf(properties.AlarmRule, names));
  return {
    name,
    children: alarms,
    actions: actionsOf(properties),
    suppressor: properties.ActionsSuppressor && {
      alarm: namedIn(properties.ActionsSuppressor, names),
      waits: (properties.ActionsSuppressorWaitPeriod ?? 0) / 60,
      extends: (properties.ActionsSuppressorExtensionPeriod ?? 0) / 60,
    },
    stateAfter: (_minute, _current, _surroundings, states) =>
      holds((alarm) => states.get(alarm) ?? AlarmState.INSUFFICIENT_DATA) ? AlarmState.ALARM : AlarmState.OK,
  };
}

/** A rule in one piece, each alarm by its name. */
function ruleOf(rule: any, names: ReadonlyMap<string, string>): string {
  const parts: any[] = rule['Fn::Join']?.[1] ?? [rule];
  return parts.map((part) => namedIn(part, names)).join('');
}

function namedIn(value: any, names: ReadonlyMap<string, string>): string {
  return typeof value === 'string' ? value : names.get(logicalIdIn(value) ?? '') ?? '';
}

function childrenFirst(composites: readonly Composite[]): Composite[] {
  const sorted: Composite[] = [];
  const visit = (one: Composite) => {
    if (sorted.includes(one)) { return; }
    for (const child of composites.filter(({ name }) => one.children.includes(name))) { visit(child); }
    sorted.push(one);
  };
  composites.forEach(visit);
  return sorted;
}

function actionsOf({ ActionsEnabled, AlarmActions = [], OKActions = [], InsufficientDataActions = [] }: any): { readonly [state: string]: number } {
  if (ActionsEnabled === false) { return {}; }
  return { ALARM: AlarmActions.length, OK: OKActions.length, INSUFFICIENT_DATA: InsufficientDataActions.length };
}
