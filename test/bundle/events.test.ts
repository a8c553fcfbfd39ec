import { toAttributes } from '../../src/runtime/serverless-crud-api/attribute-values';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { ANA, proxyEvent } from '../support/events';
import { invoicedOrder } from '../support/invoices';
import { MessagingStub } from '../support/messaging-stub';
import { readPdf } from '../support/pdf-text';
import { invocation, queueEvent, queueRecord } from '../support/queue';
import { useShippedHandlers } from '../support/shipped-handlers';
import { orderItem, streamRecord } from '../support/streams';

const database = new DynamoDbStub('Orders', 'orderId');
database.add('Invoices', 'key');
const invoices = database.named.get('Invoices')!.items;
const services = new MessagingStub();
const { handlers, lines } = useShippedHandlers(['publisher', 'invoice-worker', 'invoices-generator'], database, services);


describe('the publisher as it ships', () => {
  const publish = (...records: any[]) => handlers.publisher({ Records: records }, invocation(60_000));

  test('publishes changes with their type for the filters', async () => {
    expect(await publish(streamRecord({ new: orderItem(), eventID: 'e-1' }), streamRecord({ old: orderItem(), eventID: 'e-2', sequence: '101' }))).toEqual({ batchItemFailures: [] });
    expect(services.published.map(({ type, message }) => [type, JSON.parse(message).id])).toEqual([['ORDER_CREATED', 'e-1'], ['ORDER_CANCELLED', 'e-2']]);
  });

  // SQS refuses them (SendMessage, MessageBody): neither a queue nor its subscription's dead letters would take the event.
  test('publishes characters that no queue takes as what JSON writes for them, as large as that makes them', async () => {
    const note = 'a\ufffeb\uffff\u0001\ud83d\ude00';
    expect(await publish(streamRecord({ new: orderItem({ note }) }), streamRecord({ new: orderItem({ orderId: 'o-2', note: '\uffff'.repeat(60_000) }), eventID: 'e-2' }))).toEqual({ batchItemFailures: [] });
    const [small, large] = services.published.map(({ message }) => message);
    expect(small).not.toMatch(/[\ufffe\uffff]/);
    expect(JSON.parse(small).data.order.note).toBe(note);
    expect(JSON.parse(large).data).toEqual({ order: { orderId: 'o-2' }, truncated: true });
  });

  test('sends again only the entry that failed', async () => {
    let first = true;
    services.fault = ({ operation }) => (operation === 'PublishBatch' && first ? (first = false, { failedEntries: { 1: { code: 'InternalError', senderFault: false } } }) : undefined);
    expect(await publish(...['a', 'b', 'c'].map((orderId, i) => streamRecord({ new: orderItem({ orderId }), eventID: orderId, sequence: String(i) })))).toEqual({ batchItemFailures: [] });
    expect(services.published.map(({ message }) => JSON.parse(message).id)).toEqual(['a', 'c', 'b']);
  });

  test('sets aside what SNS refuses for good, and keeps trying what a key’s policy refuses', async () => {
    services.fault = ({ operation }) => (operation === 'PublishBatch' ? { failedEntries: { 0: { code: 'InvalidParameter', senderFault: true } } } : undefined);
    expect(await publish(streamRecord({ new: orderItem() }))).toEqual({ batchItemFailures: [] });
    expect(JSON.parse(services.objects.get('set-aside/set-aside/e-1.json')!.body.toString())).toMatchObject({ reason: 'InvalidParameter: it failed', record: { eventID: 'e-1' } });
    services.fault = ({ operation }) => (operation === 'PublishBatch' ? { failedEntries: { 0: { code: 'KMSAccessDenied', senderFault: true } } } : undefined);
    expect(await publish(streamRecord({ new: orderItem(), sequence: '7' }))).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
  });

  test('sets aside a record that nobody understands', async () => {
    expect(await publish(streamRecord({ keysOnly: true, new: orderItem() }))).toEqual({ batchItemFailures: [] });
    expect(services.published).toEqual([]);
    expect([...services.objects.keys()]).toEqual(['set-aside/set-aside/e-1.json']);
  });

  test('tells the stream where to go on while SNS is down', async () => {
    services.fault = ({ operation }) => (operation === 'PublishBatch' ? { error: { status: 503, code: 'ServiceUnavailable' } } : undefined);
    expect(await publish(streamRecord({ new: orderItem(), sequence: '100' }), streamRecord({ new: orderItem({ orderId: 'x' }), sequence: '101' }))).toEqual({ batchItemFailures: [{ itemIdentifier: '100' }] });
  });
});

