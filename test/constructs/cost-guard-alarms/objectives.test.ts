import { Duration } from 'aws-cdk-lib';
import { alarmsOf, guarded } from '../../support/guarded';
import { resourcesOf } from '../../support/template';

const AVAILABLE = { objectives: { availability: 99.9 } };

function burnRates(props: object) {
  const template = guarded(props).template();
  const alarms = Object.values(alarmsOf(template)).filter(({ AlarmName }) => AlarmName.includes('burns'));
  const composites = Object.values(resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')).map(({ Properties }) => Properties).filter(({ AlarmName }) => AlarmName.includes('budget'));
  return { template, alarms, composites };
}

describe('an objective of availability', () => {
  test('rings by the windows and factors of the Site Reliability Workbook, each long window with its short one', () => {
    const { alarms } = burnRates(AVAILABLE);
    const told = alarms.map(({ Metrics, EvaluationPeriods, Threshold }) => [
      Metrics!.find(({ MetricStat }) => MetricStat).MetricStat.Period * EvaluationPeriods, Threshold!,
    ]);
    const byWindow = (pairs: number[][]) => pairs.sort(([a, b], [c, d]) => a - c || b - d);
    expect(byWindow(told)).toEqual([[300, 1.44], [1_800, 0.6], [3_600, 1.44], [21_600, 0.1], [21_600, 0.6], [259_200, 0.1]]);
  });

  test('pages for fast burning and writes a ticket for slow burning', () => {
    const { composites } = burnRates(AVAILABLE);
    expect(composites.map(({ AlarmName }) => AlarmName).sort()).toEqual([
      'Watch/Guard: Shop/Api availability budget gone in 2 days',
      'Watch/Guard: Shop/Api availability budget gone in 30 days',
      'Watch/Guard: Shop/Api availability budget gone in 5 days',
    ]);
    for (const { AlarmRule, AlarmActions } of composites) {
      expect(JSON.stringify(AlarmRule)).toMatch(/ALARM.* AND .*ALARM/);
      expect(AlarmActions).toHaveLength(1);
    }
  });

  test('looks back within CloudWatch’s limits', () => {
    for (const { Metrics, EvaluationPeriods } of burnRates(AVAILABLE).alarms) {
      const { Period } = Metrics!.find(({ MetricStat }) => MetricStat).MetricStat;
      expect(Period).toBeLessThanOrEqual(86_400);
      expect(Period * EvaluationPeriods).toBeLessThanOrEqual(Period < 3_600 ? 86_400 : 604_800);
    }
  });
});

test('an objective of latency counts the requests that took longer, by percentile rank', () => {
  const { alarms } = burnRates({ objectives: { latency: { percent: 95, under: Duration.millis(300) } } });
  const [{ Metrics }] = alarms;
  expect(Metrics!.find(({ MetricStat }) => MetricStat).MetricStat).toMatchObject({ Stat: 'PR(:300)', Metric: { MetricName: 'Latency' } });
  expect(Metrics!.find(({ Expression }) => Expression).Expression).toBe('IF(requests >= 20, 100 - within, 0)');
  expect(Math.max(...alarms.map(({ Threshold }) => Threshold!))).toBeCloseTo(14.4 * 5);
});

test.each([
  [{}, 'Watch/Guard: objectives promise nothing. Allowed: availability, latency, or both. Fix: give one of them, or leave out objectives'],
  [{ availability: 80 }, 'objectives.availability is out of range, got 80. Allowed: 94 to 99.999 per cent'],
  [{ availability: 100 }, 'objectives.availability is out of range'],
  [{ latency: { percent: 50, under: Duration.millis(300) } }, 'objectives.latency.percent is out of range, got 50'],
  [{ latency: { percent: 95, under: Duration.minutes(1) } }, 'objectives.latency.under is out of range, got 60000. Allowed: 1 to 29000 milliseconds'],
])('%j is refused', (objectives, message) => expect(() => guarded({ objectives })).toThrow(message));

test('unusual traffic is found by a band around what is usual', () => {
  const [alarm] = Object.values(alarmsOf(guarded().template())).filter(({ AlarmName }) => AlarmName.endsWith('unusual traffic'));
  expect(alarm).toMatchObject({ ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold', DatapointsToAlarm: 4, EvaluationPeriods: 6, TreatMissingData: 'notBreaching' });
  expect(alarm.Metrics!.map(({ Expression }) => Expression).filter(Boolean)).toEqual(['ANOMALY_DETECTION_BAND(m0, 3)']);
  expect(Object.values(alarmsOf(guarded({ trafficAnomalies: false }).template())).filter(({ AlarmName }) => AlarmName.endsWith('unusual traffic'))).toEqual([]);
});
