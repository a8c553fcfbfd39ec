import * as fc from 'fast-check';
import { parseConfig } from '../../../../examples/reference-system/web/src/api/config';
import { ApiFailure, answerOf, fieldProblem, Unreachable } from '../../../../examples/reference-system/web/src/api/failure';
import { formatAge, formatMoney, formatRate, formatSize } from '../../../../examples/reference-system/web/src/i18n/format';
import {
  arrangeCatalogue, categoriesOf, parsePrice, parseRate, writePrice, type Product,
} from '../../../../examples/reference-system/web/src/views/catalogue/catalogue';
import { parseRemembered, withoutRemembered, withRemembered, type Remembered } from '../../../../examples/reference-system/web/src/views/images/remembered';
import { bestThumbnail, BYTES_MAX, fileFault, waitBefore } from '../../../../examples/reference-system/web/src/views/images/upload';
import {
  arrangeOrders, isFinal, offeredTo, refreshed, shortId, STATUSES, stepState, type Order,
} from '../../../../examples/reference-system/web/src/views/orders/order';
import { newPasswordFault } from '../../../../examples/reference-system/web/src/views/sign-in/new-password';
import { draftOf, emailFault, patchOf } from '../../../../examples/reference-system/web/src/views/users/people';

describe('config.json', () => {
  test('names where the APIs are; what it leaves out is as the site serves it', () => {
    expect([parseConfig('{"apiBaseUrl":"https://api.example.com/v1/"}'), parseConfig('{"region":"eu-west-1"}')]).toEqual([{ apiBaseUrl: 'https://api.example.com/v1' }, { apiBaseUrl: '/v1' }]);
  });
  test.each(['nonsense', '[]', 'null', '{"apiBaseUrl":7}', '{"apiBaseUrl":"//evil.example"}', '{"apiBaseUrl":"v1"}'])('fails for %s', (text) => {
    expect(() => parseConfig(text)).toThrow();
  });
});

describe('what the API answers', () => {
  const refusal = (status: number, error: unknown) => (
    answerOf(Promise.resolve({ error, response: new Response(null, { status }) })).catch((failure: unknown) => failure)
  );

  test('a problem becomes a failure that knows which field is at fault', async () => {
    const failure = await refusal(400, { title: 'Bad Request', detail: 'no', requestId: 'r', errors: [{ pointer: '/items/0/quantity', detail: 'too many' }] });
    expect(failure).toBeInstanceOf(ApiFailure);
    expect([fieldProblem(failure, 'items'), fieldProblem(failure, 'note'), fieldProblem(undefined, 'items')]).toEqual(['too many', undefined, undefined]);
  });
  test('a page of some proxy in place of a problem is a failure without one', async () => {
    expect(await refusal(502, '<html>')).toMatchObject({ status: 502, problem: undefined });
  });
  test('no answer is told from a bad one', async () => {
    await expect(answerOf(Promise.reject(new TypeError('failed to fetch')))).rejects.toBeInstanceOf(Unreachable);
  });
});

describe('what a reader reads', () => {
  const plain = (text: string) => text.replace(/\s/g, ' ');
  test('amounts, rates and sizes are written as in the reader’s language', () => {
    expect([formatMoney(129_900, 'EUR', 'es'), formatMoney(129_900, 'EUR', 'en'), formatRate(2_100, 'es'), formatSize(1_500_000, 'es')].map(plain))
      .toEqual(['1299,00 €', '€1,299.00', '21 %', '1,5 MB']);
  });
  test.each([[30, 'ahora'], [90, 'hace 1 min'], [3_600, 'hace 1 h'], [86_400, 'ayer'], [-7_200, 'dentro de 2 h']])('%i seconds ago is %s', (seconds, words) => {
    expect(formatAge(new Date(1_000_000_000_000 - seconds * 1_000).toISOString(), 1_000_000_000_000, 'es')).toBe(words);
  });
});

describe('the catalogue', () => {
  const product = (name: string, more: Partial<Product> = {}) => ({ id: name, name, category: 'Audio', priceInCents: 1, currency: 'EUR', ...more }) as Product;
  test('shows what can be ordered first, then by name', () => {
    const products = [product('b'), product('Á', { onSale: false }), product('a')];
    expect(arrangeCatalogue(products, { text: '' }, 'es').map(({ name }) => name)).toEqual(['a', 'b', 'Á']);
    expect(arrangeCatalogue(products, { text: 'a', category: 'Audio' }, 'es').map(({ name }) => name)).toEqual(['a', 'b', 'Á']);
    expect(arrangeCatalogue(products, { text: '', category: 'Otra' }, 'es')).toEqual([]);
    expect(categoriesOf([product('x', { category: 'Z' }), product('y'), product('z')], 'es')).toEqual(['Audio', 'Z']);
  });
  test('a price is read as it was written, in any language', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.constantFrom('es', 'en'), (cents, locale) => {
      expect(parsePrice(writePrice(cents, locale))).toBe(cents);
    }));
  });
  test.each([['12,9', 1_290], [' 7 ', 700], ['1.234,00', undefined], ['12,999', undefined], ['-1', undefined], ['', undefined], ['1000000,01', undefined]])('the price %p is %p', (text, cents) => {
    expect(parsePrice(text)).toBe(cents);
  });
  test.each([['21', 2_100], ['5,25', 525], ['100', 10_000], ['100,01', undefined], ['x', undefined]])('the rate %p is %p', (text, rate) => {
    expect(parseRate(text)).toBe(rate);
  });
});

