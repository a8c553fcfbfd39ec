import type { BeforeWriteEvent } from '../../../src/contract/serverless-crud-api';
import { ANA } from '../../support/events';
import { HookStub, type Invocation } from '../../support/hook-stub';
import { ownedTickets, startTicketSystem, TICKET_PROPERTIES, ticketValidators, type Answer, type TicketSystem } from '../../support/ticket-system';

/** `size` is the hook's alone to set. */
const { size, ...WRITABLE } = TICKET_PROPERTIES;
const validators = ticketValidators({ properties: WRITABLE }, WRITABLE, { required: ['title', 'size'] });
const owned = ownedTickets({ authenticated: true });
const pricing = ({ item }: BeforeWriteEvent): Invocation => ({ answer: { item: { ...item, size: String(item.title).length } } });

let hook: HookStub;
let system: TicketSystem;
beforeAll(async () => {
  hook = new HookStub();
  system = await startTicketSystem({ definition: { ...owned, readOnly: ['owner', 'size'], immutable: ['owner', 'reminder'] }, validators, hook });
});
afterAll(() => system.stop());
beforeEach(() => {
  system.table.reset();
  system.lines.length = 0;
  hook.behave = pricing;
  hook.events.length = 0;
});

const post = (body: object = { title: 'abc' }, headers: Record<string, string> = {}) => system.send({ method: 'POST', body, headers });
const created = async (body?: object): Promise<Answer['body']> => {
  const { body: ticket } = await post(body);
  system.table.requests.length = 0;
  hook.events.length = 0;
  return ticket;
};

