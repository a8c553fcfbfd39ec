import { match, ok, strictEqual } from 'node:assert';
import { outputOf } from './outputs';
import { check, type Check } from '../local/checks';
import { expectProblem, expectStatus, httpClient } from '../local/http-client';
import type { StackOutputs } from '../local/outputs';

/** What anybody sees of a healthy system, without a user of it: site, authorizers, functions and the user pool. */
export function smokeChecks(outputs: StackOutputs): Check[] {
  const send = httpClient(outputOf(outputs, 'SiteUrl'));
  const userPoolId = outputOf(outputs, 'UserPoolId');
  return [
    check('the site shows its page, under an enforced policy and by HTTPS only', async () => {
      const answer = await send('GET', '/');
      expectStatus(answer, 200);
      match(answer.body, /^<!doctype html>/i);
      for (const header of ['Content-Security-Policy', 'Strict-Transport-Security']) { ok(answer.headers.get(header), `no ${header}`); }
    }),
    check('the page knows its user pool', async () => {
      const answer = await send('GET', '/config.json');
      expectStatus(answer, 200);
      strictEqual(answer.body.userPoolId, userPoolId);
    }),
    ...['tickets', 'orders', 'products'].map((collection) => check(`${collection} tell nothing without a token`, async () => {
      expectProblem(await send('GET', `/v1/${collection}`), 401);
    })),
    check('a login of nobody is refused by the user pool', async () => {
      expectProblem(await send('POST', '/v1/auth/login', { body: { username: 'nobody', password: 'Wrong-Password-1' } }), 401);
    }),
  ];
}