describe('orders', () => {
  const order = (n: number, more: Partial<Order> = {}) => ({ orderId: `o${n}`, createdAt: `2026-11-24T10:00:0${n}.000Z`, status: 'PENDING', version: 1, ...more }) as Order;
  const ids = (orders: readonly Order[]) => orders.map(({ orderId }) => orderId);

  test('the newest come first, each as it was last read', () => {
    expect(arrangeOrders([order(1), order(3)], [order(1, { version: 2 })]).map(({ orderId, version }) => [orderId, version])).toEqual([['o3', 1], ['o1', 2]]);
  });
  test('what a new first page no longer holds is gone from it, what lies beyond it stays', () => {
    const known = [order(5), order(4), order(3), order(2)];
    expect(ids(refreshed(known, [order(5), order(3)], true))).toEqual(['o5', 'o3', 'o2']);
    expect(ids(refreshed(known, [], true))).toEqual([]);
    expect(ids(refreshed(known, [order(6)], false))).toEqual(['o6', 'o5', 'o4', 'o3', 'o2']);
  });
  test('customers are offered to cancel until an order is confirmed, administrators every next step', () => {
    expect(STATUSES.map((status) => offeredTo(false, status))).toEqual([['CANCELLED'], [], [], [], []]);
    expect(offeredTo(true, 'PENDING')).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(STATUSES.filter(isFinal)).toEqual(['DELIVERED', 'CANCELLED']);
  });
  test('a step is done, current or to come', () => {
    expect((['PENDING', 'CONFIRMED', 'SHIPPED'] as const).map((step) => stepState(step, 'CONFIRMED'))).toEqual(['done', 'current', 'to-come']);
    expect(shortId('01a20de6-c838-73d3-9bde-2719a468c7ba')).toBe('A468C7BA');
  });
});

test('a new password is refused before it is sent for what can be told at once', () => {
  expect([newPasswordFault('', ''), newPasswordFault(' x', ' x'), newPasswordFault('a', 'b'), newPasswordFault('a b', 'a b')]).toEqual([
    { password: 'missing' }, { password: 'spaces' }, { repeated: 'not-equal' }, {},
  ]);
});

describe('images', () => {
  test.each([
    [{ type: 'image/png', size: 1 }, undefined], [{ type: 'image/gif', size: 1 }, 'type'], [{ type: 'image/webp', size: 0 }, 'empty'],
    [{ type: 'image/jpeg', size: BYTES_MAX }, undefined], [{ type: 'image/jpeg', size: BYTES_MAX + 1 }, 'size'],
  ] as const)('of %j the fault is %p', (file, fault) => {
    expect(fileFault(file)).toBe(fault);
  });
  test('the smallest thumbnail that fills its box is shown, or the largest there is', () => {
    const of = (width: number) => ({ width, height: width, url: String(width) });
    const thumbnails = [of(480), of(160), of(1_280)];
    expect([[160, 1], [160, 2], [1_000, 2]].map(([width, dots]) => bestThumbnail(thumbnails, width, dots)?.width)).toEqual([160, 480, 1_280]);
    expect(bestThumbnail([], 160, 1)).toBeUndefined();
  });
  test('a browser remembers the latest, each once, and nothing of what it kept that is no upload', () => {
    const upload = (n: number) => ({ id: `u${n}`, name: `${n}.png`, size: n });
    const many = Array.from({ length: 30 }, (_, n) => upload(n)).reduce(withRemembered, [] as readonly Remembered[]);
    expect([many.length, many[0].id, withRemembered(many, upload(20)).slice(0, 2).map(({ id }) => id)]).toEqual([24, 'u29', ['u20', 'u29']]);
    expect(withoutRemembered(many, 'u29')[0].id).toBe('u28');
    expect([undefined, 'x', '{}', 'null', '[null, 1, {"id": 1}]'].map(parseRemembered)).toEqual([[], [], [], [], []]);
    expect(parseRemembered(JSON.stringify([...many, upload(31)]))).toEqual(many);
  });
  test('whether an image is ready is asked soon at first, then ever later, and never later than 5 s', () => {
    const waits = Array.from({ length: 20 }, (_, n) => waitBefore(n));
    expect([waits[0], Math.max(...waits)]).toEqual([500, 5_000]);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
  });
});

describe('users', () => {
  const typed = { email: 'ana@example.com', name: 'Ana', locale: 'es' } as const;
  test.each([['', 'missing'], ['  ', 'missing'], ['ana', 'invalid'], ['a@b', 'invalid'], ['a b@c.es', 'invalid'], [' ana@example.com ', undefined]])('the e-mail %p is %p', (email, fault) => {
    expect(emailFault(email)).toBe(fault);
  });
  test('a new user has what was typed; a change says what differs, and takes an emptied name away', () => {
    expect(draftOf({ ...typed, email: ' ana@example.com ', name: ' ' })).toEqual({ email: 'ana@example.com', locale: 'es' });
    expect(patchOf(typed, typed)).toEqual({});
    expect(patchOf(typed, { email: 'otra@example.com', name: '', locale: 'en' })).toEqual({ email: 'otra@example.com', name: null, locale: 'en' });
  });
});