describe('a function that is asked before a ticket is written', () => {
  test('may change it: what it answers is stored, for one call more', async () => {
    const answer = await post({ title: 'abc', tags: ['a'] }, { 'X-Correlation-Id': 'order-7' });

    expect(answer).toMatchObject({ status: 201, body: { title: 'abc', tags: ['a'], size: 3, owner: ANA.sub, version: 1 } });
    expect((await system.send({ id: answer.body.id })).body).toEqual(answer.body);
    expect(system.table.requests).toEqual(['PutItem', 'GetItem']);
    expect(hook.events).toEqual([{
      operation: 'create',
      resource: 'tickets',
      item: { title: 'abc', tags: ['a'] },
      caller: { sub: ANA.sub, groups: [] },
      requestId: expect.any(String),
      correlationId: 'order-7',
    }]);
  });

  test('is shown what is stored, and what a replacement makes of it', async () => {
    const ticket = await created({ title: 'abc', status: 'OPEN' });
    const answer = await system.send({ method: 'PUT', id: ticket.id, body: { title: 'abcde' } });

    expect(answer).toMatchObject({ status: 200, body: { title: 'abcde', size: 5, owner: ANA.sub, version: 2 } });
    expect(answer.body).not.toHaveProperty('status');
    expect(hook.events).toMatchObject([{ operation: 'replace', item: { title: 'abcde', size: 3 }, previous: ticket }]);
    expect(hook.events[0].item).toEqual({ title: 'abcde', size: 3 });
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem']);
  });

  test('is shown what a patch makes of it, merged', async () => {
    const ticket = await created({ title: 'abc', details: { a: 1 } });

    expect(await system.send({ method: 'PATCH', id: ticket.id, body: { title: 'abcd', details: { b: 2 } } })).toMatchObject({ status: 200, body: { size: 4, details: { a: 1, b: 2 } } });
    expect(hook.events).toMatchObject([{ operation: 'patch', item: { title: 'abcd', size: 3, details: { a: 1, b: 2 } }, previous: ticket }]);
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem']);
  });

  test('may take a property away', async () => {
    const ticket = await created({ title: 'abc', tags: [] });
    hook.behave = ({ item: { tags, ...rest } }) => ({ answer: { item: rest } });

    expect((await system.send({ method: 'PATCH', id: ticket.id, body: {} })).body).not.toHaveProperty('tags');
  });

  test('is not asked where nothing may be written, nor for a deletion', async () => {
    const { id } = await created({ title: 'abc', reminder: 'r' });

    expect(await post({ status: 'OPEN' })).toMatchObject({ status: 400 });
    expect(await post({ title: 'x', size: 1 })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/size', detail: 'size is set by the server.' }] } });
    expect(await system.send({ method: 'PATCH', id: 'x', body: {} })).toMatchObject({ status: 404 });
    expect(await system.send({ method: 'PATCH', id, body: {}, headers: { 'If-Match': '"7"' } })).toMatchObject({ status: 412 });
    expect(await system.send({ method: 'PATCH', id, body: { reminder: 's' } })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/reminder' }] } });
    expect(await system.send({ method: 'PUT', id, body: { title: 'y' } })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/reminder' }] } });
    expect(await system.send({ method: 'DELETE', id })).toMatchObject({ status: 204 });
    expect(hook.events).toEqual([]);
  });

  test('fails for a change of its own that the resource’s rules forbid', async () => {
    const { id } = await created({ title: 'abc', reminder: 'r' });
    hook.behave = ({ item }) => ({ answer: { item: { ...item, reminder: 's' } } });

    expect(await system.send({ method: 'PATCH', id, body: {} })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/reminder' }] } });
  });
});

describe('a function that refuses a write', () => {
  test.each([[400, 'Bad Request'], [403, 'Forbidden'], [409, 'Conflict'], [422, 'Unprocessable Content']])('fails as it says: %i', async (status, title) => {
    const ticket = await created();
    hook.behave = () => ({ answer: { problem: { status, detail: 'Sold out.', errors: [{ pointer: '/title', detail: 'is gone' }] } } });
    const stored = new Map(system.table.items);

    for (const request of [{ method: 'POST' }, { method: 'PUT', id: ticket.id }, { method: 'PATCH', id: ticket.id }]) {
      const answer = await system.send({ ...request, body: { title: 'x' } });
      expect(answer).toMatchObject({ status, body: { title, status, detail: 'Sold out.', errors: [{ pointer: '/title', detail: 'is gone' }] } });
    }
    expect(system.table.items).toEqual(stored);
  });

  test('is told in the log what was wrong with its answer, where that is stored by nobody', async () => {
    const causeOf = async (answer: unknown) => {
      system.lines.length = 0;
      hook.behave = () => ({ answer });
      await post();
      return String((system.lines.find(({ message }) => message === 'failed')!.fields.error as Error).cause);
    };
    expect(await causeOf({ item: { title: 'x', colour: 1 } })).toMatch(/answered an item that breaks the schema\. (?=.*\/size: size is required\.)(?=.*\/colour: )/);
    expect(await causeOf({})).toMatch(/answered neither \{ item: .* \} or \{ problem: .*\.?$/);
    expect(await causeOf('{"item":{"title":"x","title":"y"}}')).toMatch(/\/item\/title This member comes twice\.$/);
  });

  test('needs to name no field', async () => {
    hook.behave = () => ({ answer: { problem: { status: 409, detail: 'Sold out.' } } });

    expect((await post()).body).not.toHaveProperty('errors');
  });
});

describe('a function that does not answer as it should', () => {
  const failing: [string, Invocation][] = [
    ['crashes', { functionError: 'Unhandled', answer: { errorMessage: 'hunter2', errorType: 'TypeError' } }],
    ['is throttled', { refusal: { status: 429, type: 'TooManyRequestsException' } }],
    ['may not be called', { refusal: { status: 403, type: 'AccessDeniedException' } }],
    ['is down', { refusal: { status: 500, type: 'ServiceException' } }],
    ['does not answer in time', { delayMs: 1_000, answer: {} }],
    ['hangs up', { hangsUp: true }],
    ['answers no JSON', { answer: 'hunter2' }],
    ['answers nothing', { answer: null }],
    ['answers a list', { answer: [] }],
    ['answers neither an item nor a problem', { answer: {} }],
    ['answers both', { answer: { item: {}, problem: { status: 409, detail: 'x' } } }],
    ['answers something besides', { answer: { item: { title: 'x', size: 1 }, statusCode: 200 } }],
    ['answers an item that is none', { answer: { item: 'x' } }],
    ['answers an item without what is required', { answer: { item: { title: 'x' } } }],
    ['answers an item of the wrong type', { answer: { item: { title: 'x', size: 'hunter2' } } }],
    ['answers an item with an unknown property', { answer: { item: { title: 'x', size: 1, colour: 'hunter2' } } }],
    ['answers an item that can’t be stored exactly', { answer: '{"item":{"title":"x","size":0.1234567890123456789}}' }],
    ['refuses with a status of its own', { answer: { problem: { status: 418, detail: 'x' } } }],
    ['refuses without a reason', { answer: { problem: { status: 409 } } }],
    ['refuses with errors that are no list', { answer: { problem: { status: 409, detail: 'x', errors: {} } } }],
    ['refuses with an error that names its field by a number', { answer: { problem: { status: 409, detail: 'x', errors: [{ pointer: 7, detail: 'x' }] } } }],
    ['refuses with an error that has no text', { answer: { problem: { status: 409, detail: 'x', errors: [{ pointer: '/title', detail: 7 }] } } }],
    ['refuses with a good error and a bad one', { answer: { problem: { status: 409, detail: 'x', errors: [{ pointer: '/title', detail: 'x' }, 'hunter2'] } } }],
    ['refuses with errors that say nothing', { answer: { problem: { status: 409, detail: 'x', errors: [{ pointer: 7 }] } } }],
  ];
  test.each(failing)('fails when it %s: to be sent again, nothing is written, and the log says why', async (_, invocation) => {
    const ticket = await created();
    const stored = new Map(system.table.items);
    hook.behave = () => invocation;

    for (const request of [{ method: 'POST', headers: { 'Idempotency-Key': 'k' } }, { method: 'PUT', id: ticket.id }, { method: 'PATCH', id: ticket.id }]) {
      const answer = await system.send({ ...request, body: { title: 'x' } });
      expect(answer).toMatchObject({ status: 503, headers: { 'Retry-After': '1' }, body: { title: 'Service Unavailable' } });
      expect(answer.text).not.toMatch(/hunter2|internal text/);
    }
    expect(system.table.items).toEqual(stored);
    expect(system.side.items.size).toBe(0);
    expect(hook.events).toHaveLength(3);
    const [failed] = system.lines.filter(({ message }) => message === 'failed');
    expect(failed.fields.error).toMatchObject({ status: 503, cause: expect.any(Error) });
    expect(String((failed.fields.error as Error).cause)).not.toContain('hunter2');
  });
});

describe('a function that is asked and an Idempotency-Key', () => {
  test('a repetition is answered without asking again', async () => {
    const first = await post({ title: 'abc' }, { 'Idempotency-Key': 'k' });
    const second = await post({ title: 'abc' }, { 'Idempotency-Key': 'k' });

    expect(second).toMatchObject({ status: 201, headers: { 'Idempotency-Replayed': 'true' } });
    expect(second.text).toBe(first.text);
    expect(hook.events).toHaveLength(1);
    expect(system.table.requests).toEqual(['GetItem', 'TransactWriteItems', 'GetItem']);
    expect(await post({ title: 'other' }, { 'Idempotency-Key': 'k' })).toMatchObject({ status: 422 });
  });

  test('a key that is as old as one is remembered is asked about anew', async () => {
    const start = system.now;
    const later = (seconds: number) => new Date(Date.parse(start) + seconds * 1_000).toISOString();
    await post({ title: 'abc' }, { 'Idempotency-Key': 'k' });
    system.now = later(86_399);
    expect(await post({ title: 'abc' }, { 'Idempotency-Key': 'k' })).toMatchObject({ headers: { 'Idempotency-Replayed': 'true' } });
    system.now = later(86_400);
    const anew = await post({ title: 'abc' }, { 'Idempotency-Key': 'k' });
    system.now = start;

    expect(anew.status).toBe(201);
    expect(anew.headers).not.toHaveProperty('Idempotency-Replayed');
    expect(hook.events).toHaveLength(2);
  });

  test('what it refused may be sent again under the same key', async () => {
    hook.behave = () => ({ answer: { problem: { status: 409, detail: 'Sold out.' } } });
    await post({ title: 'abc' }, { 'Idempotency-Key': 'k' });
    hook.behave = pricing;

    expect(await post({ title: 'abc' }, { 'Idempotency-Key': 'k' })).toMatchObject({ status: 201 });
  });
});

describe('a ticket that others change while the function is asked', () => {
  const othersChange = (id: string, times: number) => {
    let left = times;
    system.table.before = (operation) => {
      if (operation !== 'UpdateItem' || left-- <= 0) { return; }
      const item = system.table.items.get(id)!;
      system.table.items.set(id, { ...item, title: { S: 'theirs' }, version: { N: String(Number(item.version.N) + 1) } });
    };
  };

  test('it is asked once more, about what is stored by then', async () => {
    const { id } = await created();
    othersChange(id, 1);

    expect(await system.send({ method: 'PATCH', id, body: { status: 'OPEN' } })).toMatchObject({ status: 200, body: { title: 'theirs', size: 6, version: 3 } });
    expect(hook.events.map(({ previous }) => previous?.version)).toEqual([1, 2]);
  });

  test('fails when they do so again', async () => {
    const { id } = await created();
    othersChange(id, 2);

    expect(await system.send({ method: 'PATCH', id, body: { status: 'OPEN' } })).toMatchObject({ status: 409 });
    expect(hook.events).toHaveLength(2);
  });
});
