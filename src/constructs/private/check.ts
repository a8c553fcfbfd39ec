import { aws_apigateway as apigateway, Duration, Token } from 'aws-cdk-lib';
import { fail } from './fail';

/** Checks of props that several constructs share. None looks into a token: its value is known only at deployment. */

/** @throws a synth error unless `value` is undefined, a token, or within [min, max] */
export function checkRange(where: string, prop: string, value: number | undefined, min: number, max: number, unit: string): void {
  if (value === undefined || Token.isUnresolved(value)) { return; }
  if (!Number.isFinite(value) || value < min || value > max) {
    fail({ where, what: `${prop} is out of range`, given: value, allowed: `${min} to ${max} ${unit}`, fix: `choose ${prop} in that range, or leave it out` });
  }
}

/** @throws a synth error unless `value` is undefined, a token, or within [min, max] */
export function checkDuration(where: string, prop: string, value: Duration | undefined, min: Duration, max: Duration): void {
  if (value === undefined || value.isUnresolved()) { return; }
  checkRange(where, prop, value.toSeconds(), min.toSeconds(), max.toSeconds(), 'seconds');
}

/** @throws a synth error unless `value` is undefined, a token, or matches */
export function checkPattern(where: string, prop: string, value: string | undefined, pattern: RegExp, allowed: string): void {
  if (value === undefined || Token.isUnresolved(value)) { return; }
  if (!pattern.test(value)) {
    fail({ where, what: `${prop} is not valid`, given: value, allowed, fix: `rename ${prop}, or leave it out` });
  }
}

/** @throws a synth error for a token, where the value is reckoned with or is a part of names */
export function checkKnown(where: string, prop: string, value: string | number | Duration | undefined): void {
  if (value instanceof Duration ? value.isUnresolved() : Token.isUnresolved(value)) {
    fail({ where, what: `${prop} is known at deployment only`, allowed: 'a value that is known at synth', fix: 'write it in the app, or read it from the context' });
  }
}

/** @throws a synth error unless `throttle` is undefined, or both its limits are given and within those of API Gateway */
export function checkThrottle(where: string, prop: string, throttle: apigateway.ThrottleSettings | undefined): void {
  if (!throttle) { return; }
  if (throttle.rateLimit === undefined || throttle.burstLimit === undefined) {
    fail({ where, what: `${prop} is half given`, given: throttle, allowed: 'rateLimit and burstLimit together', fix: 'give both' });
  }
  checkRange(where, `${prop}.rateLimit`, throttle.rateLimit, 1, 10_000, 'requests a second');
  checkRange(where, `${prop}.burstLimit`, throttle.burstLimit, 1, 5_000, 'requests');
}
