import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RunningSystem } from './bring-up';
import { check, type Check } from './checks';
import { type Answer, expectProblem, expectStatus, httpClient } from './http-client';

/** What a browser finds at the site's one origin. */
export function siteJourney({ outputs }: RunningSystem): Check[] {
  const site = outputs.siteUrl ?? '';
  const send = httpClient(site);
  const { username, password } = outputs.users[1];

  return [
    check('the site shows its page, under an enforced policy', async () => {
      const answer = await goTo(site);
      expectStatus(answer, 200);
      match(answer.body, /^<!doctype html>/i);
      match(answer.headers.get('Content-Security-Policy') ?? '', /^default-src 'none'; script-src 'self'/);
    }),
    check('a page deep in the application is the same page', async () => {
      const { status, body } = await goTo(`${site}/tickets/jane.doe`);
      deepStrictEqual([status, body], [200, (await goTo(site)).body]);
    }),
    check('a missing asset is no page, and says no less of security', async () => {
      const answer = await send('GET', '/assets/gone-3f2a9c1b.js');
      expectStatus(answer, 404);
      strictEqual(answer.headers.get('X-Content-Type-Options'), 'nosniff');
      ok(answer.headers.get('Content-Security-Policy'), 'no policy');
    }),
    check('the site knows its user pool', async () => {
      const answer = await send('GET', '/config.json');
      expectStatus(answer, 200);
      strictEqual(answer.body.userPoolId, outputs.stacks.Tickets.UserPoolId);
    }),
    check('the errors of its APIs stay themselves', async () => {
      expectProblem(await send('GET', '/v1/tickets'), 401);
      expectProblem(await send('GET', '/v1/orders'), 401);
    }),
    check('the refresh token stays in a cookie of the same origin', async () => {
      const login = await send('POST', '/v1/auth/login', { body: { username, password, refreshTokenIn: 'cookie' } });
      expectStatus(login, 200);
      const [cookie] = login.headers.getSetCookie();
      match(cookie, /; HttpOnly; Secure; SameSite=Strict; Path=\/v1\/auth;/);
      const refreshed = await send('POST', '/v1/auth/refresh', { headers: { Cookie: cookie.split(';')[0] }, body: {} });
      expectStatus(refreshed, 200);
      expectStatus(await send('GET', '/v1/tickets', { token: refreshed.body.idToken }), 200);
      expectStatus(await send('GET', '/v1/products', { token: refreshed.body.idToken }), 200);
    }),
  ];
}

/** What a browser asks when its user follows a link; fetch may not say so of itself. */
function goTo(url: string): Promise<Answer> {
  const headers = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document', 'Accept': 'text/html' };
  return new Promise((resolve, reject) => {
    get(url, { headers }, (answer) => {
      const given = { status: answer.statusCode!, headers: new Headers(answer.headers as Record<string, string>) };
      text(answer).then((body) => resolve({ ...given, body }), reject);
    }).on('error', reject);
  });
}
