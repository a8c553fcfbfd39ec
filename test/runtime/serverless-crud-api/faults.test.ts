import { storeFailure } from '../../../src/runtime/serverless-crud-api/store-failures';
import { startTicketSystem, ticketId, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem(); });
beforeEach(() => { system.table.reset(); system.lines.length = 0; });
afterAll(() => system.stop());

const requests = [
  { method: 'GET' },
  { method: 'POST', body: { title: 'x' } },
  { method: 'GET', id: ticketId(1) },
  { method: 'PUT', id: ticketId(1), body: { title: 'x' } },
  { method: 'PATCH', id: ticketId(1), body: { title: 'x' } },
  { method: 'PATCH', id: ticketId(1), body: { details: {} } },
  { method: 'DELETE', id: ticketId(1) },
];

describe('when DynamoDB fails', () => {
  test.each(requests)('a throttled $method is to be tried again later: $body', async (request) => {
    system.table.fail({ status: 400, type: 'ProvisionedThroughputExceededException', message: 'internal text' });
    const answer = await system.send(request);

    expect(answer).toMatchObject({ status: 503, headers: { 'Retry-After': expect.stringMatching(/^\d+$/) } });
    expect(answer.text).not.toContain('internal text');
  });

  test.each([
    ['ThrottlingException', 400], ['RequestLimitExceeded', 400], ['InternalServerError', 500], ['ServiceUnavailable', 503],
  ])('so is one that fails with %s', async (type, status) => {
    system.table.fail({ status, type });

    expect(await system.send({})).toMatchObject({ status: 503 });
  });

  test('so is one that gets no answer in time', async () => {
    const impatient = await startTicketSystem({ requestTimeoutMs: 100 });
    impatient.table.fail({ status: 200, type: 'none', delayMs: 600 });

    expect(await impatient.send({})).toMatchObject({ status: 503 });
    await impatient.stop();
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET'])('so is one that reaches nobody: %s', (code) => {
    expect(storeFailure(Object.assign(new Error('connect'), { code }))).toMatchObject({ status: 503, cause: { code } });
  });

  const ours = ['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException'];
  test.each(ours)('fails without internal text for %s, which the log has', async (type) => {
    system.table.fail({ status: 400, type, message: 'User: arn:aws:sts::1234 is not authorized' });
    const answer = await system.send({ method: 'POST', body: { title: 'hunter2' } });

    expect(answer).toMatchObject({ status: 500, body: { title: 'Internal Server Error', requestId: expect.any(String) } });
    expect(answer.text).not.toContain('arn:');
    expect(system.lines.map(({ message }) => message)).toEqual(['failed', 'request']);
    expect(system.lines[0].fields).toMatchObject({
      error: expect.objectContaining({ name: type }), requestId: expect.any(String), correlationId: expect.any(String),
    });
    expect(JSON.stringify(system.lines)).not.toContain('hunter2');
  });

  test('a change that would make a ticket too large is refused', async () => {
    const { body: { id } } = await system.send({ method: 'POST', body: { title: 'x', reminder: 'r'.repeat(300 * 1024) } });

    expect(await system.send({ method: 'PATCH', id, body: { details: { a: 'd'.repeat(200 * 1024) } } })).toMatchObject({ status: 413 });
    expect(await system.send({ method: 'PATCH', id, body: { tags: ['d'.repeat(200 * 1024)] } })).toMatchObject({ status: 413 });
  });
});

describe('when an answer of DynamoDB is lost', () => {
  let patient: TicketSystem;
  beforeAll(async () => { patient = await startTicketSystem({ maxAttempts: 3 }); });
  afterAll(() => patient.stop());

  test('a ticket that was stored is answered as stored, once', async () => {
    patient.table.fail({ status: 500, type: 'InternalServerError', answerLost: true });

    expect(await patient.send({ method: 'POST', body: { title: 'x', tags: ['a'] } })).toMatchObject({ status: 201, body: { title: 'x', version: 1 } });
    expect(patient.table.requests).toEqual(['PutItem', 'PutItem']);
    expect(patient.table.items.size).toBe(1);
  });

  test('fails, and overwrites nothing, when the id is another ticket’s', async () => {
    patient.table.before = () => { patient.table.items.set(ticketId(2), { id: { S: ticketId(2) }, title: { S: 'theirs' } }); };

    expect(await patient.send({ method: 'POST', body: { title: 'mine' } })).toMatchObject({ status: 500 });
    expect(patient.table.items.get(ticketId(2))).toMatchObject({ title: { S: 'theirs' } });
  });
});

describe('when the answer to a change that is based on a version is lost', () => {
  let patient: TicketSystem;
  beforeAll(async () => { patient = await startTicketSystem({ maxAttempts: 3 }); });
  beforeEach(() => patient.table.reset());
  afterAll(() => patient.stop());
  const lost = { status: 500, type: 'InternalServerError', answerLost: true };
  const made = async () => {
    const { body: { id } } = await patient.send({ method: 'POST', body: { title: 'x', reminder: 'soon' } });
    patient.table.requests.length = 0;
    return id;
  };

  test.each<[string, object, object]>([
    ['PATCH', { title: 'y', reminder: null }, { title: 'y' }],
    ['PUT', { title: 'y', tags: ['b'] }, { title: 'y', tags: ['b'] }],
    ['PATCH', {}, { title: 'x', reminder: 'soon' }],
  ])('a %s of %j is answered as made, and made once', async (method, body, members) => {
    const id = await made();
    patient.table.fail(lost);
    const answer = await patient.send({ method, id, body, headers: { 'If-Match': '"1"' } });
    expect([answer.status, answer.body]).toEqual([200, { id, ...members, createdAt: expect.any(String), updatedAt: expect.any(String), version: 2 }]);
    expect(patient.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
  });

  test('a merge, which reads before, is made once', async () => {
    const id = await made();
    patient.table.before = (operation) => { if (operation === 'GetItem') { patient.table.fail(lost); } };
    expect(await patient.send({ method: 'PATCH', id, body: { details: { a: 1 } } })).toMatchObject({ status: 200, body: { details: { a: 1 }, version: 2 } });
  });

  test.each<[string, object]>([
    ['the same moment', { updatedAt: { S: '2026-11-24T10:00:00.000Z' }, title: { S: 'theirs' } }],
    ['another moment', { updatedAt: { S: '2026-11-24T10:00:01.000Z' }, title: { S: 'y' } }],
  ])('fails when the version that is there is another client’s, of %s', async (_, theirs) => {
    const id = await made();
    patient.table.fail({ status: 500, type: 'InternalServerError' });
    patient.table.before = () => { patient.table.items.set(id, { ...patient.table.items.get(id)!, ...theirs, version: { N: '2' } }); };
    expect(await patient.send({ method: 'PATCH', id, body: { title: 'y' }, headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 412 });
  });

  test('fails for a first attempt, whatever is there', async () => {
    const id = await made();
    await patient.send({ method: 'PATCH', id, body: { title: 'y' } });
    expect(await patient.send({ method: 'PATCH', id, body: { title: 'y' }, headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 412 });
  });
});
