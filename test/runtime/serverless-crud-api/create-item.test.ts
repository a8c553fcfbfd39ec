import { startTicketSystem, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem(); });
afterAll(() => system.stop());
beforeEach(() => system.table.reset());

describe('creating a ticket', () => {
  test('a ticket sent is stored and answered with what the server set', async () => {
    const answer = await system.send({ method: 'POST', body: { title: 'Prueba', status: 'OPEN' } });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/),
      title: 'Prueba',
      status: 'OPEN',
      createdAt: '2026-11-24T10:00:00.000Z',
      updatedAt: '2026-11-24T10:00:00.000Z',
      version: 1,
    });
    expect(system.table.items.get(answer.body.id)).toMatchObject({ title: { S: 'Prueba' }, version: { N: '1' } });
  });

  test('the answer says where the ticket is and which version it has', async () => {
    const { headers, body } = await system.send({ method: 'POST', body: { title: 'Prueba' } });

    expect(new URL(String(headers.Location), 'https://api.example/prod/v1/tickets').pathname).toBe(`/prod/v1/tickets/${body.id}`);
    expect(headers.ETag).toBe('"1"');
  });

  test('it takes one round trip to DynamoDB', async () => {
    await system.send({ method: 'POST', body: { title: 'Prueba' } });

    expect(system.table.requests).toEqual(['PutItem']);
  });

  test('every kind of value is stored as it was sent', async () => {
    const ticket = {
      title: 'ñandú 🦤', size: 0.1, reminder: null, tags: ['a', ''], details: { 'constructor': { deep: [1, true, null, {}] }, 'a.b': '', 'toString': -1.5e-7 },
    };

    const { body: created } = await system.send({ method: 'POST', body: ticket });
    const { body: read } = await system.send({ id: created.id });

    expect(read).toEqual({ ...created, ...ticket });
  });
});
