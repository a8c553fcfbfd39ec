import fc from 'fast-check';
import { startTicketSystem, TICKET_PROPERTIES, ticketValidators, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
beforeAll(async () => {
  const details = { type: 'object', properties: { 'a/b': { type: 'integer' }, 'owner': {} }, required: ['owner'], propertyNames: { maxLength: 5 } };
  system = await startTicketSystem({
    validators: ticketValidators({ properties: { ...TICKET_PROPERTIES, details }, dependentRequired: { size: ['status'] } }),
  });
});
beforeEach(() => system.table.reset());
afterAll(() => system.stop());

const post = (body: unknown, headers: Record<string, string> = {}) => system.send({ method: 'POST', body, headers });
const errorsOf = async (body: unknown) => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status: 400, headers: { 'Content-Type': 'application/problem+json' }, body: { title: 'Bad Request' } });
  expect(system.table.requests).toEqual([]);
  return Object.fromEntries(answer.body.errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail]));
};

describe('what a ticket may not be', () => {
  test('fails for a missing title, at the title', async () => {
    expect(await errorsOf({ status: 'OPEN' })).toEqual({ '/title': 'title is required.' });
  });

  test('fails for an unknown field, at the field', async () => {
    expect(await errorsOf({ 'title': 'x', 'ow/ner': 1 })).toEqual({ '/ow~1ner': 'There is no such field; there are title, status, size, reminder, tags, details.' });
  });

  test.each(['id', 'createdAt', 'updatedAt', 'version'])('fails for %s, which the server sets', async (name) => {
    expect(await errorsOf({ title: 'x', [name]: 1 })).toEqual({ [`/${name}`]: `${name} is set by the server.` });
  });

  test('fails for every field at fault, saying what each may be', async () => {
    const errors = await errorsOf({ title: '', status: 'LOST', size: 'big', tags: [1], details: { 'a/b': 1.5, 'toolong': 1 } });

    expect(errors).toEqual({
      '/title': 'title must NOT have fewer than 1 characters.',
      '/status': 'status must be one of "OPEN", "CLOSED".',
      '/size': 'size must be number.',
      '/tags/0': 'tags/0 must be string.',
      '/details/a~1b': 'details/a/b must be integer.',
      '/details/owner': 'details/owner is required.',
      '/details/toolong': expect.stringContaining('name'),
    });
  });

  test('fails for a field that another one asks for', async () => {
    expect(await errorsOf({ title: 'x', size: 1 })).toEqual({ '/status': 'status is required with size.' });
  });

  test('the values that were sent are not repeated', async () => {
    expect((await post({ title: ['hunter2'], status: 'hunter2', size: 'hunter2' })).text).not.toContain('hunter2');
  });

  test.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['a body that is no JSON', '{title: 1}'],
    ['an array', []],
    ['null', 'null'],
    ['a text', '"x"'],
    ['a number', '1'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a field sent twice', '{"title":"a","title":"b"}'],
    ['a prototype', '{"title":"a","__proto__":{"status":"OPEN"}}'],
    ['a number that would be rounded', '{"title":"a","size":12345678901234567890}'],
  ])('fails for %s', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { errors: [{ detail: expect.stringMatching(/\.$/) }] } });
  });

  test('a body in bytes is read', async () => {
    expect(await post(Buffer.from('{"title":"ñ"}'))).toMatchObject({ status: 201, body: { title: 'ñ' } });
  });

  test.each(['text/plain', 'application/merge-patch+json', 'application/jsonx', 'application', 'application/json, text/plain', ''])('fails for a body of type %j', async (type) => {
    expect(await post({ title: 'x' }, { 'Content-Type': type })).toMatchObject({ status: 415 });
  });

  test.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json ;a="b;c"', 'application/json;charset=UTF-8;'])('a body of type %s is read', async (type) => {
    expect(await post({ title: 'x' }, { 'Content-Type': type })).toMatchObject({ status: 201 });
  });

  test('fails for a charset that is not UTF-8', async () => {
    expect(await post({ title: 'x' }, { 'Content-Type': 'application/json; charset=latin1' })).toMatchObject({ status: 415 });
  });

  test('fails for a ticket larger than DynamoDB takes', async () => {
    expect(await post({ title: 'x', reminder: 'r'.repeat(400 * 1024) })).toMatchObject({ status: 413 });
    expect(await post({ title: 'x', reminder: 'r'.repeat(3 * 1024 * 1024) })).toMatchObject({ status: 413 });
    expect(await post({ title: 'x', reminder: 'r'.repeat(399 * 1024) })).toMatchObject({ status: 201 });
  });

  test('reads 2,000,000 characters and no more, whatever the item comes to', async () => {
    const padded = (length: number) => '{"title":"x"}'.padEnd(length, ' ');
    expect(await post(padded(2_000_000))).toMatchObject({ status: 201 });
    expect(await post(padded(2_000_001))).toMatchObject({ status: 413, body: { detail: 'The body is larger than 2 MB; an item holds up to 400 KB.' } });
  });

  test.each<[string, unknown, string, string]>([
    ['no body', undefined, 'The body is empty; send a JSON object.', ''],
    ['a list', [], 'The body is no object; send a JSON object.', ''],
    ['a field sent twice', '{"title":"a","title":"b"}', 'The body can’t be read without changing it.', '/title'],
  ])('fails for %s in words that say what is wrong, and where', async (_, body, detail, pointer) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { detail, errors: [{ pointer }] } });
  });

  test('fails for a patch of another type, naming both that it may have', async () => {
    const { body: { id } } = await post({ title: 'x' });
    expect(await system.send({ method: 'PATCH', id, body: { title: 'y' }, headers: { 'Content-Type': 'text/plain' } })).toMatchObject({
      status: 415,
      headers: { 'Accept-Patch': 'application/merge-patch+json, application/json' },
      body: { detail: 'Send application/merge-patch+json or application/json in UTF-8.' },
    });
  });

  test.each(['POST', 'PUT', 'PATCH'])('whatever is sent by %s is stored as it is or refused, and never a fault of the server', async (method) => {
    const { body: { id } } = await post({ title: 'x', details: { owner: 1 } });
    const anyJson = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 });
    const fields = { title: fc.oneof(fc.string(), anyJson), status: fc.oneof(fc.constant('OPEN'), anyJson), size: fc.double(), reminder: anyJson, details: anyJson };
    const nearly = fc.record(fields, { requiredKeys: [] });
    const bodies = fc.oneof(nearly, anyJson.map((value) => JSON.stringify(value)), fc.string({ unit: 'binary' }), fc.uint8Array());
    await fc.assert(fc.asyncProperty(bodies, async (sent) => {
      const { status, body } = await system.send({ method, ...(method !== 'POST' && { id }), body: sent });
      expect([method === 'POST' ? 201 : 200, 400]).toContain(status);
      if (status < 300) { expect((await system.send({ id: body.id })).body).toEqual(body); }
    }), { numRuns: 200 });
  });
});
