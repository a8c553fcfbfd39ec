import fc from 'fast-check';
import type { BeforeWriteEvent } from '../../../src/contract/serverless-crud-api';
import { ANA } from '../../support/events';
import { HookStub } from '../../support/hook-stub';
import { startTicketSystem, TICKET_PROPERTIES, ticketValidators, type Answer, type TicketSystem } from '../../support/ticket-system';

const STATES = ['OPEN', 'PAID', 'SENT', 'CANCELLED'];
const NEXT: { readonly [state: string]: readonly string[] } = { OPEN: ['PAID', 'CANCELLED'], PAID: ['SENT', 'CANCELLED'], SENT: [], CANCELLED: [] };
const PROPERTIES = { ...TICKET_PROPERTIES, status: { enum: STATES } };
const DEFINITION = {
  transitions: {
    attribute: 'status',
    initial: ['OPEN', 'PAID'],
    next: NEXT,
    reserved: [
      { to: ['PAID'], groups: ['cashiers', 'admins'] },
      { to: ['SENT'], groups: ['admins'] },
      { from: ['PAID'], to: ['CANCELLED'], groups: ['admins'] },
    ],
  },
};
const validators = ticketValidators({ properties: PROPERTIES }, PROPERTIES);
const memberOf = (...groups: string[]) => ({ ...ANA, 'cognito:groups': groups.join(',') });
const ADMIN = memberOf('admins');

describe('ways that only members of some groups may take', () => {
  let system: TicketSystem;
  beforeAll(async () => { system = await startTicketSystem({ definition: DEFINITION, validators }); });
  afterAll(() => system.stop());

  const created = async (status: string, claims: object = ADMIN): Promise<Answer> => {
    const answer = await system.send({ method: 'POST', body: { title: 'x', status }, claims: claims as never });
    system.table.requests.length = 0;
    return answer;
  };
  const move = (id: string, status: string, claims: object = ANA, more: object = {}) => (
    system.send({ method: 'PATCH', id, body: { status, ...more }, claims: claims as never })
  );

  test('are theirs, in one round trip; what is not reserved is everybody’s', async () => {
    const { body: { id } } = await created('OPEN');
    expect(await move(id, 'PAID', memberOf('cashiers'))).toMatchObject({ status: 200, body: { status: 'PAID' } });
    expect(await move(id, 'SENT', ADMIN)).toMatchObject({ status: 200, body: { status: 'SENT' } });
    const { body: other } = await created('OPEN');
    expect(await move(other.id, 'CANCELLED')).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
    expect(system.table.requests).toEqual(['UpdateItem']);
  });

  test('fails for everybody else with 403, at the member, telling whose they are, and nothing is written', async () => {
    const { body: { id } } = await created('OPEN');
    const detail = 'Only a member of cashiers or admins may set status to PAID.';
    expect(await move(id, 'PAID')).toMatchObject({ status: 403, body: { detail, errors: [{ pointer: '/status', detail }] } });
    expect(await system.send({ method: 'PUT', id, body: { title: 'y', status: 'PAID' } })).toMatchObject({ status: 403 });
    expect(await move(id, 'PAID', ANA, { details: {} })).toMatchObject({ status: 403 }); // a merge, decided on what is stored
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem', 'GetItem']);
    expect(system.table.items.get(id)).toMatchObject({ status: { S: 'OPEN' }, version: { N: '1' } });
  });

  test('may depend on the state that is left', async () => {
    const { body: { id } } = await created('PAID');
    expect(await move(id, 'CANCELLED', memberOf('cashiers'))).toMatchObject({ status: 403, body: { detail: 'Only a member of admins may set status from PAID to CANCELLED.' } });
    expect(await move(id, 'CANCELLED', ADMIN)).toMatchObject({ status: 200 });
  });

  test('staying in a reserved state is anybody’s who may write the item', async () => {
    const { body: { id } } = await created('PAID');
    expect(await move(id, 'PAID', ANA, { title: 'y' })).toMatchObject({ status: 200, body: { title: 'y', status: 'PAID' } });
    expect(await move(id, 'PAID', ANA, { details: {} })).toMatchObject({ status: 200 }); // a merge, decided on what is stored
  });

  test('fails for a way that there is not with 409, whoever asks, and for a stale version with 412 before', async () => {
    const { body: { id } } = await created('OPEN');
    expect((await move(id, 'SENT')).status).toBe(409);
    expect((await move(id, 'SENT', ADMIN)).status).toBe(409);
    expect(await system.send({ method: 'PATCH', id, body: { status: 'PAID' }, headers: { 'If-Match': '"9"' } })).toMatchObject({ status: 412 });
  });

  test('fails for an item created in a state that is reserved whatever was before', async () => {
    expect(await created('PAID', ANA)).toMatchObject({ status: 403, body: { errors: [{ pointer: '/status', detail: 'Only a member of cashiers or admins may set status to PAID.' }] } });
    expect((await created('PAID', ADMIN)).status).toBe(201);
    expect((await created('OPEN', ANA)).status).toBe(201);
  });

  test('fails for one without a state yet that is moved to such a state', async () => {
    const { body: { id } } = await system.send({ method: 'POST', body: { title: 'x' } });
    expect((await move(id, 'PAID')).status).toBe(403);
    expect((await move(id, 'PAID', ADMIN)).status).toBe(200);
  });

  test('whoever asks for whatever, a customer alone never got an item past what is a customer’s', async () => {
    const reserved = (from: string, to: string) => to === 'PAID' || to === 'SENT' || (from === 'PAID' && to === 'CANCELLED');
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...STATES), fc.boolean()), { maxLength: 6 }), async (wished) => {
      const { body: { id } } = await created('OPEN');
      let state = 'OPEN';
      for (const [next, byAdmin] of wished) {
        const expected = next === state ? 200 : !NEXT[state].includes(next) ? 409 : reserved(state, next) && !byAdmin ? 403 : 200;
        expect((await move(id, next, byAdmin ? ADMIN : ANA)).status).toBe(expected);
        if (expected === 200) { state = next; }
      }
    }), { numRuns: 30 });
  });
});

