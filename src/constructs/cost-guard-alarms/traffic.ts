import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AlarmStyle } from './alarm-group';
import { AlarmKind } from './alarm-kind';
import { metricOf } from './alarm-plan';
import { alarmName } from './guard-alarm';
import { dimensionsOf, type WatchedApi } from './watched';
import { alarmPage, consoleUrl, described } from '../private/alarm';

/** Standard deviations around what is usual. */
const BAND = 3;

export const TRAFFIC_KIND = AlarmKind.LATENCY;

/** Requests far from what is usual at this time of the week. */
export function createTrafficAlarm(
  scope: Construct, { prefix, runbookUrl }: AlarmStyle, api: WatchedApi,
): cloudwatch.Alarm {
  const { label } = api;
  const name = alarmName(`${prefix}: ${label} unusual traffic`);
  return new cloudwatch.AnomalyDetectionAlarm(scope, `${label.replace(/\//g, '-')} unusual traffic`, {
    alarmName: name,
    metric: metricOf({ namespace: 'AWS/ApiGateway', metricName: 'Count' }, dimensionsOf(api), cloudwatch.Stats.SUM, Duration.minutes(5)),
    stdDevs: BAND,
    comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
    evaluationPeriods: 6,
    datapointsToAlarm: 4,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    alarmDescription: described(
      `${label} had far more or far fewer requests than usual in 20 of 30 minutes.`,
      `Runbook: ${runbookUrl}#unusual-traffic`, `Console: ${consoleUrl(scope, alarmPage(name))}`),
  });
}
