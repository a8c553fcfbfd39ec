import { App, aws_cloudwatch as cloudwatch, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import fc from 'fast-check';
import { AlarmPreset, AlarmSimulator, AlarmState, MetricSeries } from '../../../src';
import { guarded } from '../../support/guarded';

const ERRORS = () => new MetricSeries('AWS/Lambda', 'Errors', { FunctionName: 'orders' });
const REQUESTS = () => new MetricSeries('AWS/ApiGateway', 'Count', { ApiName: 'shop', Stage: 'dev' });
const FAULTS = () => new MetricSeries('AWS/ApiGateway', '5XXError', { ApiName: 'shop', Stage: 'dev' });

describe('the alarms of a guard', () => {
  const simulator = new AlarmSimulator(guarded({ objectives: { availability: 99.9 }, trafficAnomalies: false }).template());

  test('a total outage pages after 3 minutes, once, and says when it is over', () => {
    const outage = ERRORS().repeat(60, 40, 20);
    const history = simulator.run({ minutes: 180, series: [outage] });
    expect(history.messages().map(({ alarm, minute, state }) => [alarm, minute, state])).toEqual([
      ['Watch/Guard: Shop/Orders errors', 63, AlarmState.ALARM],
      ['Watch/Guard: Shop/Orders errors', 105, AlarmState.OK], // nobody calls it any more: CloudWatch looks at five real points, and two beyond
    ]);
  });

  test('one failed request at 3 a.m. pages nobody', () => {
    const history = simulator.run({ minutes: 300, series: [ERRORS().put(180, 1), REQUESTS().put(180, 1), FAULTS().put(180, 1)] });
    expect(history.messages()).toEqual([]);
  });

  test('the strict preset tells of it within a minute', () => {
    const strict = new AlarmSimulator(guarded({ preset: AlarmPreset.STRICT, trafficAnomalies: false }).template());
    const [message] = strict.run({ minutes: 300, series: [ERRORS().put(180, 1)] }).messages();
    expect([message.alarm, message.minute]).toEqual(['Watch/Guard: Shop/Orders errors', 181]);
  });

  test('an API that fails in 2 % of its requests rings for its rate, and pages for the budget that it burns', () => {
    const history = simulator.run({ minutes: 240, series: [REQUESTS().repeat(0, 240, 100), FAULTS().repeat(60, 180, 2)] });
    expect(history.firstMinuteIn('Watch/Guard: Shop/Api server errors', AlarmState.ALARM)).toBe(68);
    expect(history.firstMinuteIn('Watch/Guard: Shop/Api availability budget gone in 2 days', AlarmState.ALARM)).toBe(104);
    expect(history.stateAt('Watch/Guard: Shop/Api availability budget gone in 2 days', 100)).toBe(AlarmState.OK);
  });

  test('a queue that waits and is worked on does not ring, one that stands still does', () => {
    const age = new MetricSeries('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: 'work' }).repeat(0, 120, 2_000);
    const done = new MetricSeries('AWS/SQS', 'NumberOfMessagesDeleted', { QueueName: 'work' }).repeat(0, 60, 5).repeat(60, 60, 0);
    const history = simulator.run({ minutes: 120, series: [age, done] });
    expect(history.firstMinuteIn('Watch/Guard: Shop/Queue stalled', AlarmState.ALARM)).toBe(70);
  });

  test('throttles of any operation ring', () => {
    const throttles = new MetricSeries('AWS/DynamoDB', 'ThrottledRequests', { TableName: 'Orders', Operation: 'Query' }).repeat(10, 30, 1);
    expect(simulator.run({ minutes: 60, series: [throttles] }).firstMinuteIn('Watch/Guard: Shop/Table throttles', AlarmState.ALARM)).toBe(16);
  });

  test('account quotas are given', () => {
    const used = new MetricSeries('AWS/Usage', 'ResourceCount', { Service: 'Lambda', Type: 'Resource', Resource: 'ConcurrentExecutions', Class: 'None' }).repeat(0, 30, 900);
    const name = 'Watch/Guard: account concurrency of functions';
    expect(simulator.run({ minutes: 30, series: [used], serviceQuota: 1_000 }).firstMinuteIn(name, AlarmState.ALARM)).toBe(3);
    expect(simulator.run({ minutes: 30, series: [used], serviceQuota: 3_000 }).firstMinuteIn(name, AlarmState.ALARM)).toBe(-1);
  });
});

/** The points of a row, oldest first, one a minute: 0 within, X beyond the threshold, - missing. */
function stateOf(points: string, [datapointsToAlarm, evaluationPeriods]: readonly [number, number], treatMissingData: cloudwatch.TreatMissingData, namespace = 'Own') {
  const stack = new Stack(new App(), 'Stack');
  const metric = new cloudwatch.Metric({ namespace, metricName: 'M', statistic: 'Sum', period: Duration.minutes(1) });
  new cloudwatch.Alarm(stack, 'Alarm', { alarmName: 'A', metric, threshold: 1, evaluationPeriods, datapointsToAlarm, treatMissingData });
  const series = new MetricSeries(namespace, 'M');
  [...points].forEach((point, minute) => { if (point !== '-') { series.put(minute, point === 'X' ? 9 : 0); } });
  return new AlarmSimulator(Template.fromStack(stack)).run({ minutes: points.length, series: [series] }).stateAt('A', points.length);
}

const { MISSING, IGNORE, BREACHING, NOT_BREACHING } = cloudwatch.TreatMissingData;
const HOW = [MISSING, IGNORE, BREACHING, NOT_BREACHING];
const KEPT = 'kept';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: five points are looked at for three.
describe('CloudWatch’s own examples of missing data', () => {
  test.each([
    ['0-X-X', ['OK', 'OK', 'OK', 'OK']],
    ['0----', ['OK', 'OK', 'OK', 'OK']],
    ['-----', ['INSUFFICIENT_DATA', KEPT, 'ALARM', 'OK']],
    ['0XX-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['--X--', ['ALARM', KEPT, 'ALARM', 'OK']],
  ])('3 of 3, %s', (points, expected) => {
    expect(HOW.map((how) => stateOf(points, [3, 3], how))).toEqual(expected.map((state) => state === KEPT ? 'INSUFFICIENT_DATA' : state));
  });

  test.each([
    ['0-X-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['00X0X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0-X--', ['OK', 'OK', 'ALARM', 'OK']],
    ['----0', ['OK', 'OK', 'ALARM', 'OK']],
    ['---X-', ['ALARM', KEPT, 'ALARM', 'OK']],
  ])('2 of 3, %s', (points, expected) => {
    expect(HOW.map((how) => stateOf(points, [2, 3], how))).toEqual(expected.map((state) => state === KEPT ? 'INSUFFICIENT_DATA' : state));
  });

  test('data that are ignored where they are missing hold no alarm back that has enough points of its own', () => {
    expect(stateOf('X-X--', [2, 3], IGNORE)).toBe('ALARM');
    expect(stateOf('----X', [1, 3], IGNORE)).toBe('ALARM');
  });

  test('a metric of DynamoDB keeps its state where it is missing, whatever the alarm says', () => {
    expect(stateOf('XXX-----', [3, 3], NOT_BREACHING, 'AWS/DynamoDB')).toBe('ALARM');
    expect(stateOf('XXX-----', [3, 3], NOT_BREACHING, 'Own')).toBe('OK');
  });

  test('without gaps, M of N is what it says', () => {
    const upToFive = fc.integer({ min: 1, max: 5 });
    fc.assert(fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), upToFive, upToFive, (breaching, m, n) => {
      fc.pre(m <= n);
      const points = breaching.map((is) => is ? 'X' : '0').join('');
      const expected = breaching.slice(-n).filter(Boolean).length >= m ? 'ALARM' : 'OK';
      expect(stateOf(points, [m, n], MISSING)).toBe(expected);
    }), { numRuns: 40 });
  });
});

describe('statistics of a period', () => {
  function valueAlarms(statistic: string, threshold: number, values: readonly number[]) {
    const stack = new Stack(new App(), 'Stack');
    const metric = new cloudwatch.Metric({ namespace: 'Own', metricName: 'M', statistic, period: Duration.minutes(5) });
    new cloudwatch.Alarm(stack, 'Alarm', { alarmName: 'A', metric, threshold, evaluationPeriods: 1, comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD });
    const series = values.reduce((all, value, minute) => all.put(minute, value), new MetricSeries('Own', 'M'));
    return new AlarmSimulator(Template.fromStack(stack)).run({ minutes: 5, series: [series] }).stateAt('A', 5);
  }

  test.each([['Sum', 15], ['Average', 3], ['Minimum', 1], ['Maximum', 5], ['SampleCount', 5], ['p50', 3], ['PR(:2)', 40], ['PR(2:4)', 60]])('%s', (statistic, value) => {
    expect(valueAlarms(statistic, value, [1, 2, 3, 4, 5])).toBe('ALARM');
    expect(valueAlarms(statistic, value + 0.01, [1, 2, 3, 4, 5])).toBe('OK');
  });
});

describe('what it can’t tell', () => {
  test('is named: anomaly detection learns from weeks of data', () => {
    const simulator = new AlarmSimulator(guarded().template());
    expect(simulator.unsimulated).toEqual(['Watch/Guard: Shop/Api unusual traffic: ANOMALY_DETECTION_BAND(m0, 3) is not simulated']);
  });

  test.each([
    [(simulator: AlarmSimulator) => simulator.run({ minutes: 0, series: [] }), 'minutes is out of range, got 0. Allowed: 1 to 20160'],
    [(simulator: AlarmSimulator) => simulator.run({ minutes: 5, series: [] }).stateAt('nobody', 1), 'no alarm has this name, got "nobody". Allowed: Watch/Guard: '],
    [() => new MetricSeries('Own', 'M').put(-1, 1), 'the minute is none, got -1. Allowed: whole numbers from 0'],
  ])('%s is refused', (act, message) => expect(() => act(new AlarmSimulator(guarded().template()))).toThrow(message));
});
