import { App, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_sns as sns, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AlarmSimulator, AlarmState, MetricSeries } from '../../../src';

const series = (name: string) => new MetricSeries('Own', name);

/** A stack of alarms, each of which rings in the minutes in which its metric is above 0. */
function alarms(...names: string[]) {
  const stack = new Stack(new App(), 'Stack');
  const made = names.map((alarmName) => new cloudwatch.Alarm(stack, alarmName, {
    alarmName,
    metric: new cloudwatch.Metric({ namespace: 'Own', metricName: alarmName, statistic: 'Sum', period: Duration.minutes(1) }),
    threshold: 0,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }));
  return { stack, made, topic: new actions.SnsAction(new sns.Topic(stack, 'Topic')) };
}

const simulated = (stack: Stack) => new AlarmSimulator(Template.fromStack(stack));
/** Rings from the end of a minute to that of another, zeros around it. */
const rings = (name: string, from: number, to: number) => series(name).repeat(0, from, 0).repeat(from, to - from, 1).repeat(to, 30 - to, 0);

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
describe('a composite alarm’s rule', () => {
  const stateOf = (rule: string, ...ringing: string[]) => {
    const { stack } = alarms('a', 'b', 'c');
    new cloudwatch.CfnCompositeAlarm(stack, 'All', { alarmName: 'all', alarmRule: rule });
    const data = ['a', 'b', 'c'].map((name) => series(name).put(0, ringing.includes(name) ? 1 : 0));
    return simulated(stack).run({ minutes: 1, series: data }).stateAt('all', 1);
  };

  test.each<[string, string[], string[]]>([
    ['ALARM(a) AND NOT ALARM("b")', ['a', 'c'], ['a', 'b']],
    ['(ALARM("a") OR OK("b")) AND ALARM(c)', ['c'], ['b', 'c']],
    ['ALARM(arn:aws:cloudwatch:eu-west-1:111111111111:alarm:a)', ['a'], ['b']],
    ['TRUE AND NOT FALSE', [], []],
    ['AT_LEAST(2, ALARM, (a, b, c))', ['a', 'c'], ['a']],
    ['AT_LEAST(60%, NOT ALARM, ("a", "b", "c"))', ['a'], ['a', 'b']],
    ['AT_LEAST("50%", OK, (a, b)) AND ALARM(c)', ['a', 'c'], ['a', 'b', 'c']],
  ])('%s', (rule, holds, doesNot) => {
    expect(stateOf(rule, ...holds)).toBe('ALARM');
    if (rule.includes('(')) { expect(stateOf(rule, ...doesNot)).toBe('OK'); }
  });

  test.each(['AT_MOST(1, ALARM, (a, b))', 'ALARM(a) XOR ALARM(b)', 'ALARM a', ''])('%p is named as not simulated', (rule) => {
    const { stack } = alarms('a', 'b');
    new cloudwatch.CfnCompositeAlarm(stack, 'All', { alarmName: 'all', alarmRule: rule });
    expect(simulated(stack).unsimulated).toEqual([`all: the rule ${JSON.stringify(rule)} is not simulated`]);
  });
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html, with its periods: two minutes to wait, three more.
describe('what a composite alarm tells while another one holds it back', () => {
  function told(outage: MetricSeries, maintenance: MetricSeries) {
    const { stack, made: [child, suppressor], topic } = alarms('outage', 'maintenance');
    const all = new cloudwatch.CompositeAlarm(stack, 'All', {
      compositeAlarmName: 'all',
      alarmRule: cloudwatch.AlarmRule.fromAlarm(child, cloudwatch.AlarmState.ALARM),
      actionsSuppressor: suppressor,
      actionsSuppressorWaitPeriod: Duration.minutes(2),
      actionsSuppressorExtensionPeriod: Duration.minutes(3),
    });
    all.addAlarmAction(topic);
    all.addOkAction(topic);
    const history = simulated(stack).run({ minutes: 30, series: [outage, maintenance] });
    expect(history.firstMinuteIn('all', AlarmState.ALARM)).toBe(history.firstMinuteIn('outage', AlarmState.ALARM));
    return history.messages().map(({ alarm, minute, state }) => `${alarm} ${state} in minute ${minute}`);
  }

  test('comes after the time to wait, where nothing holds it back', () => {
    expect(told(rings('outage', 5, 20), series('maintenance'))).toEqual(['all ALARM in minute 8', 'all OK in minute 23']);
  });

  test('is not told where the other alarm rings, and rings until it is over', () => {
    expect(told(rings('outage', 5, 10), rings('maintenance', 4, 29))).toEqual([]);
  });

  test('is held back by an alarm that follows while it waits', () => {
    expect(told(rings('outage', 5, 10), rings('maintenance', 7, 29))).toEqual([]);
  });

  test('comes three minutes after the other alarm has ended, if it still rings', () => {
    expect(told(rings('outage', 5, 25), rings('maintenance', 4, 12))).toEqual(['all ALARM in minute 16', 'all OK in minute 28']);
    expect(told(rings('outage', 5, 13), rings('maintenance', 4, 12))).toEqual(['all OK in minute 16']);
  });
});

describe('an alarm whose actions are turned off', () => {
  test('changes its state and tells nobody', () => {
    const { stack, made: [alarm], topic } = alarms('a');
    alarm.addAlarmAction(topic);
    (alarm.node.defaultChild as cloudwatch.CfnAlarm).actionsEnabled = false;
    const history = simulated(stack).run({ minutes: 5, series: [rings('a', 1, 3)] });
    expect([history.firstMinuteIn('a', AlarmState.ALARM), history.messages()]).toEqual([2, []]);
  });
});

describe('metric math', () => {
  const alarmOn = (expression: string, more: object = {}) => {
    const stack = new Stack(new App(), 'Stack');
    const metric = (id: string) => ({ id, metricStat: { metric: { namespace: 'Own', metricName: id }, stat: 'Sum', period: 60 }, returnData: false });
    new cloudwatch.CfnAlarm(stack, 'A', {
      alarmName: 'A',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 1,
      evaluationPeriods: 1,
      metrics: [metric('m1'), metric('m2'), { id: 'e1', expression }],
      ...more,
    });
    return simulated(stack);
  };

  test('has no value where it divides by nothing, so that a rate without requests is no outage', () => {
    const history = alarmOn('100 * m1 / m2').run({ minutes: 1, series: [series('m1').put(0, 5), series('m2').put(0, 0)] });
    expect(history.stateAt('A', 1)).toBe('INSUFFICIENT_DATA');
  });

  test.each([
    ['a period below a minute', { metrics: undefined, namespace: 'Own', metricName: 'm1', statistic: 'Sum', period: 10 }, 'A: a period of 10 seconds is not simulated'],
    ['percentiles that wait for samples', { metrics: undefined, namespace: 'Own', metricName: 'm1', extendedStatistic: 'p99', period: 60, evaluateLowSampleCountPercentile: 'ignore' }, 'A: EvaluateLowSampleCountPercentile ignore is not simulated'],
    ['a band', { comparisonOperator: 'GreaterThanUpperThreshold', thresholdMetricId: 'e1' }, 'A: GreaterThanUpperThreshold is not simulated'],
    ['a query', { metrics: [{ id: 'q', expression: 'SELECT SUM(Errors) FROM "AWS/Lambda"', period: 60 }] }, 'A: SELECT SUM(Errors) FROM "AWS/Lambda" is not simulated'],
  ])('%s is named as not simulated', (_, properties, message) => {
    expect(alarmOn('m1', properties).unsimulated).toEqual([message]);
  });
});
