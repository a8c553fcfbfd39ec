import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { call, deployed, expectProblem, logIn, user, type Answer, type Call } from '../support/deployed';
import { readPdf } from '../support/pdf-text';

const COMMERCE = deployed.apis.commerce;
const at = (path: string, request: Call): Promise<Answer> => call(`${COMMERCE}${path}`, request);

describe('E1, F1: the invoice of an order', () => {
  const [first, second] = deployed.users.filter(({ groups }) => groups.length === 0);
  let admin: string;
  let ana: string;
  let luis: string;
  let order: { readonly orderId: string; readonly totalInCents: number };
  let invoice: Answer;

  beforeAll(async () => {
    [admin, ana, luis] = (await Promise.all([user('admins'), first, second].map((one) => logIn(one)))).map(({ idToken }) => idToken);
    const { body: lamp } = await at('/products', { method: 'POST', token: admin, body: { name: 'Lámpara de mesa', category: 'hogar', priceInCents: 1999, currency: 'EUR' } });
    const made = await at('/orders', {
      method: 'POST', token: ana, body: { items: [{ productId: lamp.id, quantity: 2 }], customer: { name: 'Ana Peña Muñoz', taxId: '12345678Z' } },
    });
    expect(made.status).toBe(201);
    order = made.body;
  });

  /** Asks until the invoice is there, as a client that obeys Retry-After would, but sooner. */
  async function invoiceOf(orderId: string, token: string): Promise<Answer> {
    for (let tries = 0; tries < 100; tries++) {
      const answer = await at(`/orders/${orderId}/invoice`, { token });
      if (answer.status !== 202) { return answer; }
      expect([answer.headers.get('retry-after'), answer.body]).toEqual(['5', { status: 'PENDING' }]);
      await new Promise((resolve) => { setTimeout(resolve, 300); });
    }
    throw new Error(`order ${orderId} has no invoice`);
  }

  test('is there soon, for its owner: a link for an hour', async () => {
    invoice = await invoiceOf(order.orderId, ana);
    expect([invoice.status, invoice.body]).toEqual([200, {
      number: expect.stringMatching(/^F\d{4}-\d{6}$/), issuedAt: expect.any(String), url: expect.any(String), expiresIn: 3600,
    }]);
  });

  test('is a PDF that tells what was ordered, and by whom', async () => {
    const file = await fetch(invoice.body.url);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const [page] = readPdf(new Uint8Array(await file.arrayBuffer())).pages;
    for (const text of [invoice.body.number, 'Ana Peña Muñoz', 'Lámpara de mesa', order.orderId]) { expect(page).toContain(text); }
    expect(page.replace(/[\u00a0\u202f]/g, ' ')).toContain('48,38 €');
    expect(order.totalInCents).toBe(4838);
  });

  test('is nobody else’s, and an administrator’s', async () => {
    expectProblem(await at(`/orders/${order.orderId}/invoice`, { token: luis }), 404);
    expectProblem(await at(`/orders/${order.orderId}/invoice`, {}), 401);
    expect((await at(`/orders/${order.orderId}/invoice`, { token: admin })).body.number).toBe(invoice.body.number);
    expectProblem(await at('/orders/01999999-9999-7999-8999-999999999999/invoice', { token: ana }), 404);
  });

  test('is on the way before it is there', async () => {
    const { body: { orderId } } = await at('/orders', { method: 'POST', token: luis, body: { items: [{ productId: (order as any).items[0].productId, quantity: 1 }] } });
    const asked = await at(`/orders/${orderId}/invoice`, { token: luis });
    expect([200, 202]).toContain(asked.status);
    expect((await invoiceOf(orderId, luis)).status).toBe(200);
  });

  test('leaves no dead letter', async () => {
    const sqs = new SQSClient(deployed.clientConfig);
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({
      QueueUrl: deployed.stacks.Events.OrderDeadLetterQueueUrl, AttributeNames: ['ApproximateNumberOfMessages'],
    }));
    sqs.destroy();
    expect(Attributes.ApproximateNumberOfMessages).toBe('0');
  });
});
