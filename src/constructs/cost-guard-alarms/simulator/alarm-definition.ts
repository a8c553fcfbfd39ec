import { AlarmState } from './alarm-state';
import { parseMath } from './metric-math';
import type { MetricSeries } from './metric-series';
import { POINTS_BEYOND, stateFrom, type TreatMissingData } from './missing-data';
import { isStatistic, statisticOf } from './statistic';
import { logicalIdIn } from '../references';

/** What a run gives to each evaluation. */
export interface Surroundings { readonly series: readonly MetricSeries[]; readonly serviceQuota?: number }

interface Stat {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: string;
  readonly statistic: string;
  readonly minutes: number;
}

const BREACHING: { readonly [operator: string]: (value: number, threshold: number) => boolean } = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** A metric alarm of a template. */
export class AlarmDefinition {
  private readonly valueAt: (minute: number, surroundings: Surroundings) => number | undefined;
  private readonly minutes: number;
  private readonly treatMissingData: TreatMissingData;

  /** @throws an error that says what of it is not simulated */
  constructor(private readonly properties: any) {
    const stats = new Map<string, Stat>();
    const expressions = new Map<string, ReturnType<typeof parseMath>>();
    for (const metric of properties.Metrics ?? []) {
      if (metric.MetricStat) { stats.set(metric.Id, statOf(metric.MetricStat.Metric, metric.MetricStat.Stat, metric.MetricStat.Period)); }
      if (metric.Expression) { expressions.set(metric.Id, parseMath(metric.Expression)); }
    }
    if (!properties.Metrics) { stats.set('', statOf(properties, properties.Statistic ?? properties.ExtendedStatistic, properties.Period)); }
    if (properties.EvaluateLowSampleCountPercentile === 'ignore') { throw new Error('EvaluateLowSampleCountPercentile ignore is not simulated'); }
    const returned: string = (properties.Metrics ?? []).find(({ ReturnData }: any) => ReturnData !== false)?.Id ?? '';
    if (!Object.hasOwn(BREACHING, properties.ComparisonOperator)) { throw new Error(`${properties.ComparisonOperator} is not simulated`); }
    this.minutes = Math.max(...[...stats.values()].map(({ minutes }) => minutes));
    const onlyDynamoDb = [...stats.values()].every(({ namespace }) => namespace === 'AWS/DynamoDB');
    this.treatMissingData = onlyDynamoDb ? 'ignore' : properties.TreatMissingData ?? 'missing';
    this.valueAt = (minute, { series, serviceQuota }) => {
      const lookup = (id: string): number | undefined => {
        const stat = stats.get(id);
        return stat ? valueOf(stat, series, minute) : expressions.get(id)?.({ lookup, serviceQuota });
      };
      return lookup(returned);
    };
  }

  /** The state after `minute` minutes, which a sliding window sees. */
  public stateAfter(minute: number, current: AlarmState, surroundings: Surroundings): AlarmState {
    const { EvaluationPeriods: periods, DatapointsToAlarm: datapoints = periods } = this.properties;
    const { Threshold: threshold, ComparisonOperator: operator } = this.properties;
    const points: (boolean | undefined)[] = [];
    for (let back = periods + POINTS_BEYOND - 1; back >= 0; back--) {
      const value = this.valueAt(minute - back * this.minutes, surroundings);
      points.push(value === undefined ? undefined : BREACHING[operator](value, threshold));
    }
    return stateFrom(points, datapoints, periods, this.treatMissingData, current);
  }
}

function statOf({ Namespace, MetricName, Dimensions = [] }: any, statistic: string, period: number): Stat {
  if (!isStatistic(statistic)) { throw new Error(`${statistic} is not simulated`); }
  if (!(period >= 60)) { throw new Error(`a period of ${period} seconds is not simulated`); }
  const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }: any) => [Name, logicalIdIn(Value) ?? String(Value)]));
  return { namespace: Namespace, metricName: MetricName, dimensions: keyOf(dimensions), statistic, minutes: period / 60 };
}

function valueOf(stat: Stat, series: readonly MetricSeries[], minute: number): number | undefined {
  const { namespace, metricName, dimensions, statistic, minutes } = stat;
  if (minute <= 0) { return undefined; }
  const samples = series.filter((one) => one.namespace === namespace && one.metricName === metricName && keyOf(one.dimensions) === dimensions)
    .flatMap((one) => one._between(minute - minutes, minute));
  return statisticOf(statistic, samples);
}

function keyOf(dimensions: { readonly [name: string]: string }): string {
  return JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => a < b ? -1 : 1));
}
