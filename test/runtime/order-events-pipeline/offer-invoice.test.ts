import { offerInvoice, type OfferPorts } from '../../../src/runtime/order-events-pipeline/offer-invoice-flow';
import { requestOf } from '../../support/requests';

const RECORD = { series: 'F2026-', number: 42, issuedAt: '2026-11-24T10:00:00.000Z', owner: 'ana', file: 'invoices/o-1.pdf' };

function ports(overrides: Partial<OfferPorts> = {}): OfferPorts {
  return {
    findInvoice: async (orderId) => (orderId === 'o-1' ? RECORD : undefined),
    findOwner: async () => undefined,
    link: async (key, name) => `https://bucket.example/${key}?name=${name}`,
    adminGroups: ['admin'],
    ...overrides,
  };
}
const ask = (sub: string, overrides: Partial<OfferPorts> = {}, id = 'o-1', groups?: string) =>
  offerInvoice(requestOf({ id, claims: { sub, token_use: 'id', ...(groups && { 'cognito:groups': groups }) } }), ports(overrides));

test('F1: the owner gets a link that is good for an hour', async () => {
  expect(await ask('ana')).toEqual({
    status: 200,
    body: { number: 'F2026-000042', issuedAt: RECORD.issuedAt, url: 'https://bucket.example/invoices/o-1.pdf?name=F2026-000042.pdf', expiresIn: 3600 },
  });
});

test('an admin gets it too', async () => {
  expect(await ask('eve', {}, 'o-1', 'admin')).toMatchObject({ status: 200 });
});

test('others are told that there is nothing', async () => {
  await expect(ask('ben')).rejects.toMatchObject({ status: 404 });
  await expect(ask('ben', {}, 'o-1', 'staff')).rejects.toMatchObject({ status: 404 });
});

test.each<[string, Partial<OfferPorts>]>([
  ['its file is not there yet', { findInvoice: async () => ({ ...RECORD, file: undefined }) }],
  ['its event is still on the way', { findInvoice: async () => undefined, findOwner: async () => 'ana' }],
])('an invoice is 202 with Retry-After while %s', async (_, overrides) => {
  expect(await ask('ana', overrides)).toEqual({ status: 202, headers: { 'Retry-After': '5' }, body: { status: 'PENDING' } });
  await expect(ask('ben', overrides)).rejects.toMatchObject({ status: 404 });
});

describe('an order that can’t be invoiced', () => {
  const refused: Partial<OfferPorts> = { findInvoice: async () => ({ refusal: 'lines must be 1 to 1000, not 0' }), findOwner: async () => 'ana' };

  test('is 409 for its owner and for an admin, and says why', async () => {
    const problem = { status: 409, message: 'This order can’t be invoiced: lines must be 1 to 1000, not 0.' };
    await expect(ask('ana', refused)).rejects.toMatchObject(problem);
    await expect(ask('eve', refused, 'o-1', 'admin')).rejects.toMatchObject(problem);
  });

  test('is nothing to others, and to nobody once it is deleted', async () => {
    await expect(ask('ben', refused)).rejects.toMatchObject({ status: 404 });
    await expect(ask('ana', { ...refused, findOwner: async () => undefined })).rejects.toMatchObject({ status: 404 });
    await expect(ask('eve', { ...refused, findOwner: async () => undefined }, 'o-1', 'admin')).rejects.toMatchObject({ status: 404 });
  });
});

test('an order that is not there is 404, for an admin as well', async () => {
  await expect(ask('ana', {}, 'o-2')).rejects.toMatchObject({ status: 404 });
  await expect(ask('eve', {}, 'o-2', 'admin')).rejects.toMatchObject({ status: 404 });
});

test('an order of nobody is an admin’s only', async () => {
  const overrides = { findInvoice: async () => ({ ...RECORD, owner: undefined }) };
  await expect(ask('ana', overrides)).rejects.toMatchObject({ status: 404 });
  expect(await ask('eve', overrides, 'o-1', 'admin')).toMatchObject({ status: 200 });
});

test('fails without an ID token', async () => {
  await expect(offerInvoice(requestOf({ id: 'o-1', claims: { sub: 'ana', token_use: 'access' } }), ports())).rejects.toMatchObject({ status: 401 });
});

test('another method is 405', async () => {
  await expect(offerInvoice(requestOf({ id: 'o-1', method: 'DELETE' }), ports())).rejects.toMatchObject({ status: 405, headers: { Allow: 'GET, HEAD' } });
});
