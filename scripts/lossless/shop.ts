import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { httpClient, type Answer } from '../../examples/reference-system/local/http-client';
import type { SystemOutputs } from '../../examples/reference-system/local/outputs';

const AT_A_TIME = 4;

/** Customers that order until they are told that they have: an attempt more, under the same key, is the same order. */
export class Shop {
  readonly orderIds: string[] = [];
  /** Attempts that were not answered 201. */
  attemptsMore = 0;
  private tokens: string[] = [];
  private productId = '';

  async open({ apis, users }: SystemOutputs) {
    const logIn = async ({ username, password }: SystemOutputs['users'][number]) =>
      (await httpClient(apis.tickets)('POST', '/auth/login', { body: { username, password } })).body.idToken as string;
    const [admin, ...customers] = users;
    this.tokens = await Promise.all(customers.map(logIn));
    if (this.productId === '') {
      const product = { name: 'Cuaderno de tapa dura', category: 'papelería', priceInCents: 1250, currency: 'EUR' };
      this.productId = (await httpClient(apis.commerce)('POST', '/products', { token: await logIn(admin), body: product })).body.id;
    }
  }

  /** Orders `count` times, a few at a time. */
  async order({ apis }: SystemOutputs, count: number) {
    const send = httpClient(apis.commerce);
    let left = count;
    const customer = async () => {
      while (left-- > 0) { this.orderIds.push(await this.orderOnce(send)); }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, customer));
  }

  private async orderOnce(send: ReturnType<typeof httpClient>): Promise<string> {
    const key = randomUUID();
    for (let attempts = 1; ; attempts++) {
      const token = this.tokens[this.orderIds.length % this.tokens.length];
      const body = { items: [{ productId: this.productId, quantity: 1 + this.orderIds.length % 5 }], customer: { name: 'Ana Peña Muñoz' } };
      const answer: Answer | undefined = await send('POST', '/orders', { token, body, headers: { 'Idempotency-Key': key } }).catch(() => undefined);
      if (answer?.status === 201) { return answer.body.orderId; }
      this.attemptsMore++;
      if (attempts === 20) { throw new Error(`an order is still not taken: ${answer?.status} ${JSON.stringify(answer?.body)}`); }
      await delay(250);
    }
  }
}
