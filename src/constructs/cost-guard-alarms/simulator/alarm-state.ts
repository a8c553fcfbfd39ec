/** State of an alarm, as CloudWatch names it. */
export enum AlarmState {
  OK = 'OK',
  ALARM = 'ALARM',
  INSUFFICIENT_DATA = 'INSUFFICIENT_DATA',
}
