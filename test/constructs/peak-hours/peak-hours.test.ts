import { App, aws_lambda as lambda, aws_sns as sns, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { PeakHours, type PeakHoursProps, type PeakWindow } from '../../../src';
import { cronOf, shownAt, type Shown } from '../../support/clock';
import { resourcesOf } from '../../support/template';

interface Action { readonly ScheduledActionName: string; readonly Schedule: string; readonly Timezone: string; readonly ScalableTargetAction: any }

const OFFICE: PeakWindow = { days: 'MON-FRI', from: '08:45', to: '18:00', provisionedConcurrency: 5 };

function peak(props: Partial<PeakHoursProps> & { readonly code?: string; readonly reserved?: number } = {}) {
  const { code = 'exports.handler = async () => 1', reserved, ...rest } = props;
  const stack = new Stack(new App(), 'Stack');
  const handler = new lambda.Function(stack, 'Handler', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(code), reservedConcurrentExecutions: reserved,
  });
  const hours = new PeakHours(stack, 'Peak', { handler, timeZone: 'Europe/Madrid', windows: [OFFICE], ...rest });
  return { stack, handler, hours, template: () => Template.fromStack(stack) };
}

function onlyOf(template: Template, type: string) {
  const found = Object.entries(resourcesOf(template, type));
  expect(found).toHaveLength(1);
  const [logicalId, { Properties: properties }] = found[0];
  return { logicalId, properties };
}

/** What is set at a minute, or undefined. */
type Setting = (shown: Shown) => number | undefined;

function settingOf(...windows: PeakWindow[]): Setting {
  const actions = actionsOf(peak({ windows }).template()).map(({ Schedule, ScalableTargetAction: { MinCapacity, MaxCapacity } }) => {
    expect(MaxCapacity).toBe(MinCapacity);
    return { fires: cronOf(Schedule), level: MinCapacity as number };
  });
  return (shown) => {
    const set = actions.filter(({ fires }) => fires(shown));
    if (set.length > 1) { throw new Error(`two actions at ${JSON.stringify(shown)}: Application Auto Scaling does not say which is last`); }
    return set[0]?.level;
  };
}

function actionsOf(template: Template): Action[] {
  return onlyOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget').properties.ScheduledActions;
}

function minuteOfWeek({ day, hour, minute }: Shown): number { return (day * 24 + hour) * 60 + minute; }

const WEEK = 7 * 24 * 60;
const everyMinute = Array.from({ length: WEEK }, (_, i): Shown => ({ day: Math.floor(i / 1440), hour: Math.floor(i / 60) % 24, minute: i % 60 }));

