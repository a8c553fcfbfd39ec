import { AlarmState } from './alarm-state';

export type TreatMissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** Points that CloudWatch looks at beyond the evaluation periods: five for three in its examples. */
export const POINTS_BEYOND = 2;

/**
 * The state that points give, the newest last, each breaching, not, or missing (undefined).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function stateFrom(
  points: readonly (boolean | undefined)[], datapointsToAlarm: number, evaluationPeriods: number, treatMissingData: TreatMissingData,
  current: AlarmState,
): AlarmState {
  const real = points.filter((point): point is boolean => point !== undefined);
  const decided = (breaching: number) => breaching >= datapointsToAlarm ? AlarmState.ALARM : AlarmState.OK;
  const count = (some: readonly boolean[]) => some.filter(Boolean).length;
  if (real.length >= evaluationPeriods) { return decided(count(real.slice(-evaluationPeriods))); }
  const filled = evaluationPeriods - real.length;
  if (treatMissingData === 'breaching') { return decided(count(real) + filled); }
  if (treatMissingData === 'notBreaching') { return decided(count(real)); }
  if (treatMissingData === 'ignore' && real.every(Boolean) && real.length < datapointsToAlarm) { return current; }
  if (real.length === 0) { return AlarmState.INSUFFICIENT_DATA; }
  // The breaching point is old enough and nothing newer denies it: missing data do not hold the alarm back.
  const age = points.length - points.findIndex((point) => point !== undefined);
  if (real.every(Boolean) && age >= datapointsToAlarm) { return AlarmState.ALARM; }
  return decided(count(real));
}
