import { aws_apigateway as apigateway, Duration, Size, Token } from 'aws-cdk-lib';
import { fail } from './fail';

/** Checks of props that several constructs share. None looks into a token: its value is known only at deployment. */

/** @throws a synth error unless `value` is undefined, a token, or within [min, max] */
export function checkRange(where: string, prop: string, value: number | undefined, min: number, max: number, unit: string): void {
  if (value === undefined || Token.isUnresolved(value)) { return; }
  if (!Number.isFinite(value) || value < min || value > max) {
    fail({ where, what: `${prop} is out of range`, given: value, allowed: `${min} to ${max} ${unit}`, fix: `choose ${prop} in that range, or leave it out` });
  }
}

/** @throws a synth error unless `value` is undefined, a token, or a whole number within [min, max] */
export function checkWhole(where: string, prop: string, value: number | undefined, min: number, max: number, unit: string): void {
  checkRange(where, prop, value, min, max, unit);
  if (value === undefined || Token.isUnresolved(value) || Number.isInteger(value)) { return; }
  fail({ where, what: `${prop} is no whole number`, given: value, allowed: `${min} to ${max} ${unit}`, fix: 'round it' });
}

/** Seconds of the unit that a duration must be a whole number of. */
const STEPS = { seconds: 1, minutes: 60, days: 86_400 };

/** @throws a synth error unless `value` is undefined, a token, or within [min, max] and a whole number of the unit that it is given on in */
export function checkDuration(
  where: string, prop: string, value: Duration | undefined, min: Duration, max: Duration, step: keyof typeof STEPS = 'seconds',
): void {
  if (value === undefined || value.isUnresolved()) { return; }
  const seconds = value.toSeconds({ integral: false });
  checkRange(where, prop, seconds, min.toSeconds(), max.toSeconds(), 'seconds');
  if (Number.isInteger(seconds / STEPS[step])) { return; }
  const inSteps = step === 'seconds' ? '' : `, in steps of ${STEPS[step]}`;
  fail({
    where,
    what: `${prop} is no whole number of ${step}`,
    given: seconds,
    allowed: `${min.toSeconds()} to ${max.toSeconds()} seconds${inSteps}`,
    fix: `write it with Duration.${step}`,
  });
}

/**
 * @param allowed what may be given where the reason is another than that it is reckoned with, or a part of names
 * @throws a synth error for a token
 */
export function checkKnown(where: string, prop: string, value: unknown, allowed = 'a value that is known at synth'): void {
  const isToken = value instanceof Duration || value instanceof Size ? value.isUnresolved() : Token.isUnresolved(value);
  if (isToken) { fail({ where, what: `${prop} is known only at deployment`, allowed, fix: 'write it in the app, or read it from the context' }); }
}

/** @throws a synth error unless `value` is undefined, a token, or matches */
export function checkPattern(where: string, prop: string, value: string | undefined, pattern: RegExp, allowed: string): void {
  if (value === undefined || Token.isUnresolved(value)) { return; }
  if (!pattern.test(value)) {
    fail({ where, what: `${prop} is not valid`, given: value, allowed, fix: `rename ${prop}, or leave it out` });
  }
}

/** @throws a synth error unless `throttle` is undefined, or both its limits are given and within those of API Gateway */
export function checkThrottle(where: string, prop: string, throttle: apigateway.ThrottleSettings | undefined): void {
  if (!throttle) { return; }
  if (throttle.rateLimit === undefined || throttle.burstLimit === undefined) {
    fail({ where, what: `${prop} is half given`, given: throttle, allowed: 'rateLimit and burstLimit together', fix: 'give both' });
  }
  checkRange(where, `${prop}.rateLimit`, throttle.rateLimit, 1, 10_000, 'requests a second');
  checkWhole(where, `${prop}.burstLimit`, throttle.burstLimit, 1, 5_000, 'requests');
}
