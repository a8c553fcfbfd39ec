import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { RunningSystem } from './bring-up';
import { check, type Check } from './checks';
import { expectProblem, expectStatus, httpClient, type Answer } from './http-client';

/** A purchase from the catalogue to the order's end, in order: each check may build on those before it. */
export function commerceJourney({ outputs }: RunningSystem): Check[] {
  const send = httpClient(outputs.apis.commerce);
  const [admin, customer, stranger] = outputs.users;
  const tokens: { [username: string]: string } = {};
  const as = (username: string, sent: { readonly body?: unknown; readonly headers?: { readonly [name: string]: string } } = {}) =>
    ({ token: tokens[username], ...sent });
  const product = { name: 'Cuaderno', category: `papelería ${randomUUID()}`, priceInCents: 250, currency: 'EUR' };
  const key = randomUUID();
  let productId = '';
  let order: { [attribute: string]: unknown } = {};
  let tag = '';
  const keep = (answer: Answer) => {
    order = answer.body;
    tag = answer.headers.get('ETag') ?? '';
  };
  const path = () => `/orders/${order.orderId}`;
  const cart = (quantity: number) => ({ items: [{ productId, quantity }], customer: { name: 'Ana Peña Muñoz' } });

  return [
    check('the users of the tickets are those of commerce', async () => {
      const logIn = httpClient(outputs.apis.tickets);
      for (const { username, password } of outputs.users) {
        const answer = await logIn('POST', '/auth/login', { body: { username, password } });
        expectStatus(answer, 200);
        tokens[username] = answer.body.idToken;
      }
    }),
    check('without a token commerce tells nothing', async () => {
      for (const name of ['users', 'products', 'orders']) { expectProblem(await send('GET', `/${name}`), 401); }
    }),
    check('a customer can’t write the catalogue', async () => expectProblem(await send('POST', '/products', as(customer.username, { body: product })), 403)),
    check('an administrator adds a product', async () => {
      const answer = await send('POST', '/products', as(admin.username, { body: product }));
      expectStatus(answer, 201);
      productId = answer.body.id;
    }),
    check('a customer finds it by its category', async () => {
      const answer = await send('GET', `/products?category=${encodeURIComponent(product.category)}`, as(customer.username));
      expectStatus(answer, 200);
      deepStrictEqual(answer.body.items.map(({ id }: { id: string }) => id), [productId]);
    }),
    check('an order has its prices from the catalogue', async () => {
      const answer = await send('POST', '/orders', as(customer.username, { body: cart(2), headers: { 'Idempotency-Key': key } }));
      expectStatus(answer, 201);
      keep(answer);
      deepStrictEqual([order.status, order.subtotalInCents, order.taxInCents, order.totalInCents], ['PENDING', 500, 105, 605]);
    }),
    check('a client that sends a price is refused', async () => {
      const answer = await send('POST', '/orders', as(customer.username, { body: { ...cart(2), totalInCents: 1 } }));
      expectProblem(answer, 400);
      deepStrictEqual(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer), ['/totalInCents']);
    }),
    check('an order sent twice under one key is one order', async () => {
      const again = await send('POST', '/orders', as(customer.username, { body: cart(2), headers: { 'Idempotency-Key': key } }));
      expectStatus(again, 201);
      deepStrictEqual([again.headers.get('Idempotency-Replayed'), again.body], ['true', order]);
      expectProblem(await send('POST', '/orders', as(customer.username, { body: cart(3), headers: { 'Idempotency-Key': key } })), 422);
    }),
    check('an order is nobody else’s', async () => {
      expectProblem(await send('GET', path(), as(stranger.username)), 404);
      const answer = await send('GET', '/orders?limit=100', as(stranger.username));
      expectStatus(answer, 200);
      ok(!answer.body.items.some(({ orderId }: { orderId: string }) => orderId === order.orderId), 'a stranger lists it');
    }),
    check('an order gets its invoice, a PDF behind a link that its owner is given', async () => {
      const answer = await untilMade(() => send('GET', `${path()}/invoice`, as(customer.username)));
      expectStatus(answer, 200);
      match(answer.body.number, /^F\d{4}-\d{6}$/);
      const file = await fetch(answer.body.url);
      deepStrictEqual([file.status, (await file.text()).slice(0, 5)], [200, '%PDF-']);
      expectProblem(await send('GET', `${path()}/invoice`, as(stranger.username)), 404);
      expectStatus(await send('GET', `${path()}/invoice`, as(admin.username)), 200);
    }),
    check('a change says which version it is of', async () => {
      expectProblem(await send('PATCH', path(), as(customer.username, { body: { note: 'por la tarde' } })), 428);
      const stale = tag;
      const changed = await send('PATCH', path(), as(customer.username, { body: { note: 'por la tarde' }, headers: { 'If-Match': tag } }));
      expectStatus(changed, 200);
      keep(changed);
      notStrictEqual(tag, stale);
      expectProblem(await send('PATCH', path(), as(customer.username, { body: { note: 'tarde' }, headers: { 'If-Match': stale } })), 412);
    }),
    check('an order goes through its states and no others, by whom they are for', async () => {
      const skipped = await send('PATCH', path(), as(admin.username, { body: { status: 'DELIVERED' }, headers: { 'If-Match': tag } }));
      expectProblem(skipped, 409);
      match(skipped.body.errors[0].detail, /CONFIRMED or CANCELLED/);
      expectProblem(await send('PATCH', path(), as(customer.username, { body: { status: 'CONFIRMED' }, headers: { 'If-Match': tag } })), 403);
      const confirmed = await send('PATCH', path(), as(admin.username, { body: { status: 'CONFIRMED' }, headers: { 'If-Match': tag } }));
      expectStatus(confirmed, 200);
      keep(confirmed);
      strictEqual(order.status, 'CONFIRMED');
    }),
    check('an order that was deleted is restored', async () => {
      expectStatus(await send('DELETE', path(), as(admin.username, { headers: { 'If-Match': tag } })), 204);
      expectProblem(await send('GET', path(), as(customer.username)), 404);
      expectStatus(await send('POST', `${path()}/restore`, as(customer.username)), 200);
      expectStatus(await send('GET', path(), as(customer.username)), 200);
    }),
    check('a user is made with a login and is gone with it', async () => {
      const made = await send('POST', '/users', as(admin.username, { body: { email: `${randomUUID()}@example.com`, name: 'Eva' } }));
      expectStatus(made, 201);
      strictEqual(made.body.status, 'ACTIVE');
      expectProblem(await send('GET', `/users/${made.body.id}`, as(customer.username)), 404);
      expectStatus(await send('DELETE', `/users/${made.body.id}`, as(admin.username)), 204);
      expectProblem(await send('GET', `/users/${made.body.id}`, as(admin.username)), 404);
    }),
  ];
}

/** Asks again while the answer is 202, for half a minute. */
async function untilMade(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer.status !== 202 || tries === 60) { return answer; }
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}
