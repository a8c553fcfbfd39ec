/** State of an alarm, as CloudWatch names it. */
export enum AlarmState {
  /** The threshold holds. */
  OK = 'OK',
  /** The threshold is broken. */
  ALARM = 'ALARM',
  /** Too little is known to tell: the state that an alarm begins with. */
  INSUFFICIENT_DATA = 'INSUFFICIENT_DATA',
}
