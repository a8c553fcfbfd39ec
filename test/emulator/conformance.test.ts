import { setTimeout as delay } from 'node:timers/promises';
import { CRUD_TABLE } from '../conformance/crud-table';
import { show } from '../conformance/show';
import type { Caller } from '../conformance/table';
import { deployed, logIn, user } from '../support/deployed';

const tokens: { [caller in Caller]?: string } = {};
beforeAll(async () => {
  const [ana, luis] = deployed.users.filter(({ groups }) => groups.length === 0);
  const [first, second, third] = [await logIn(ana), await logIn(luis), await logIn(user('admins'))];
  Object.assign(tokens, { 'ana': first.idToken, 'luis': second.idToken, 'admin': third.idToken, 'access token': first.accessToken });
});

show(CRUD_TABLE, {
  name: 'deployed',
  sub: (of) => JSON.parse(Buffer.from(tokens[of]!.split('.')[1], 'base64url').toString('utf8')).sub,
  send: async ({ as, method, path, headers, body }) => {
    const base = /^\/(orders|products|users)\b/.test(path) ? deployed.apis.commerce : deployed.apis.tickets;
    const token = tokens[as];
    const answer = await fetch(base + path, { method, headers: { ...headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) }, body: body as string });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  },
  meet: () => { throw new Error('the deployed system is not made to fail'); },
});

afterAll(() => delay(3_000)); // the last row leaves no request to the stage's throttle
