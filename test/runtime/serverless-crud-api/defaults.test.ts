import { startTicketSystem, TICKET_PROPERTIES, ticketValidators } from '../../support/ticket-system';

describe('the defaults of a schema', () => {
  const properties = { ...TICKET_PROPERTIES, status: { enum: ['OPEN', 'CLOSED'], default: 'OPEN' }, size: { type: 'number', default: 7 } };
  const { size, ...writable } = properties;

  test('are filled in where a whole ticket is sent, those of what only the server sets when it is created', async () => {
    const system = await startTicketSystem({ definition: { readOnly: ['size'] }, validators: ticketValidators({ properties: writable }, writable, { properties }) });
    const { body: ticket } = await system.send({ method: 'POST', body: { title: 'x' } });
    expect(ticket).toMatchObject({ status: 'OPEN', size: 7 });

    await system.send({ method: 'PATCH', id: ticket.id, body: { status: 'CLOSED' } });
    expect((await system.send({ method: 'PATCH', id: ticket.id, body: { title: 'y' } })).body).toMatchObject({ status: 'CLOSED', size: 7 });
    expect((await system.send({ method: 'PUT', id: ticket.id, body: { title: 'y' } })).body).toMatchObject({ status: 'OPEN', size: 7 });
    await system.stop();
  });
});
