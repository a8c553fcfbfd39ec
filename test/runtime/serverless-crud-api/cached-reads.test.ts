import { BEN } from '../../support/events';
import { startTicketSystem, type Answer, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => {
  system = await startTicketSystem({ definition: { cacheSeconds: 60 } });
  ticket = (await system.send({ method: 'POST', body: { title: 'x' } })).body;
});
afterAll(() => system.stop());

describe('a read whose answer the gateway gives to everybody', () => {
  test.each([['one ticket', true], ['the list', false]])('is the same whoever asks and however: %s', async (_, one) => {
    const ask = (headers: Record<string, string>, more: object = {}) => system.send({ ...(one && { id: ticket.id }), headers, ...more });
    const plain = await ask({});

    expect(plain.status).toBe(200);
    expect(plain.headers).not.toHaveProperty('X-Correlation-Id');
    for (const [name, value] of [['X-Correlation-Id', 'order-7'], ['If-None-Match', '"1"'], ['If-None-Match', '*'], ['If-Match', '"7"'], ['If-Match', 'x']]) {
      expect(await ask({ [name]: value })).toEqual(plain);
    }
    expect(await ask({}, { claims: BEN })).toEqual(plain);
  });

  test('a write of it is answered to its own caller', async () => {
    const { headers } = await system.send({ method: 'PATCH', id: ticket.id, body: {}, headers: { 'X-Correlation-Id': 'order-7', 'If-Match': '"1"' } });

    expect(headers).toMatchObject({ 'X-Correlation-Id': 'order-7', 'ETag': '"2"' });
    expect(await system.send({ method: 'PATCH', id: ticket.id, body: {}, headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 412 });
  });
});
