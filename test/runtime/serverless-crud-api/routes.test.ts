import { ANA } from '../../support/events';
import { startTicketSystem, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem(); });
beforeEach(() => { system.table.reset(); system.lines.length = 0; });
afterAll(() => system.stop());

const COLLECTION = 'GET, POST, HEAD, OPTIONS';
const ITEM = 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS';

describe('who may ask', () => {
  test.each([
    ['no token', null],
    ['an access token', { ...ANA, token_use: 'access' }],
    ['a token of no declared use', { sub: ANA.sub }],
  ])('fails with %s, whatever is asked', async (_, claims) => {
    for (const request of [{}, { id: 'x' }, { method: 'POST', body: {} }, { method: 'OPTIONS' }, { method: 'TRACE', id: 'x' }]) {
      expect(await system.send({ ...request, claims })).toMatchObject({ status: 401, body: { title: 'Unauthorized' } });
    }
    expect(system.table.requests).toEqual([]);
  });
});

describe('a resource that declares what can be done with it', () => {
  test('fails for everything else, telling what there is', async () => {
    const few = await startTicketSystem({ definition: { operations: ['create', 'read', 'delete'] } });

    expect(await few.send({})).toMatchObject({ status: 405, headers: { Allow: 'POST, OPTIONS' } });
    expect(await few.send({ method: 'HEAD' })).toMatchObject({ status: 405 });
    expect(await few.send({ method: 'PUT', id: 'x', body: { title: 'x' } })).toMatchObject({ status: 405, headers: { Allow: 'GET, DELETE, HEAD, OPTIONS' } });
    expect(await few.send({ method: 'OPTIONS', id: 'x' })).toMatchObject({ status: 204, headers: { Allow: 'GET, DELETE, HEAD, OPTIONS' } });
    expect(await few.send({ method: 'POST', body: { title: 'x' } })).toMatchObject({ status: 201 });
    await few.stop();
  });

  test('fails for a user who is in no group that may, before anything is read', async () => {
    const theirs = await startTicketSystem({ definition: { access: { create: { groups: ['admins'] }, read: { authenticated: true } }, operations: ['create', 'read'] } });

    expect(await theirs.send({ method: 'POST', body: 'no JSON at all' })).toMatchObject({
      status: 403, headers: { 'Content-Type': 'application/problem+json' }, body: { title: 'Forbidden' },
    });
    expect(theirs.table.requests).toEqual([]);
    expect(await theirs.send({ method: 'POST', body: { title: 'x' }, claims: { ...ANA, 'cognito:groups': 'admins,editors' } })).toMatchObject({ status: 201 });
    await theirs.stop();
  });

  test('what is public is answered without a token, and nothing else is', async () => {
    const open = await startTicketSystem({ definition: { access: { create: { authenticated: true }, read: { public: true }, delete: { authenticated: true } }, operations: ['create', 'read', 'delete'] } });
    const { body: { id } } = await open.send({ method: 'POST', body: { title: 'x' } });

    expect(await open.send({ id, claims: null })).toMatchObject({ status: 200, body: { id } });
    expect(await open.send({ method: 'HEAD', id, claims: null })).toMatchObject({ status: 200 });
    for (const method of ['DELETE', 'PUT', 'OPTIONS']) { expect(await open.send({ method, id, claims: null })).toMatchObject({ status: 401 }); }
    expect(await open.send({ method: 'POST', body: { title: 'x' }, claims: null })).toMatchObject({ status: 401 });
    await open.stop();
  });
});

describe('methods', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'constructor'])('fails for %s on the collection, telling those it has', async (method) => {
    expect(await system.send({ method })).toMatchObject({ status: 405, headers: { Allow: COLLECTION } });
  });

  test.each(['POST', 'LINK'])('fails for %s on an item, telling those it has', async (method) => {
    expect(await system.send({ method, id: 'x' })).toMatchObject({ status: 405, headers: { Allow: ITEM } });
  });

  test('OPTIONS tells them as well', async () => {
    expect(await system.send({ method: 'OPTIONS' })).toMatchObject({ status: 204, text: '', headers: { Allow: COLLECTION } });
    expect(await system.send({ method: 'OPTIONS', id: 'x' })).toMatchObject({ status: 204, headers: { Allow: ITEM } });
  });

  test('every method that is told works', async () => {
    const { body: { id } } = await system.send({ method: 'POST', body: { title: 'x' } });
    for (const method of [...ITEM.split(', ').filter((one) => one !== 'DELETE'), 'DELETE']) {
      expect((await system.send({ method, id, ...(/^P/.test(method) && { body: { title: 'x' } }) })).status).toBeLessThan(300);
    }
  });
});

describe('the log', () => {
  test('a request leaves one line, with who and what but no content', async () => {
    await system.send({ method: 'POST', body: { title: 'hunter2' }, headers: { 'X-Correlation-Id': 'order-7', 'Authorization': 'eyJ' } });

    expect(system.lines).toEqual([{
      message: 'request',
      fields: { method: 'POST', route: '/v1/tickets', status: 201, durationMs: 0, requestId: expect.any(String), correlationId: 'order-7', sub: ANA.sub },
    }]);
  });
});
