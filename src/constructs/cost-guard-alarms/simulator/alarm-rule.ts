import { AlarmState } from './alarm-state';

/** The state of the alarm that a rule names. */
export type StateOf = (alarm: string) => AlarmState;

type Holds = (stateOf: StateOf) => boolean;

/**
 * A composite alarm's rule: OK, ALARM and INSUFFICIENT_DATA of an alarm, by its name or ARN, AT_LEAST, TRUE, FALSE, NOT, AND, OR and
 * parentheses.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 * @throws an error that says what is not simulated
 */
export function parseRule(rule: string): { readonly alarms: readonly string[]; readonly holds: Holds } {
  const tokens = rule.match(/"[^"]*"|[^\s(),"]+|[(),]/g) ?? [];
  const alarms: string[] = [];
  let at = 0;
  const refuse = (): never => { throw new Error(`the rule ${JSON.stringify(rule)} is not simulated`); };
  const expect = (token: string) => { if (tokens[at++] !== token) { refuse(); } };
  const named = (): string => {
    const token = tokens[at++] ?? refuse();
    if (/^[(),]$/.test(token)) { refuse(); }
    const alarm = token.replace(/^"(.*)"$/, '$1').replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '');
    alarms.push(alarm);
    return alarm;
  };
  const state = (): AlarmState => {
    const token = tokens[at++];
    return token in AlarmState ? token as AlarmState : refuse();
  };

  const atLeast = (): Holds => {
    expect('(');
    const [, amount, percent] = /^"?(\d+(?:\.\d+)?)(%?)"?$/.exec(tokens[at++]) ?? refuse();
    expect(',');
    const isDenied = tokens[at] === 'NOT';
    if (isDenied) { at++; }
    const wanted = state();
    expect(',');
    expect('(');
    const some = [named()];
    while (tokens[at] === ',') {
      at++;
      some.push(named());
    }
    expect(')');
    expect(')');
    const least = percent === '' ? Number(amount) : some.length * Number(amount) / 100;
    return (stateOf) => some.filter((alarm) => (stateOf(alarm) === wanted) !== isDenied).length >= least;
  };
  const primary = (): Holds => {
    const token = tokens[at];
    if (token === '(') {
      at++;
      const inner = either();
      expect(')');
      return inner;
    }
    if (token === 'NOT') {
      at++;
      const denied = primary();
      return (stateOf) => !denied(stateOf);
    }
    if (token === 'TRUE' || token === 'FALSE') {
      at++;
      return () => token === 'TRUE';
    }
    if (token === 'AT_LEAST') {
      at++;
      return atLeast();
    }
    const wanted = state();
    expect('(');
    const alarm = named();
    expect(')');
    return (stateOf) => stateOf(alarm) === wanted;
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
  const holds = either();
  if (at < tokens.length) { refuse(); }
  return { holds, alarms };
}
