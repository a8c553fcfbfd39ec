import { startTicketSystem, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem({ definition: { writeOnly: ['reminder', 'details'] } }); });
afterAll(() => system.stop());
beforeEach(() => system.table.reset());

describe('a property that is written and never shown', () => {
  test('is stored, and in no answer', async () => {
    const sent = { title: 'x', reminder: 'hunter2', details: { pin: 'hunter2' } };
    const created = await system.send({ method: 'POST', body: sent });
    const { id } = created.body;
    const answers = [
      created,
      await system.send({ id }),
      await system.send({}),
      await system.send({ method: 'PUT', id, body: sent }),
      await system.send({ method: 'PATCH', id, body: { reminder: 'hunter2' } }),
      await system.send({ method: 'PATCH', id, body: { details: { pin: 'hunter2' } } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200]);
    for (const { text } of answers) { expect(text).not.toMatch(/hunter2|reminder|details/); }
    expect(system.table.items.get(id)).toMatchObject({ reminder: { S: 'hunter2' }, details: { M: { pin: { S: 'hunter2' } } } });
  });

  test('is merged into what is stored, though nobody sees it', async () => {
    const { body: { id } } = await system.send({ method: 'POST', body: { title: 'x', details: { a: 1, b: 2 } } });
    await system.send({ method: 'PATCH', id, body: { details: { b: null, c: 3 } } });

    expect(system.table.items.get(id)).toMatchObject({ details: { M: { a: { N: '1' }, c: { N: '3' } } } });
  });
});
