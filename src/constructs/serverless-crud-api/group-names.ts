import { fail } from '../private/fail';

/** @throws a synth error for no group, or for what no user pool can have as one */
export function checkGroupNames(where: string, what: string, names: readonly string[], example: string) {
  const wrong = names.length === 0 ? names : names.find((name) => !/^[^\s,]{1,128}$/.test(name));
  if (wrong === undefined) { return; }
  fail({ where, what: `${what} not valid`, given: wrong, allowed: 'one name at least, each of 1 to 128 characters without white space or a comma', fix: `name the pool's groups, such as ${example}` });
}
