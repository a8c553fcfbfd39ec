import { Token } from 'aws-cdk-lib';
import { fail } from '../private/fail';

/** @throws a synth error for no group, for what no user pool can have as one, or for one that the handler could not know */
export function checkGroupNames(where: string, what: string, names: readonly string[], example: string) {
  if (Token.isUnresolved(names) || names.some((name) => Token.isUnresolved(name))) {
    fail({ where, what: `${what} known only at deployment`, allowed: 'names known at synth, which the handler is given in a file', fix: `write the name itself, such as ${example}` });
  }
  const wrong = names.length === 0 ? names : names.find((name) => !/^[^\s,]{1,128}$/.test(name));
  if (wrong === undefined) { return; }
  fail({ where, what: `${what} not valid`, given: wrong, allowed: 'one name at least, each of 1 to 128 characters without white space or a comma', fix: `name the pool's groups, such as ${example}` });
}