describe('the level', () => {
  test('is that of the window, and 0 outside', () => {
    const at = settingOf(OFFICE);
    const monday = (hour: number, minute: number) => at({ day: 1, hour, minute });
    expect([monday(8, 44), monday(8, 45), monday(17, 45), monday(18, 0), monday(18, 45)]).toEqual([undefined, 5, 5, 0, undefined]);
    expect(actionsOf(peak().template()).map(({ Schedule, ScalableTargetAction: { MinCapacity } }) => `${MinCapacity}: ${Schedule}`)).toEqual([
      '0: cron(0 * ? * SUN,SAT *)',
      '0: cron(0 0-8,18-23 ? * MON-FRI *)',
      '5: cron(45 8-17 ? * MON-FRI *)',
    ]);
  });

  test('is set anew each hour, so that a deployment at peak, a lost action or a changed clock is made good within the hour', () => {
    const at = settingOf(OFFICE);
    const set = [...everyMinute, ...everyMinute].flatMap((shown, i) => at(shown) === undefined ? [] : [i]);
    expect(Math.max(...set.map((minute, i) => minute - (set[i - 1] ?? 0)))).toBe(60);
  });

  test('is the highest where windows overlap, and changes once where one follows another', () => {
    const level = settingOf({ from: '08:00', to: '20:00', provisionedConcurrency: 2 }, { from: '12:00', to: '14:00', provisionedConcurrency: 10 }, { from: '20:00', to: '22:00', provisionedConcurrency: 3 });
    const at = (hour: number) => level({ day: 3, hour, minute: 0 });
    expect([at(7), at(8), at(12), at(13), at(14), at(19), at(20), at(22)]).toEqual([0, 2, 10, 10, 2, 2, 3, 0]);
  });

  test('goes on past midnight into the next day, and from Saturday into Sunday', () => {
    const at = settingOf({ days: 'SAT', from: '22:00', to: '02:00', provisionedConcurrency: 4 });
    expect([[6, 21], [6, 22], [0, 1], [0, 2], [1, 1]].map(([day, hour]) => at({ day, hour, minute: 0 }))).toEqual([0, 4, 4, 0, 0]);
  });

  test('of any windows is what a clock would say, minute by minute', () => {
    const time = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
    const window = fc.record({
      days: fc.constantFrom(undefined, 'MON-FRI', 'SAT,SUN', 'FRI-MON', 'WED'), from: time, to: time, provisionedConcurrency: fc.integer({ min: 1, max: 9 }),
    }).filter(({ from, to }) => from.hour !== to.hour || from.minute !== to.minute);
    const text = ({ hour, minute }: { readonly hour: number; readonly minute: number }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    const daysOf: { [days: string]: number[] } = { 'MON-FRI': [1, 2, 3, 4, 5], 'SAT,SUN': [6, 0], 'FRI-MON': [5, 6, 0, 1], 'WED': [3] };
    fc.assert(fc.property(fc.array(window, { minLength: 1, maxLength: 4 }), (windows) => {
      const at = settingOf(...windows.map(({ from, to, ...rest }) => ({ ...rest, from: text(from), to: text(to) })));
      const expected = (minute: number) => Math.max(0, ...windows.map(({ days, from, to, provisionedConcurrency }) => {
        const begins = from.hour * 60 + from.minute;
        const lasts = (to.hour * 60 + to.minute - begins + 1440) % 1440;
        return (days === undefined ? [0, 1, 2, 3, 4, 5, 6] : daysOf[days])
          .some((day) => (minute - day * 1440 - begins + 2 * WEEK) % WEEK < lasts) ? provisionedConcurrency : 0;
      }));
      let level: number | undefined;
      const wrong = [...everyMinute, ...everyMinute].filter((shown) => {
        level = at(shown) ?? level;
        return level !== undefined && level !== expected(minuteOfWeek(shown));
      });
      expect(wrong).toEqual([]);
    }), { numRuns: 20 });
  });

  test.each([['spring, when 02:30 does not exist', '2026-03-28T12:00Z'], ['autumn, when 02:30 comes twice', '2026-10-24T12:00Z']])(
    'is right again an hour after the clock was changed in %s', (_, from) => {
      const at = settingOf({ from: '01:15', to: '02:30', provisionedConcurrency: 3 });
      let level: number | undefined;
      for (let i = 0; i < 2 * 1440; i++) {
        const shown = shownAt(new Date(Date.parse(from) + i * 60_000), 'Europe/Madrid');
        level = at(shown) ?? level;
        if (shown.hour > 3 && level !== undefined) { expect(level).toBe(0); }
      }
      expect(level).toBe(0);
    });

  test('is of the time zone that is given', () => {
    expect(new Set(actionsOf(peak().template()).map(({ Timezone }) => Timezone))).toEqual(new Set(['Europe/Madrid']));
  });
});

describe('a deployment', () => {
  test('takes no environment away at peak: the target may hold from none to the highest level', () => {
    const { properties } = onlyOf(peak().template(), 'AWS::ApplicationAutoScaling::ScalableTarget');
    expect(properties).toMatchObject({ MinCapacity: 0, MaxCapacity: 5, ServiceNamespace: 'lambda', ScalableDimension: 'lambda:function:ProvisionedConcurrency' });
  });

  test('of another code moves the alias, which stays itself, to a new version', () => {
    const [before, after] = ['exports.handler = async () => 1', 'exports.handler = async () => 2'].map((code) => peak({ code }).template());
    const aliases = [before, after].map((template) => onlyOf(template, 'AWS::Lambda::Alias'));
    expect(aliases[0].logicalId).toBe(aliases[1].logicalId);
    expect(aliases.map(({ properties }) => properties.Name)).toEqual(['live', 'live']);
    const versions = [before, after].map((template) => onlyOf(template, 'AWS::Lambda::Version').logicalId);
    expect(versions[0]).not.toBe(versions[1]);
    expect(aliases.map(({ properties }) => properties.FunctionVersion['Fn::GetAtt'][0])).toEqual(versions);
    expect(onlyOf(before, 'AWS::ApplicationAutoScaling::ScalableTarget').logicalId).toBe(onlyOf(after, 'AWS::ApplicationAutoScaling::ScalableTarget').logicalId);
  });

  test('of other windows makes no new version, since the function is the same', () => {
    const [before, after] = [[OFFICE], [{ ...OFFICE, provisionedConcurrency: 9 }]].map((windows) => onlyOf(peak({ windows }).template(), 'AWS::Lambda::Version').logicalId);
    expect(before).toBe(after);
  });

  test('off-hours finds no level of the template’s on the alias, which CloudFormation would then miss', () => {
    const template = peak().template();
    expect(onlyOf(template, 'AWS::Lambda::Alias').properties).not.toHaveProperty('ProvisionedConcurrencyConfig');
    expect(onlyOf(template, 'AWS::Lambda::Version').properties).not.toHaveProperty('ProvisionedConcurrencyConfig');
  });

  test('registers the target after the alias, of which its name is made', () => {
    const template = peak().template();
    const { properties } = onlyOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget');
    expect(JSON.stringify(properties.ResourceId)).toContain(`{"Ref":"${onlyOf(template, 'AWS::Lambda::Alias').logicalId}"}`);
  });
});

test('requests that found nothing ready for 15 minutes are told of, with a section of the runbook', () => {
  const { stack, hours } = peak();
  const alarmTopic = new sns.Topic(stack, 'Topic');
  const other = new lambda.Function(stack, 'Other', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => 1'), timeout: Duration.seconds(5),
  });
  new PeakHours(stack, 'Told', { handler: other, timeZone: 'UTC', windows: [OFFICE], alarmTopic });
  const alarms = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
  expect(alarms).toEqual([expect.not.objectContaining({ AlarmActions: expect.anything() }), expect.objectContaining({ AlarmActions: [{ Ref: expect.stringMatching(/^Topic/) }] })]);
  expect(alarms[0]).toMatchObject({
    MetricName: 'ProvisionedConcurrencySpilloverInvocations',
    Namespace: 'AWS/Lambda',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 3,
    TreatMissingData: 'notBreaching',
  });
  expect(JSON.stringify(alarms[0].AlarmDescription)).toMatch(/#spillover\\nConsole: /);
  expect(stack.resolve(alarms[0].Dimensions)).toEqual(expect.arrayContaining([{ Name: 'FunctionName', Value: expect.anything() }, { Name: 'Resource', Value: expect.anything() }]));
  expect(hours.alias.aliasName).toBe('live');
});

describe('fails at synth', () => {
  test.each<[string, Partial<PeakHoursProps> & { readonly reserved?: number }, RegExp]>([
    ['without a window', { windows: [] }, /windows is empty.*Fix: give a window/],
    ['for a time that is none', { windows: [{ ...OFFICE, from: '8:45' }] }, /windows\[0\]\.from is no time of day, got "8:45".*HH:MM/],
    ['for a time after the day’s end', { windows: [{ ...OFFICE, to: '24:01' }] }, /windows\[0\]\.to is no time of day/],
    ['for a window of nothing', { windows: [{ ...OFFICE, to: '08:45' }] }, /windows\[0\] ends when it begins.*24:00/],
    ['for days that are none', { windows: [{ ...OFFICE, days: 'L-V' }] }, /windows\[0\]\.days names no days, got "L-V".*MON-FRI/],
    ['for a level of 0', { windows: [{ ...OFFICE, provisionedConcurrency: 0 }] }, /windows\[0\]\.provisionedConcurrency is no number of environments, got 0/],
    ['for half an environment', { windows: [{ ...OFFICE, provisionedConcurrency: 1.5 }] }, /got 1\.5/],
    ['for a time zone that is none', { timeZone: 'Madrid' }, /timeZone is none, got "Madrid".*Europe\/Madrid/],
    ['for an offset, which no summer changes', { timeZone: '+01:00' }, /timeZone is none, got "\+01:00"/],
    ['for more than the function reserves', { reserved: 4 }, /keeps more environments ready than the function reserves.*"reservedConcurrentExecutions":4/],
  ])('%s', (_, props, message) => {
    expect(() => peak(props)).toThrow(message);
  });

  test('for a function that has peak hours already, whose alias it would need', () => {
    const { stack, handler } = peak();
    expect(() => new PeakHours(stack, 'Again', { handler, timeZone: 'UTC', windows: [OFFICE] })).toThrow(/has peak hours already.*Fix: give all windows to one/);
  });
});
