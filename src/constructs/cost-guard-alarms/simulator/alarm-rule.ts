import { AlarmState } from './alarm-state';

/** The state of the alarm that a rule names. */
export type StateOf = (alarm: string) => AlarmState;

/**
 * A composite alarm's rule: OK, ALARM and INSUFFICIENT_DATA of an alarm, TRUE, FALSE, NOT, AND, OR and parentheses.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function parseRule(rule: string): { readonly alarms: readonly string[]; readonly holds: (stateOf: StateOf) => boolean } {
  const tokens = rule.match(/"[^"]*"|[A-Z_]+|[()]/g) ?? [];
  const alarms: string[] = [];
  let at = 0;
  type Holds = (stateOf: StateOf) => boolean;
  const primary = (): Holds => {
    const token = tokens[at++];
    if (token === '(') {
      const inner = either();
      at++;
      return inner;
    }
    if (token === 'NOT') {
      const denied = primary();
      return (stateOf) => !denied(stateOf);
    }
    if (token === 'TRUE' || token === 'FALSE') { return () => token === 'TRUE'; }
    const alarm = tokens[at + 1].slice(1, -1);
    at += 3;
    alarms.push(alarm);
    return (stateOf) => stateOf(alarm) === token;
  };
  const joined = (next: () => Holds, word: string, join: (a: boolean, b: () => boolean) => boolean) => (): Holds => {
    let left = next();
    while (tokens[at] === word) {
      at++;
      const [a, b] = [left, next()];
      left = (stateOf) => join(a(stateOf), () => b(stateOf));
    }
    return left;
  };
  const all = joined(primary, 'AND', (a, b) => a && b());
  const either: () => Holds = joined(all, 'OR', (a, b) => a || b());
  return { holds: either(), alarms };
}
