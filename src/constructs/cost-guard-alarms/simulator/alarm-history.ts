import { AlarmState } from './alarm-state';
import { fail } from '../../private/fail';

/** An alarm that changes its state. */
export interface AlarmTransition {
  /** Name of the alarm; its logical id where the template gives it none. */
  readonly alarm: string;
  /** Minutes since the start of the run. */
  readonly minute: number;
  /** The state into which it came. */
  readonly state: AlarmState;
  /** Whether it tells somebody at once: it has an action for this state, and no suppressor. */
  readonly tells: boolean;
}

/** What became of each alarm in a run. */
export class AlarmHistory {
  /** @internal */
  public static _of(alarms: readonly string[], changes: readonly AlarmTransition[], late: readonly AlarmTransition[]): AlarmHistory {
    return new AlarmHistory(alarms, changes, late);
  }

  private constructor(
    private readonly alarms: readonly string[],
    private readonly changes: readonly AlarmTransition[],
    /** What is told later than it happened. */
    private readonly late: readonly AlarmTransition[],
  ) {}

  /** Every change of state, in the order of time. The first state of an alarm is INSUFFICIENT_DATA and no change. */
  public transitions(): AlarmTransition[] {
    return [...this.changes];
  }

  /**
   * The changes that somebody is told of: into ALARM, and out of it. CloudWatch tells of the first OK, too; here it is left out. A composite
   * alarm with a suppressor tells later than it changes, or never: its minute is here that of the message.
   */
  public messages(): AlarmTransition[] {
    const rang = ({ alarm, minute }: AlarmTransition) =>
      this.changes.some((change) => change.alarm === alarm && change.state === AlarmState.ALARM && change.minute <= minute);
    return [...this.changes, ...this.late].filter((change) => change.tells && rang(change)).sort((a, b) => a.minute - b.minute);
  }

  /**
   * The state of an alarm after a time.
   * @param alarm its name, as `transitions` tells it
   * @param minute since the start of the run
   */
  public stateAt(alarm: string, minute: number): AlarmState {
    this.check(alarm);
    return this.changes.filter((change) => change.alarm === alarm && change.minute <= minute).at(-1)?.state ?? AlarmState.INSUFFICIENT_DATA;
  }

  /**
   * The first minute in which an alarm comes into a state; -1 where it never does.
   * @param alarm its name, as `transitions` tells it
   * @param state into which it comes
   */
  public firstMinuteIn(alarm: string, state: AlarmState): number {
    this.check(alarm);
    return this.changes.find((change) => change.alarm === alarm && change.state === state)?.minute ?? -1;
  }

  private check(alarm: string) {
    if (this.alarms.includes(alarm)) { return; }
    fail({ where: 'AlarmHistory', what: 'no alarm has this name', given: alarm, allowed: this.alarms.join(', '), fix: 'name one of these' });
  }
}
