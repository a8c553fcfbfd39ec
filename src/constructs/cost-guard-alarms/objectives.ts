import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AlarmStyle } from './alarm-group';
import { AlarmKind } from './alarm-kind';
import { metricOf } from './alarm-plan';
import type { AlertTopics } from './alert-topics';
import { alarmName } from './guard-alarm';
import type { ServiceObjectives } from './service-objectives';
import { dimensionsOf, type WatchedApi } from './watched';
import { alarmPage, consoleUrl, described, ringTo } from '../private/alarm';
import { checkKnown, checkRange } from '../private/check';
import { REQUESTS_MIN } from '../private/distribution-errors';
import { fail } from '../private/fail';

/** A window that is looked at, and for how many periods: CloudWatch has none of three days, so two of three days stand for it. */
interface Window { readonly period: Duration; readonly periods: number; readonly datapoints: number }

const once = (period: Duration): Window => ({ period, periods: 1, datapoints: 1 });

/**
 * Long and short windows, and how many times faster than allowed the budget of 30 days burns in both: Google, The Site Reliability
 * Workbook, chapter 5, table 5-8. `days` is when the budget is gone at that rate.
 */
const BURN_RATES: readonly { readonly long: Window; readonly short: Window; readonly factor: number; readonly days: number }[] = [
  { long: once(Duration.hours(1)), short: once(Duration.minutes(5)), factor: 14.4, days: 2 },
  { long: once(Duration.hours(6)), short: once(Duration.minutes(30)), factor: 6, days: 5 },
  { long: { period: Duration.days(1), periods: 3, datapoints: 2 }, short: once(Duration.hours(6)), factor: 1, days: 30 },
];

/** What an objective calls bad: a share of the requests, in per cent, over a period. */
interface Objective {
  readonly name: 'availability' | 'latency';
  readonly target: number;
  readonly badShare: (period: Duration) => cloudwatch.MathExpression;
}

/** Alarms on how fast the objectives' budgets of errors burn. */
export function createObjectives(
  scope: Construct, { prefix, runbookUrl }: AlarmStyle, api: WatchedApi, objectives: ServiceObjectives, topics: AlertTopics,
) {
  for (const { name, target, badShare } of objectivesOf(api, objectives)) {
    const of = new Construct(scope, `${api.label.replace(/\//g, '-')} ${name}`);
    for (const { long, short, factor, days } of BURN_RATES) {
      const compositeAlarmName = alarmName(`${prefix}: ${api.label} ${name} budget gone in ${days} days`);
      const links = [`Runbook: ${runbookUrl}#objective-missed`, `Console: ${consoleUrl(scope, alarmPage(compositeAlarmName))}`];
      const alarm = ({ period, periods, datapoints }: Window) => new cloudwatch.Alarm(of, `Burns ${factor}x ${period.toHumanString()}`, {
        alarmName: alarmName(`${prefix}: ${api.label} ${name} burns ${factor}x over ${Duration.seconds(period.toSeconds() * periods).toHumanString()}`),
        metric: badShare(period),
        threshold: Number((factor * (100 - target)).toFixed(9)), // 100 - 99.9 is not 0.1 in binary
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: periods,
        datapointsToAlarm: datapoints,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        alarmDescription: described(`Part of "${api.label} ${name} budget gone in ${days} days".`, ...links),
      });
      const [longer, shorter] = [alarm(long), alarm(short)];
      const both = new cloudwatch.CompositeAlarm(of, `Gone in ${days} days`, {
        compositeAlarmName,
        alarmRule: cloudwatch.AlarmRule.allOf(
          cloudwatch.AlarmRule.fromAlarm(longer, cloudwatch.AlarmState.ALARM), cloudwatch.AlarmRule.fromAlarm(shorter, cloudwatch.AlarmState.ALARM)),
        alarmDescription: described(
          `At this rate the ${name} that ${api.label} promises (${target} %) is missed: what 30 days may lose is lost in ${days}.`, ...links),
      });
      ringTo(topics.of(factor === 1 ? undefined : AlarmKind.SERVER_ERRORS), both);
    }
  }
}

function objectivesOf(api: WatchedApi, { availability, latency }: ServiceObjectives): Objective[] {
  const dimensions = dimensionsOf(api);
  const metric = (metricName: string, statistic: string, period: Duration) =>
    metricOf({ namespace: 'AWS/ApiGateway', metricName }, dimensions, statistic, period);
  const share = (bad: string, usingMetrics: { [id: string]: cloudwatch.IMetric }, period: Duration) => new cloudwatch.MathExpression({
    expression: `IF(requests >= ${REQUESTS_MIN}, ${bad}, 0)`,
    usingMetrics: { ...usingMetrics, requests: metric('Count', cloudwatch.Stats.SUM, period) },
    period,
    label: 'Bad requests, %',
  });
  const found: Objective[] = [];
  if (availability !== undefined) {
    const errors = (period: Duration) => metric(api.isHttp ? '5xx' : '5XXError', cloudwatch.Stats.SUM, period);
    found.push({ name: 'availability', target: availability, badShare: (period) => share('100 * errors / requests', { errors: errors(period) }, period) });
  }
  if (latency) {
    const within = cloudwatch.Stats.percentileRank(0, latency.under.toMilliseconds()).replace('PR(0:', 'PR(:');
    found.push({ name: 'latency', target: latency.percent, badShare: (period) => share('100 - within', { within: metric('Latency', within, period) }, period) });
  }
  return found;
}

/** What an API may still lose of 30 days, in per cent of what it may lose at all. */
export function budgetLeft(api: WatchedApi, objectives: ServiceObjectives): cloudwatch.IWidget[] {
  const days = Duration.days(1);
  return objectivesOf(api, objectives).map(({ name, target, badShare }) => new cloudwatch.SingleValueWidget({
    title: `${api.label}: what is left of the ${name} budget, %`,
    metrics: [new cloudwatch.MathExpression({ expression: `100 - bad / ${Number((100 - target).toFixed(6))} * 100`, usingMetrics: { bad: badShare(days) }, period: days, label: 'Left' })],
    setPeriodToTimeRange: true,
    start: '-P30D',
    width: 12,
    height: 3,
  }));
}

/** @throws a synth error for objectives that no alarm can hold */
export function checkObjectives(where: string, objectives: ServiceObjectives | undefined) {
  if (!objectives) { return; }
  const { availability, latency } = objectives;
  if (availability === undefined && latency === undefined) {
    fail({ where, what: 'objectives promise nothing', allowed: 'availability, latency, or both', fix: 'give one of them, or leave out objectives' });
  }
  checkKnown(where, 'objectives.availability', availability);
  checkKnown(where, 'objectives.latency.percent', latency?.percent);
  checkKnown(where, 'objectives.latency.under', latency?.under);
  checkRange(where, 'objectives.availability', availability, 94, 99.999, 'per cent');
  checkRange(where, 'objectives.latency.percent', latency?.percent, 94, 99.999, 'per cent');
  if (latency) {
    checkRange(where, 'objectives.latency.under', latency.under.toMilliseconds(), Duration.millis(1).toMilliseconds(), 29_000, 'milliseconds');
  }
}
