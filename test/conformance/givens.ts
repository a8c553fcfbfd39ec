import { sentOf, type Values } from './show';
import type { Exchange, Given, Target } from './table';
import { sealCursor } from '../../src/runtime/serverless-crud-api/cursor';

export const TICKET = { title: 'Prueba', description: 'Otra Prueba', status: 'OPEN', reporterId: '123456-123456-123' };
export const PEN = { name: 'Pen', category: '{word}', priceInCents: 250, currency: 'EUR' };

/** Brings about what a row is given, and tells its values. */
export async function setUp(given: Given, target: Target, values: Values): Promise<void> {
  const make = async (request: Pick<Exchange, 'as' | 'ask' | 'send'>) => {
    const { status, text } = await target.send(sentOf(request));
    if (status !== 201) { throw new Error(`${request.ask} was answered with ${status} ${text}`); }
    return JSON.parse(text);
  };
  const product = (name: string, more = {}) => make({ as: 'admin', ask: 'POST /products', send: { ...PEN, category: values.word, name, ...more } });
  const order = async (as: 'ana' | 'luis') => {
    values.product ??= (await product('Pen')).id;
    return make({ as, ask: 'POST /orders', send: { items: [{ productId: values.product, quantity: 3 }] } });
  };
  switch (given) {
    case 'ticket':
      values.ticket = (await make({ ask: 'POST /tickets', send: TICKET })).id;
      return;
    case 'order':
      values.order = (await order('ana')).orderId;
      return;
    case 'shelf':
      for (const [i, name] of [...'abcdefgh'].entries()) { values[name] = (await product(name, { onSale: i % 2 === 1 })).id; }
      return;
    case 'forgery': {
      await order('ana');
      const { orderId, createdAt } = await order('luis');
      const list = ['userId-index', 1, values.ana, [], null, null, false];
      values.forged = sealCursor(['orders', values.ana, list], [[createdAt.replace(/^20../, '2000'), orderId]]);
      values.theirs = orderId;
    }
  }
}
