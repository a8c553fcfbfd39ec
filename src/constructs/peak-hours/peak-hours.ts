import { aws_applicationautoscaling as scaling, aws_cloudwatch as cloudwatch, aws_lambda as lambda, Duration, TimeZone, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { PeakHoursProps, PeakSchedule, PeakWindow } from './props';
import { daysOf, levelsOf, minutesOf } from './week';
import { RunbookAlarm } from '../private/alarm';
import { fail } from '../private/fail';

const ALIAS = 'live';
/** Its id below the function: one function has one. */
const ALIAS_ID = 'Live';

/**
 * Execution environments of a function that are ready at some hours of the week. The functions of this library take a `peakHours` of their
 * own; this is for one of yours.
 *
 * @example
 * import { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
 * import { PeakHours, type ICrudResource } from 'serverless-inteligente';
 * declare const stack: Stack;
 * declare const closeTicket: lambda.Function;
 * declare const tickets: ICrudResource;
 * const peak = new PeakHours(stack, 'Peak', {
 *   handler: closeTicket,
 *   timeZone: 'Europe/Madrid',
 *   windows: [{ days: 'MON-FRI', from: '08:45', to: '18:00', provisionedConcurrency: 5 }],
 * });
 * tickets.addAction('close', { handler: peak.alias }); // what invokes the function itself finds nothing ready
 */
export class PeakHours extends Construct {
  /** What is to be invoked: it stays the same from one deployment to the next, and is of the newest version. */
  public readonly alias: lambda.Alias;

  constructor(scope: Construct, id: string, props: PeakHoursProps) {
    super(scope, id);
    const { handler, timeZone, windows, alarmTopic } = props;
    checkSchedule(this.node.path, props);
    const highest = Math.max(...windows.map(({ provisionedConcurrency }) => provisionedConcurrency));
    checkFunction(this.node.path, handler, highest);
    this.alias = new lambda.Alias(handler, ALIAS_ID, {
      aliasName: ALIAS,
      version: handler.currentVersion,
      description: 'Invoked in place of the function, and ready at its peak hours',
    });
    // From none to the highest: registered anew by a deployment, it takes nothing away at whatever hour.
    const target = this.alias.addAutoScaling({ minCapacity: 0, maxCapacity: highest });
    for (const { name, cron, level } of levelsOf(windows)) {
      const schedule = scaling.Schedule.expression(cron);
      target.scaleOnSchedule(name, { schedule, timeZone: TimeZone.of(timeZone), minCapacity: level, maxCapacity: level });
    }
    new RunbookAlarm(this, 'SpilloverAlarm', {
      metric: this.alias.metric('ProvisionedConcurrencySpilloverInvocations', { statistic: cloudwatch.Stats.SUM, period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 3,
      description: `Requests of ${handler.node.path} found no environment ready for 15 minutes, and waited for one to start.`,
      section: 'spillover',
      consolePath: `/lambda/home?region=REGION#/functions/${handler.functionName}?tab=monitoring`,
      alarmTopic,
    });
  }
}

function checkFunction(where: string, handler: lambda.Function, highest: number) {
  if (handler.node.tryFindChild(ALIAS_ID)) {
    fail({ where, what: `${handler.node.path} has peak hours already`, allowed: 'one PeakHours a function', fix: 'give all windows to one' });
  }
  const reserved = (handler.node.defaultChild as lambda.CfnFunction).reservedConcurrentExecutions;
  if (reserved !== undefined && !Token.isUnresolved(reserved) && reserved < highest) {
    fail({
      where,
      what: 'it keeps more environments ready than the function reserves',
      given: { provisionedConcurrency: highest, reservedConcurrentExecutions: reserved },
      allowed: 'as much as the function reserves',
      fix: 'lower provisionedConcurrency, or reserve more or nothing',
    });
  }
}

function checkSchedule(where: string, { timeZone, windows }: PeakSchedule) {
  if (!isTimeZone(timeZone)) {
    fail({ where, what: 'timeZone is none', given: timeZone, allowed: 'a name of the IANA, such as Europe/Madrid or UTC', fix: 'correct it' });
  }
  if (windows.length === 0) {
    fail({ where, what: 'windows is empty, so that no environment would ever be ready', allowed: 'one or more', fix: 'give a window, or leave the peak hours out' });
  }
  windows.forEach((window, i) => checkWindow(where, `windows[${i}]`, window));
}

function checkWindow(where: string, prop: string, { days, from, to, provisionedConcurrency }: PeakWindow) {
  for (const [name, time] of [['from', from], ['to', to]]) {
    if (minutesOf(time) === undefined) {
      fail({ where, what: `${prop}.${name} is no time of day`, given: time, allowed: 'HH:MM, 00:00 to 24:00', fix: 'correct it' });
    }
  }
  if (minutesOf(from) === minutesOf(to)) {
    fail({ where, what: `${prop} ends when it begins`, given: { from, to }, allowed: 'two times', fix: 'for a whole day write from 00:00 to 24:00' });
  }
  if (days !== undefined && !daysOf(days)) {
    fail({ where, what: `${prop}.days names no days`, given: days, allowed: 'MON, TUE, WED, THU, FRI, SAT, SUN, ranges such as MON-FRI, and lists such as SAT,SUN', fix: 'correct it' });
  }
  if (!Number.isInteger(provisionedConcurrency) || provisionedConcurrency < 1) {
    fail({ where, what: `${prop}.provisionedConcurrency is no number of environments`, given: provisionedConcurrency, allowed: 'whole numbers from 1', fix: 'correct it; outside of the windows it is 0' });
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