describe('the invoice worker as it ships', () => {
  const event = (orderId: string, members = {}) => JSON.stringify({
    specversion: '1.0', id: `e-${orderId}`, source: '/orders', type: 'ORDER_CREATED', subject: orderId, correlationid: 'c-1', data: { order: invoicedOrder({ orderId, ...members }) },
  });
  const work = (...records: ReturnType<typeof queueRecord>[]) => handlers['invoice-worker'](queueEvent(...records), invocation());

  test('F1: writes a PDF that can be read, once, under invoices/', async () => {
    expect(await work(queueRecord('m-1', { body: event('o-1') }))).toEqual({ batchItemFailures: [] });
    const { body, contentType } = services.objects.get('invoices/invoices/o-1.pdf')!;
    expect(contentType).toBe('application/pdf');
    expect(readPdf(body).pages[0]).toMatch(/Ana Peña Muñoz[\s\S]*Teclado mecánico/);
    expect(await work(queueRecord('m-1', { body: event('o-1'), receives: 2 }))).toEqual({ batchItemFailures: [] });
    expect(services.objects.get('invoices/invoices/o-1.pdf')!.body).toBe(body);
  });

  test('numbers the orders of a batch without a gap', async () => {
    await work(...Array.from({ length: 10 }, (_, i) => queueRecord(`m-${i}`, { body: event(`o-${i}`) })));
    const texts = [...services.objects.values()].map(({ body }) => /F2\d{3}-(\d{6})/.exec(readPdf(body).pages[0])![1]).sort();
    expect(texts).toEqual(Array.from({ length: 10 }, (_, i) => String(i + 1).padStart(6, '0')));
  });

  test('gives up at once what can not be invoiced, with the reason, and takes no number for it', async () => {
    expect(await work(queueRecord('m-1', { body: event('o-1', { lines: [] }), attributes: { type: 'ORDER_CREATED' } }), queueRecord('m-2', { body: 'nonsense' }))).toEqual({ batchItemFailures: [] });
    expect(services.sent.map(({ attributes }) => attributes).sort((a, b) => a.reason.length - b.reason.length)).toEqual([
      { reason: 'the message is not JSON' }, { type: 'ORDER_CREATED', reason: expect.stringContaining('lines must be 1 to 1000') },
    ]);
    expect(database.requests).toEqual(['UpdateItem']);
    expect([...invoices.values()]).toEqual([{ key: { S: 'order#o-1' }, refusal: { S: 'lines must be 1 to 1000, not 0' } }]);
  });

  test('an order that was refused gets the next number once it can be invoiced, and its refusal is gone', async () => {
    await work(queueRecord('m-1', { body: event('o-1', { lines: [] }) }));
    await work(queueRecord('m-2', { body: event('o-1') }));
    expect(invoices.get('order#o-1')).toEqual({
      key: { S: 'order#o-1' },
      series: { S: expect.stringMatching(/^F2\d{3}-$/) },
      number: { N: '1' },
      issuedAt: { S: expect.any(String) },
      owner: { S: 'ana' },
      file: { S: 'invoices/o-1.pdf' },
    });
    expect([...services.objects.keys()]).toEqual(['invoices/invoices/o-1.pdf']);
  });

  test('a refusal that comes after the invoice changes nothing but the dead letters', async () => {
    await work(queueRecord('m-1', { body: event('o-1') }));
    const issued = invoices.get('order#o-1');
    expect(await work(queueRecord('m-2', { body: event('o-1', { lines: [] }) }))).toEqual({ batchItemFailures: [] });
    expect(invoices.get('order#o-1')).toEqual(issued);
    expect(services.sent.map(({ attributes }) => attributes.reason)).toEqual([expect.stringContaining('lines must be 1 to 1000')]);
  });

  test('a refusal that can’t be noted leaves the message, hidden', async () => {
    database.fail({ status: 400, type: 'AccessDeniedException' });
    expect(await work(queueRecord('m-1', { body: event('o-1', { lines: [] }) }))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect([services.sent, services.hidden]).toEqual([[], [{ receipt: 'receipt of m-1', seconds: expect.any(Number) }]]);
  });

  test('the dates of a series never go back, whatever clock a worker has', async () => {
    await work(queueRecord('m-1', { body: event('o-1') }));
    const [series] = [...invoices.keys()].filter((key) => key.startsWith('series#'));
    expect(invoices.get(series)).toMatchObject({ last: { N: '1' }, issuedAt: invoices.get('order#o-1')!.issuedAt });
    const ahead = { S: new Date(Date.now() + 60_000).toISOString() };
    invoices.set(series, { ...invoices.get(series)!, issuedAt: ahead });
    await work(queueRecord('m-2', { body: event('o-2') }));
    expect(invoices.get('order#o-2')).toMatchObject({ number: { N: '2' }, issuedAt: ahead });
    expect(invoices.get(series)).toMatchObject({ last: { N: '2' }, issuedAt: ahead });
    const { issuedAt: _, ...before } = invoices.get(series)!; // as a version that kept no time left it
    invoices.set(series, before);
    await work(queueRecord('m-3', { body: event('o-3') }));
    expect(invoices.get('order#o-3')!.number).toEqual({ N: '3' });
  });

  test('gives up an order whose id is too long for the name of a file, before it takes a number', async () => {
    expect(await work(queueRecord('m-1', { body: event('ñ'.repeat(169)) }))).toEqual({ batchItemFailures: [] });
    expect(services.sent.map(({ attributes }) => attributes.reason)).toEqual([expect.stringMatching(/^the id of order ñ+ is too long for the name of its file/)]);
    expect(database.requests).toEqual([]);
    expect(await work(queueRecord('m-2', { body: event('ñ'.repeat(168)) }))).toEqual({ batchItemFailures: [] });
    expect(services.objects.size).toBe(1);
  });

  test('a bucket that fails leaves the message, hidden, and the number its order’s own', async () => {
    services.fault = ({ operation }) => (operation === 'PutObject' ? { error: { status: 503, code: 'SlowDown' } } : undefined);
    expect(await work(queueRecord('m-1', { body: event('o-1') }))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(services.hidden).toEqual([{ receipt: 'receipt of m-1', seconds: expect.any(Number) }]);
    services.fault = undefined;
    await work(queueRecord('m-2', { body: event('o-2') }), queueRecord('m-1', { body: event('o-1'), receives: 2 }));
    expect(readPdf(services.objects.get('invoices/invoices/o-1.pdf')!.body).pages[0]).toContain('-000001');
    expect(readPdf(services.objects.get('invoices/invoices/o-2.pdf')!.body).pages[0]).toContain('-000002');
  });

  test('logs what it did with the correlation id of the request that caused it', async () => {
    await work(queueRecord('m-1', { body: event('o-1') }));
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining({ message: 'done', subject: 'o-1', correlationId: 'c-1', eventId: 'e-o-1' }));
  });

  test('an order takes five requests: its number, the series, the transaction, the file, and that it is there', async () => {
    await work(queueRecord('m-1', { body: event('o-1') }));
    expect([...database.requests, ...services.asked.map(({ operation }) => operation)]).toEqual(['GetItem', 'GetItem', 'TransactWriteItems', 'UpdateItem', 'PutObject']);
  });
});

describe('the function that gives links as it ships', () => {
  const ask = (id: string, claims: object = ANA) => handlers['invoices-generator'](proxyEvent({ resource: '/v1/orders/{id}/invoice', id, claims: claims as never }), invocation());

  test('F1: signs a link for an hour, to the owner', async () => {
    await handlers['invoice-worker'](queueEvent(queueRecord('m-1', {
      body: JSON.stringify({
        specversion: '1.0', id: 'e', source: '/orders', type: 'ORDER_CREATED', subject: 'o-1', data: { order: invoicedOrder({ userId: ANA.sub }) },
      }),
    })), invocation());
    const { statusCode, body } = await ask('o-1');
    expect(statusCode).toBe(200);
    const { url, expiresIn, number } = JSON.parse(body);
    expect([expiresIn, number]).toEqual([3600, expect.stringMatching(/^F2\d{3}-000001$/)]);
    const link = new URL(url);
    expect(link.pathname).toMatch(/\/invoices\/o-1\.pdf$/);
    expect(Object.fromEntries(link.searchParams)).toMatchObject({ 'X-Amz-Expires': '3600', 'X-Amz-Signature': expect.any(String), 'response-content-disposition': `attachment; filename="${number}.pdf"` });
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.7/);
    expect(await ask('o-1', { ...ANA, sub: 'somebody-else' })).toMatchObject({ statusCode: 404 });
  });

  test('says 202 of an order whose event is on the way', async () => {
    database.items.set('o-2', toAttributes({ orderId: 'o-2', userId: ANA.sub }) as any);
    expect(await ask('o-2')).toMatchObject({ statusCode: 202, headers: { 'Retry-After': '5' } });
    expect(await ask('o-3')).toMatchObject({ statusCode: 404 });
  });

  test('says 409 with the reason of an order that was given up, to its owner', async () => {
    const order = invoicedOrder({ orderId: 'o-2', userId: ANA.sub, currency: 'E1' });
    database.items.set('o-2', toAttributes(order) as any);
    await handlers['invoice-worker'](queueEvent(queueRecord('m-1', {
      body: JSON.stringify({ specversion: '1.0', id: 'e', source: '/orders', type: 'ORDER_CREATED', subject: 'o-2', data: { order } }),
    })), invocation());
    const { statusCode, headers, body } = await ask('o-2');
    expect([statusCode, headers['Content-Type']]).toEqual([409, 'application/problem+json']);
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank', title: 'Conflict', status: 409, detail: 'This order can’t be invoiced: currency must be an ISO 4217 code, not "E1".', requestId: expect.any(String),
    });
    expect(await ask('o-2', { ...ANA, sub: 'somebody-else' })).toMatchObject({ statusCode: 404 });
  });

  test.each([2_048, 8_000])('says 404 of an id of %i characters, which no order has', async (length) => {
    expect(await ask('x'.repeat(length))).toMatchObject({ statusCode: 404 });
  });
});
