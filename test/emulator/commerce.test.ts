import { call, deployed, expectProblem, logIn, user, type Answer, type Call } from '../support/deployed';

const COMMERCE = deployed.apis.commerce;
const at = (path: string, request: Call): Promise<Answer> => call(`${COMMERCE}${path}`, request);

const PEN = { name: 'Bolígrafo', category: `papelería-${Date.now()}`, priceInCents: 250, currency: 'EUR' };

let admin: string;
let ana: string;
let luis: string;
let pen: { readonly id: string };

beforeAll(async () => {
  const [first, second] = deployed.users.filter(({ groups }) => groups.length === 0);
  [admin, ana, luis] = (await Promise.all([user('admins'), first, second].map((one) => logIn(one)))).map(({ idToken }) => idToken);
  const made = await at('/products', { method: 'POST', token: admin, body: PEN });
  expect(made.status).toBe(201);
  pen = made.body;
});

function order(token: string, headers: { readonly [name: string]: string } = {}) {
  return at('/orders', { method: 'POST', token, headers, body: { items: [{ productId: pen.id, quantity: 3 }] } });
}

describe('A3: the catalogue', () => {
  test('is read by every user, a category in the order of its names', async () => {
    await at('/products', { method: 'POST', token: admin, body: { ...PEN, name: 'Agenda', priceInCents: 1200 } });
    const { status, body } = await at(`/products?category=${encodeURIComponent(PEN.category)}&sort=name`, { token: ana });
    expect([status, body.items.map((one: { name: string }) => one.name)]).toEqual([200, ['Agenda', 'Bolígrafo']]);
  });

  test('is written by administrators only', async () => {
    expectProblem(await at('/products', { method: 'POST', token: ana, body: PEN }), 403);
  });
});

describe('A2: an order', () => {
  test('gets its prices from the catalogue and its owner from the token', async () => {
    const { status, body } = await order(ana);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'PENDING',
      currency: 'EUR',
      subtotalInCents: 750,
      taxInCents: 158,
      totalInCents: 908,
      lines: [{ productId: pen.id, name: PEN.name, quantity: 3, unitPriceInCents: 250, amountInCents: 750 }],
    });
    expect(body.userId).toBe(JSON.parse(Buffer.from(ana.split('.')[1], 'base64url').toString('utf8')).sub);
  });

  test('fails with a price of the client’s own', async () => {
    const answer = await at('/orders', { method: 'POST', token: ana, body: { items: [{ productId: pen.id, quantity: 1 }], totalInCents: 1 } });
    expectProblem(answer, 400);
    expect(answer.body.errors).toEqual([{ pointer: '/totalInCents', detail: 'totalInCents is set by the server.' }]);
  });

  test('fails for a product that there is not, at its place', async () => {
    const answer = await at('/orders', { method: 'POST', token: ana, body: { items: [{ productId: 'none', quantity: 1 }] } });
    expectProblem(answer, 422);
    expect(answer.body.errors).toEqual([{ pointer: '/items/0/productId', detail: 'There is no such product.' }]);
  });

  test('is nobody else’s: another user finds nothing, an administrator everything', async () => {
    const { body: { orderId }, headers } = await order(ana);
    const match = { 'If-Match': headers.get('etag')! };
    expectProblem(await at(`/orders/${orderId}`, { token: luis }), 404);
    expectProblem(await at(`/orders/${orderId}`, { method: 'PATCH', token: luis, headers: match, body: { note: 'mine' } }), 404);
    expect((await at('/orders?limit=100', { token: luis })).body.items.map((one: { orderId: string }) => one.orderId)).not.toContain(orderId);
    expect((await at(`/orders/${orderId}`, { token: admin })).status).toBe(200);
    const pending = await at('/orders?status=PENDING&sort=-createdAt&limit=100', { token: admin });
    expect(pending.body.items.map((one: { orderId: string }) => one.orderId)).toContain(orderId);
  });

  test('goes through its states only, and says which version it is changed from', async () => {
    const { body: { orderId }, headers } = await order(ana);
    const path = `/orders/${orderId}`;
    expectProblem(await at(path, { method: 'PATCH', token: ana, body: { status: 'CONFIRMED' } }), 428);
    expectProblem(await at(path, { method: 'PATCH', token: ana, headers: { 'If-Match': '"9"' }, body: { status: 'CONFIRMED' } }), 412);
    const refused = await at(path, { method: 'PATCH', token: ana, headers: { 'If-Match': headers.get('etag')! }, body: { status: 'DELIVERED' } });
    expectProblem(refused, 409);
    const confirmed = await at(path, { method: 'PATCH', token: admin, headers: { 'If-Match': headers.get('etag')! }, body: { status: 'CONFIRMED' } });
    expect([confirmed.status, confirmed.body.status, confirmed.body.totalInCents]).toEqual([200, 'CONFIRMED', 908]);
  });

  test('is the house’s to confirm: its customer may take it back until then, and no longer', async () => {
    const patch = (one: Answer, token: string, status: string) => (
      at(`/orders/${one.body.orderId}`, { method: 'PATCH', token, headers: { 'If-Match': one.headers.get('etag')! }, body: { status } })
    );
    const placed = await order(ana);
    const refused = await patch(placed, ana, 'CONFIRMED');
    expectProblem(refused, 403);
    expect(refused.body.errors).toEqual([{ pointer: '/status', detail: 'Only a member of admins may set status to CONFIRMED.' }]);
    const confirmed = await patch(placed, admin, 'CONFIRMED');
    expectProblem(await patch(confirmed, ana, 'CANCELLED'), 403);
    expect((await patch(confirmed, admin, 'CANCELLED')).body.status).toBe('CANCELLED');
    expect((await patch(await order(ana), ana, 'CANCELLED')).body.status).toBe('CANCELLED');
  });
});

test('without a token nothing is told', async () => {
  for (const path of ['/orders', '/products', '/users', '/openapi.json']) { expectProblem(await at(path, {}), 401); }
});
