import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shipReferenceSystem, type ReferenceSystem } from './reference-system';
import { type OrderedItem, priceOrder, type PricedProduct } from '../../examples/reference-system/functions/order-prices';
import type { BeforeWriteEvent } from '../../src/contract/serverless-crud-api';
import { fromAttribute } from '../../src/runtime/serverless-crud-api/attribute-values';
import { CRUD_TABLE } from '../conformance/crud-table';
import { show } from '../conformance/show';
import type { Answer, Caller, Fault, Sent } from '../conformance/table';
import { ANA, BEN, proxyEvent } from '../support/events';
import { HookStub, type Invocation } from '../support/hook-stub';

const FUNCTIONS: { readonly [collection: string]: string } = { tickets: 'ticket-lambda', products: 'products_crud', orders: 'orders_crud', notes: 'notes_crud' };
const CLAIMS: { readonly [caller in Caller]: { readonly [name: string]: string } | null } = {
  'ana': ANA,
  'luis': BEN,
  'admin': { 'sub': 'b3f1c2d4-0000-4000-8000-00000000000c', 'token_use': 'id', 'cognito:groups': 'admins' },
  'nobody': null,
  'access token': { ...ANA, token_use: 'access' },
};

const hook = new HookStub();
let folder: string;
let system: ReferenceSystem;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  system = await shipReferenceSystem(folder, { AWS_ENDPOINT_URL_LAMBDA: await hook.listen() }, HookStub.ARN);
  hook.behave = pricing;
}, 60_000);
afterAll(async () => {
  await hook.close();
  await system.tables.close();
  rmSync(folder, { recursive: true, force: true });
});

show(CRUD_TABLE, {
  name: 'bundle',
  sub: (of) => CLAIMS[of]!.sub,
  send: async ({ as, method, path, headers, body }: Sent): Promise<Answer> => {
    const [route, query = ''] = path.split('?');
    const [collection, id, action] = route.slice(1).split('/');
    const answer = await system.handlers[FUNCTIONS[collection]](proxyEvent({
      method,
      resource: `/v1/${collection}${id === undefined ? '' : '/{id}'}${action === undefined ? '' : `/${action}`}`,
      ...(id !== undefined && { id: decodeURIComponent(id) }),
      query: queryOf(query),
      headers,
      body,
      claims: CLAIMS[as],
    }), {});
    const shown = Object.entries({ ...answer.headers }).map(([name, value]) => [name.toLowerCase(), String(value)]);
    return { status: answer.statusCode, headers: Object.fromEntries(shown), text: answer.body };
  },
  meet,
});

function queryOf(text: string): { [name: string]: string[] } {
  const query: { [name: string]: string[] } = {};
  for (const [name, value] of new URLSearchParams(text)) { (query[name] ??= []).push(value); }
  return query;
}

async function meet(fault: Fault, work: () => Promise<void>) {
  const { tables } = system;
  switch (fault) {
    case 'throttled once': tables.fail({ status: 400, type: 'ThrottlingException' }); break;
    case 'throttled': tables.fail({ status: 400, type: 'ProvisionedThroughputExceededException' }, 3); break;
    case 'down': tables.fail({ status: 500, type: 'InternalServerError' }, 3); break;
    case 'answer lost': tables.fail({ status: 500, type: 'InternalServerError', answerLost: true }); break;
    case 'others write the same': tables.fail({ status: 400, type: 'TransactionCanceledException', reasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] }, 5); break;
    case 'a transaction is in the way': tables.fail({ status: 400, type: 'TransactionConflictException' }, 5); break;
    case 'function crashes': hook.behave = () => ({ functionError: 'Unhandled', answer: { errorMessage: 'x' } });
  }
  await work();
  hook.behave = pricing;
}

/** Prices orders by the reference system's own rule, from the catalogue in the table. */
function pricing({ item }: BeforeWriteEvent): Invocation {
  const [catalogue] = [...system.tables.named].filter(([name]) => /products/.test(name));
  const products = [...catalogue[1].items.values()].map((attributes) => (
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, fromAttribute(value as never)])) as unknown as PricedProduct
  ));
  const outcome = priceOrder(item.items as OrderedItem[], new Map(products.map((product) => [product.id, product])));
  return { answer: 'prices' in outcome ? { item: { ...item, ...outcome.prices } } : { problem: { status: 422, detail: 'The order can’t be taken like this.', errors: outcome.faults } } };
}
