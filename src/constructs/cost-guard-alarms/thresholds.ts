import { Duration } from 'aws-cdk-lib';
import { AlarmPreset, type AlarmThreshold, type AlarmThresholds } from './alarm-thresholds';
import { checkDuration, checkKnown, checkRange, checkWhole } from '../private/check';
import { fail } from '../private/fail';

export type ThresholdName = keyof AlarmThresholds;
export type Threshold = Required<AlarmThreshold>;

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);

/** Value, period, and M of N of the general preset; the strict one takes the first point of data. */
const GENERAL: { readonly [name in ThresholdName]: readonly [value: number, period: Duration, datapoints: number, periods: number] } = {
  functionErrors: [0, MINUTE, 3, 5],
  functionThrottles: [0, MINUTE, 3, 5],
  functionDuration: [80, MINUTE, 3, 5],
  functionMemory: [90, FIVE_MINUTES, 2, 3],
  accountConcurrency: [80, MINUTE, 3, 5],
  gatewayRequests: [80, MINUTE, 3, 5],
  accountTableCapacity: [80, FIVE_MINUTES, 1, 1],
  accountKeyRequests: [80, MINUTE, 3, 5],
  apiServerErrors: [1, FIVE_MINUTES, 2, 3],
  distributionServerErrors: [1, FIVE_MINUTES, 2, 3],
  tableThrottles: [0, FIVE_MINUTES, 2, 3],
  queueStalled: [Duration.minutes(15).toSeconds(), FIVE_MINUTES, 2, 2],
  deadLetters: [0, FIVE_MINUTES, 1, 1],
  topicFailures: [0, FIVE_MINUTES, 2, 3],
  topicLosses: [0, FIVE_MINUTES, 1, 1],
  bucketServerErrors: [1, FIVE_MINUTES, 2, 3],
  lateReads: [Duration.hours(1).toSeconds(), FIVE_MINUTES, 1, 1],
  estimatedCharges: [80, Duration.hours(6), 1, 1],
};

/** Made only where they are asked for: what they cost is in their docstrings. */
const OPT_IN: ReadonlySet<ThresholdName> = new Set<ThresholdName>([
  'functionMemory', 'gatewayRequests', 'accountTableCapacity', 'accountKeyRequests', 'bucketServerErrors',
]);

export function thresholdOf(name: ThresholdName, preset: AlarmPreset, own: AlarmThreshold = {}): Threshold {
  const [value, period, datapoints, periods] = GENERAL[name];
  const strict = preset === AlarmPreset.STRICT;
  const evaluationPeriods = own.evaluationPeriods ?? (strict ? 1 : periods);
  return {
    value: own.value ?? value,
    period: own.period ?? period,
    evaluationPeriods,
    datapointsToAlarm: own.datapointsToAlarm ?? (own.evaluationPeriods ?? (strict ? 1 : datapoints)),
    enabled: own.enabled ?? !OPT_IN.has(name),
  };
}

/** @throws a synth error for what CloudWatch would refuse at deployment */
export function checkThresholds(where: string, preset: AlarmPreset, thresholds: AlarmThresholds = {}) {
  for (const name of Object.keys(thresholds)) {
    if (!Object.hasOwn(GENERAL, name)) {
      fail({ where, what: 'thresholds names no alarm', given: name, allowed: Object.keys(GENERAL).join(', '), fix: 'rename it, or leave it out' });
    }
    const prop = `thresholds.${name}`;
    const { value, period, evaluationPeriods, datapointsToAlarm } = thresholdOf(name as ThresholdName, preset, thresholds[name as ThresholdName]);
    for (const [member, given] of Object.entries({ value, period, evaluationPeriods, datapointsToAlarm })) { checkKnown(where, `${prop}.${member}`, given); }
    checkRange(where, `${prop}.value`, value, 0, Number.MAX_SAFE_INTEGER, 'in the unit of the alarm');
    checkDuration(where, `${prop}.period`, period, MINUTE, Duration.days(1), 'minutes');
    const seconds = period.toSeconds();
    if (name === 'accountKeyRequests' && seconds !== 60) {
      fail({ where, what: `${prop}.period is not what the quota is told for`, given: seconds, allowed: '60 seconds', fix: 'leave it out, and raise evaluationPeriods' });
    }
    const longest = seconds < 3_600 ? 86_400 : 604_800;
    if (seconds * evaluationPeriods > longest) {
      fail({ where, what: `${prop} looks back further than CloudWatch does`, given: seconds * evaluationPeriods, allowed: `period × evaluationPeriods up to ${longest} seconds for a period of ${seconds} (CloudWatch PutMetricAlarm)`, fix: 'lower one of the two' });
    }
    checkWhole(where, `${prop}.evaluationPeriods`, evaluationPeriods, 1, Math.floor(longest / seconds), `periods of ${seconds} seconds`);
    if (!Number.isInteger(datapointsToAlarm) || datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods) {
      fail({ where, what: `${prop}.datapointsToAlarm is no part of its evaluationPeriods`, given: datapointsToAlarm, allowed: `1 to ${evaluationPeriods}`, fix: 'lower it, or raise evaluationPeriods' });
    }
  }
}
