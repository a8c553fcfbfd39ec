import { createHash } from 'node:crypto';
import { SIDE_TABLE_EXPIRES_AT } from '../../../src/contract/serverless-crud-api';
import { BEN } from '../../support/events';
import { startTicketSystem, type TicketSystem } from '../../support/ticket-system';

const NOON = '2026-11-24T12:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1000).toISOString();
const CONFLICT = { status: 400, type: 'TransactionCanceledException', reasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] };

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem({ definition: { writeOnly: ['reminder'] } }); });
afterAll(() => system.stop());
beforeEach(() => {
  system.table.reset();
  system.lines.length = 0;
  system.now = NOON;
});

const post = (body: unknown, key = 'order-7', more: object = {}) => system.send({ method: 'POST', body, headers: { 'Idempotency-Key': key }, ...more });

describe('creating a ticket with an Idempotency-Key', () => {
  test('the ticket and the key are stored together, in one round trip', async () => {
    const answer = await post({ title: 'x' });

    expect(answer).toMatchObject({ status: 201, body: { title: 'x', version: 1 }, headers: { ETag: '"1"' } });
    expect(answer.headers).not.toHaveProperty('Idempotency-Replayed');
    expect(system.table.requests).toEqual(['TransactWriteItems']);
    expect(system.table.items.size).toBe(1);
    const [[key, row]] = system.side.items;
    expect(key).toMatch(/^idempotency#tickets#b3f1c2d4-0000-4000-8000-00000000000a#[0-9a-f]{64}$/);
    expect(row).toMatchObject({ [SIDE_TABLE_EXPIRES_AT]: { N: String(Date.parse(after(86_400)) / 1000) } });
  });

  test('sent again it is answered with the first answer, whatever became of the ticket, in one round trip', async () => {
    const first = await post({ title: 'x', tags: ['ñ'], size: 1.5 });
    await system.send({ method: 'DELETE', id: first.body.id });
    system.table.requests.length = 0;
    system.now = after(3600);
    const second = await post({ size: 1.50, tags: ['ñ'], title: 'x' });

    expect(second.status).toBe(201);
    expect(second.text).toBe(first.text);
    expect(second.headers).toMatchObject({ 'Location': first.headers.Location, 'ETag': '"1"', 'Idempotency-Replayed': 'true' });
    expect(system.table.requests).toEqual(['TransactWriteItems']);
    expect(system.table.items.size).toBe(0);
  });

  test('neither the answer nor what is remembered shows what is write-only', async () => {
    await post({ title: 'x', reminder: 'hunter2' });

    expect((await post({ title: 'x', reminder: 'hunter2' })).text).not.toContain('hunter2');
    expect(JSON.stringify([...system.side.items])).not.toContain('hunter2');
  });

  test('fails for another body under the same key', async () => {
    await post({ title: 'x' });

    expect(await post({ title: 'y' })).toMatchObject({
      status: 422, body: { title: 'Unprocessable Content', errors: [{ parameter: 'Idempotency-Key' }] },
    });
    expect(system.table.items.size).toBe(1);
  });

  test('a key is its user’s own', async () => {
    await post({ title: 'x' });

    expect(await post({ title: 'y' }, 'order-7', { claims: BEN })).toMatchObject({ status: 201, body: { title: 'y' } });
    expect(await post({ title: 'z' }, 'order-8')).toMatchObject({ status: 201, body: { title: 'z' } });
    expect(system.table.items.size).toBe(3);
  });

  test('a key is remembered for a day, and no longer', async () => {
    await post({ title: 'x' });
    system.now = after(86_399);
    expect(await post({ title: 'x' })).toMatchObject({ headers: { 'Idempotency-Replayed': 'true' } });
    system.now = after(86_400);
    expect((await post({ title: 'y' })).headers).not.toHaveProperty('Idempotency-Replayed');
    expect(await post({ title: 'y' })).toMatchObject({ status: 201, body: { title: 'y' }, headers: { 'Idempotency-Replayed': 'true' } });
  });

  test('what was refused is not remembered', async () => {
    expect(await post({ status: 'OPEN' })).toMatchObject({ status: 400 });
    expect(await post({ title: 'x' })).toMatchObject({ status: 201 });
  });

  test.each(['a', '"a"', 'k'.repeat(255), '8e03978e-40d5-43dd-bc93-6894a57f9324', '!#$%&\'()*+,-./:;<=>?@[]^_`{|}~'])('takes the key %s', async (key) => {
    expect(await post({ title: 'x' }, key)).toMatchObject({ status: 201 });
  });

  test('a key in quotes is the same key without', async () => {
    await post({ title: 'x' }, '"a"');

    expect(await post({ title: 'x' }, 'a')).toMatchObject({ headers: { 'Idempotency-Replayed': 'true' } });
  });

  test.each(['', '""', 'two words', 'ñ', 'k'.repeat(256), '"open', 'a"b', 'tab\there', '\u0000'])('fails for the key %j, naming the header', async (key) => {
    expect(await post({ title: 'x' }, key)).toMatchObject({
      status: 400, body: { errors: [{ parameter: 'Idempotency-Key', detail: expect.stringContaining('1 to 255') }] },
    });
    expect(system.table.requests).toEqual([]);
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('%s has no need of a key and takes no notice of it', async (method) => {
    const { body: { id } } = await post({ title: 'x' });

    expect((await system.send({ method, id, headers: { 'Idempotency-Key': 'two words' }, ...(method !== 'DELETE' && { body: { title: 'y' } }) })).status).toBeLessThan(300);
  });

  test('twenty at once with one key make one ticket, and all are answered with it or told to come back', async () => {
    system.table.transactionMs = 20;
    const answers = await Promise.all(Array.from({ length: 20 }, () => post({ title: 'x' })));

    expect(system.table.items.size).toBe(1);
    expect(answers.filter(({ status, headers }) => status === 201 && headers['Idempotency-Replayed'] === undefined)).toHaveLength(1);
    const [id] = system.table.items.keys();
    for (const { status, headers, body } of answers) {
      expect(status === 201 ? body.id : headers['Retry-After']).toBe(status === 201 ? id : '1');
      expect([201, 409]).toContain(status);
    }
  });

  test('one that meets another on its way is tried again', async () => {
    system.table.fail(CONFLICT, 2);

    expect(await post({ title: 'x' })).toMatchObject({ status: 201 });
    expect(system.table.requests).toHaveLength(3);
  });

  test('fails when others stay in its way, to be sent again', async () => {
    system.table.fail(CONFLICT, 10);

    expect(await post({ title: 'x' })).toMatchObject({ status: 409, headers: { 'Retry-After': '1' } });
    expect(system.table.requests.length).toBeLessThanOrEqual(5);
    expect(system.table.items.size + system.side.items.size).toBe(0);
  });

  test.each(['ThrottlingError', 'ProvisionedThroughputExceeded', 'ItemCollectionSizeLimitExceeded'])('fails as a store that can’t answer for %s', async (code) => {
    system.table.fail({ ...CONFLICT, reasons: [{ Code: 'None' }, { Code: code }] }, 10);

    expect((await post({ title: 'x' })).status).toBe(code === 'ItemCollectionSizeLimitExceeded' ? 500 : 503);
  });

  test.each([
    ['text at random', createHash('shake256', { outputLength: 306_900 }).digest('base64')],
    ['quotes, which JSON doubles', '"'.repeat(399 * 1024)],
    ['characters of three bytes', 'ñ€漢'.repeat(50_000)],
  ])('a ticket of nearly 400 KB is made with a key as without one, and remembered to the letter: %s', async (_, text) => {
    const body = { title: 'x', tags: [text] };
    expect(await system.send({ method: 'POST', body })).toMatchObject({ status: 201 });

    const first = await post(body);
    expect(first).toMatchObject({ status: 201, body: { tags: [text] } });
    const second = await post(body);
    expect(second.headers).toMatchObject({ 'Idempotency-Replayed': 'true' });
    expect(second.text).toBe(first.text);
  });

  test('fails for a ticket larger than DynamoDB takes', async () => {
    expect(await post({ title: 'x', tags: ['t'.repeat(400 * 1024)] })).toMatchObject({ status: 413 });
  });

  test('one whose answer was lost is stored once, and answered', async () => {
    const patient = await startTicketSystem({ maxAttempts: 3 });
    patient.table.fail({ status: 500, type: 'InternalServerError', answerLost: true });

    const answer = await patient.send({ method: 'POST', body: { title: 'x' }, headers: { 'Idempotency-Key': 'k' } });
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.headers).not.toHaveProperty('Idempotency-Replayed');
    expect(patient.table.requests).toEqual(['TransactWriteItems', 'TransactWriteItems']);
    expect(patient.table.items.size).toBe(1);
    await patient.stop();
  });
});
