import { AlarmState } from './alarm-state';

/** An alarm that holds back what a composite alarm tells, and for how many minutes. */
export interface Suppressor {
  readonly alarm: string;
  /** How long a change waits for the suppressor to ring. */
  readonly waits: number;
  /** How long it is held back after the suppressor has ended. */
  readonly extends: number;
}

/**
 * What a composite alarm with a suppressor has to tell, in one run: a change that waits for its time, and is forgotten when the next one
 * comes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
 */
export class Held {
  private change?: { readonly state: AlarmState; readonly minute: number };
  private suppressedUntil?: number;

  constructor(private readonly suppressor: Suppressor) {}

  public changed(state: AlarmState, minute: number) {
    this.change = { state, minute };
    this.suppressedUntil = undefined;
  }

  /** The state of which somebody is told in this minute. */
  public dueIn(minute: number, suppressor: AlarmState): AlarmState | undefined {
    if (!this.change) { return undefined; }
    if (suppressor === AlarmState.ALARM) {
      this.suppressedUntil = minute + 1;
      return undefined;
    }
    const due = this.suppressedUntil === undefined ? this.change.minute + this.suppressor.waits : this.suppressedUntil + this.suppressor.extends;
    if (minute < due) { return undefined; }
    const { state } = this.change;
    this.change = undefined;
    return state;
  }
}
