import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { AdminCreateUserCommand, AdminDeleteUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { RunningSystem } from './bring-up';
import { check, type Check } from './checks';
import { randomPassword } from './demo-users';
import { expectProblem, expectStatus, httpClient } from './http-client';

const TICKET = { title: 'Prueba', description: 'Otra Prueba', status: 'OPEN', reporterId: '123456-123456-123' };

/** A person's day with the tickets, in order: each check may build on those before it. */
export function ticketsJourney({ outputs, clientConfig }: RunningSystem): Check[] {
  const send = httpClient(outputs.apis.tickets);
  const { username, password } = outputs.users[1];
  const session = { idToken: '', accessToken: '', refreshToken: '' };
  let ticket: { [attribute: string]: unknown } = {};
  const token = () => session.idToken;
  const path = () => `/tickets/${ticket.id}`;

  return [
    check('login with a wrong password is refused', async () => {
      expectProblem(await send('POST', '/auth/login', { body: { username, password: 'wrong-Password-1' } }), 401);
    }),
    check('login of a stranger is refused in the same words', async () => {
      const wrong = await send('POST', '/auth/login', { body: { username, password: 'wrong-Password-1' } });
      const stranger = await send('POST', '/auth/login', { body: { username: 'nobody', password: 'wrong-Password-1' } });
      deepStrictEqual([stranger.status, stranger.body.detail], [wrong.status, wrong.body.detail]);
    }),
    check('login gives tokens', async () => {
      const answer = await send('POST', '/auth/login', { body: { username, password } });
      expectStatus(answer, 200);
      Object.assign(session, answer.body);
      ok(session.idToken && session.accessToken && session.refreshToken, 'no id, access or refresh token');
    }),
    check('a new user replaces the temporary password and is logged in', () => replacesPassword(send, outputs.stacks.Tickets.UserPoolId, clientConfig)),
    check('the refresh token gives a new id token', async () => {
      const answer = await send('POST', '/auth/refresh', { body: { refreshToken: session.refreshToken } });
      expectStatus(answer, 200);
      notStrictEqual(answer.body.idToken, session.idToken);
      session.idToken = answer.body.idToken;
    }),

    check('without a token nothing is told', async () => expectProblem(await send('GET', '/tickets'), 401)),
    check('a token with another signature is refused', async () => {
      const [head, claims, signature] = token().split('.');
      expectProblem(await send('GET', '/tickets', { token: [head, claims, [...signature].reverse().join('')].join('.') }), 401);
    }),
    check('an access token does not pass for an id token', async () => {
      expectProblem(await send('GET', '/tickets', { token: session.accessToken }), 401);
    }),

    check('a ticket is created', async () => {
      const answer = await send('POST', '/tickets', { token: token(), body: TICKET });
      expectStatus(answer, 201);
      ticket = answer.body;
      deepStrictEqual({ ...ticket, ...TICKET }, ticket);
      match(answer.headers.get('Location') ?? '', new RegExp(`${ticket.id}$`));
    }),
    check('a ticket is read', async () => {
      const answer = await send('GET', path(), { token: token() });
      expectStatus(answer, 200);
      deepStrictEqual(answer.body, ticket);
    }),
    check('the list has the ticket', async () => {
      const ids: unknown[] = [];
      let page: string | undefined = '?limit=100';
      while (page) {
        const answer = await send('GET', `/tickets${page}`, { token: token() });
        expectStatus(answer, 200);
        ids.push(...answer.body.items.map((item: { id: string }) => item.id));
        page = /<(.*)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1];
      }
      ok(ids.includes(ticket.id), `it is not among ${ids.length} tickets`);
    }),
    check('a patch changes what it names', async () => {
      const answer = await send('PATCH', path(), { token: token(), body: { title: 'Corregida' } });
      expectStatus(answer, 200);
      deepStrictEqual([answer.body.title, answer.body.description], ['Corregida', TICKET.description]);
    }),
    check('a replacement changes all', async () => {
      const other = { ...TICKET, title: 'Otra', status: 'CLOSED' };
      const answer = await send('PUT', path(), { token: token(), body: other });
      expectStatus(answer, 200);
      deepStrictEqual({ ...answer.body, ...other, id: ticket.id, createdAt: ticket.createdAt, version: 3 }, answer.body);
    }),
    check('an invalid ticket is refused, each fault with its place', async () => {
      const answer = await send('POST', '/tickets', { token: token(), body: { ...TICKET, title: 7, status: 'NO' } });
      expectProblem(answer, 400);
      deepStrictEqual(answer.body.errors.map((error: { pointer: string }) => error.pointer).sort(), ['/status', '/title']);
    }),
    check('a method that a path does not have is refused, with those it has', async () => {
      const answer = await send('DELETE', '/tickets', { token: token() });
      expectProblem(answer, 405);
      match(answer.headers.get('Allow') ?? '', /GET.*POST/);
    }),
    check('an unknown path is not found', async () => expectProblem(await send('GET', '/nothing/here', { token: token() }), 404)),
    check('a ticket is deleted', async () => expectStatus(await send('DELETE', path(), { token: token() }), 204)),
    check('a deleted ticket is not found', async () => expectProblem(await send('GET', path(), { token: token() }), 404)),
  ];
}

/** Signs in a user of its own as an administrator makes one, and removes it. */
async function replacesPassword(send: ReturnType<typeof httpClient>, pool: string, clientConfig: RunningSystem['clientConfig']): Promise<void> {
  const cognito = new CognitoIdentityProviderClient(clientConfig);
  const username = `new-${randomUUID()}`;
  const temporary = randomPassword();
  const newPassword = randomPassword();
  const user = { UserPoolId: pool, Username: username };
  await cognito.send(new AdminCreateUserCommand({ ...user, TemporaryPassword: temporary, MessageAction: 'SUPPRESS' }));
  try {
    const first = await send('POST', '/auth/login', { body: { username, password: temporary } });
    expectStatus(first, 200);
    strictEqual(first.body.challenge, 'NEW_PASSWORD_REQUIRED');
    const second = await send('POST', '/auth/challenge', { body: { username, session: first.body.session, newPassword } });
    expectStatus(second, 200);
    expectStatus(await send('GET', '/tickets', { token: second.body.idToken }), 200);
  } finally {
    await cognito.send(new AdminDeleteUserCommand(user));
    cognito.destroy();
  }
}