test('a way that several reserve is for the groups of each', async () => {
  const reserved = [{ to: ['PAID'], groups: ['cashiers'] }, { from: ['OPEN'], to: ['PAID'], groups: ['admins'] }];
  const system = await startTicketSystem({ definition: { transitions: { ...DEFINITION.transitions, reserved } }, validators });
  const pay = async (claims: object) => {
    const { body: { id } } = await system.send({ method: 'POST', body: { title: 'x', status: 'OPEN' } });
    return system.send({ method: 'PATCH', id, body: { status: 'PAID' }, claims: claims as never });
  };
  expect((await pay(memberOf('cashiers'))).status).toBe(200);
  expect((await pay(ADMIN)).status).toBe(200);
  expect(await pay(memberOf('staff'))).toMatchObject({ status: 403, body: { detail: 'Only a member of cashiers or admins may set status to PAID.' } });
  await system.stop();
});

describe('beside a function that is asked before a write', () => {
  let system: TicketSystem;
  const hook = new HookStub();
  beforeAll(async () => { system = await startTicketSystem({ definition: DEFINITION, validators, hook }); });
  afterAll(() => system.stop());

  test('the caller is refused before it is asked; the function itself, which is the system, may take every way', async () => {
    hook.behave = ({ item }: BeforeWriteEvent) => ({ answer: { item: { ...item, status: item.title === 'paid at the till' ? 'PAID' : item.status } } });
    const { body: { id } } = await system.send({ method: 'POST', body: { title: 'x', status: 'OPEN' } });
    hook.events.length = 0;
    expect(await system.send({ method: 'PATCH', id, body: { status: 'PAID' } })).toMatchObject({ status: 403 });
    expect(hook.events).toEqual([]);
    expect(await system.send({ method: 'PATCH', id, body: { title: 'paid at the till' } })).toMatchObject({ status: 200, body: { status: 'PAID' } });
    expect(await system.send({ method: 'POST', body: { title: 'paid at the till', status: 'OPEN' } })).toMatchObject({ status: 201, body: { status: 'PAID' } });
  });

  test('fails where the function has an item begin in a state in which none may, and stores nothing', async () => {
    hook.behave = ({ item }: BeforeWriteEvent) => ({ answer: { item: { ...item, status: 'SENT' } } });
    const before = system.table.items.size;
    expect(await system.send({ method: 'POST', body: { title: 'x', status: 'OPEN' } })).toMatchObject({
      status: 400, body: { errors: [{ pointer: '/status', detail: 'status begins as OPEN or PAID.' }] },
    });
    expect(system.table.items.size).toBe(before);
  });
});
