import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail } from '../private/fail';

/**
 * Makes what holds the tables of an API that are in another stack.
 * @throws a synth error for a stack of another account or region: functions look for tables where they run
 */
export function tablesIn(tableScope: Construct, api: Construct): Construct {
  const [own, other] = [Stack.of(api), Stack.of(tableScope)];
  for (const what of ['account', 'region'] as const) {
    if (other[what] === own[what]) { continue; }
    fail({
      where: api.node.path,
      what: `tableScope is in another ${what} than the API, whose functions would not find the tables`,
      given: shown(other[what]),
      allowed: shown(own[what]),
      fix: "pass a stack of the API's own account and region",
    });
  }
  return new Construct(tableScope, `${api.node.id}Tables`);
}

function shown(place: string): string {
  return Token.isUnresolved(place) ? 'wherever it is deployed' : place;
}
