import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { findProducts } from '../../../examples/reference-system/functions/catalogue';

let server: Server;
let client: DynamoDBClient;
let asked: number[];
let waited: number[];
/** How many of the keys each request is to leave, the last from then on. */
let leaves: number[];

beforeEach(async () => {
  [asked, waited, leaves] = [[], [], [0]];
  server = createServer(async (request, response) => {
    const { Keys: keys } = (await json(request) as any).RequestItems.Products;
    asked.push(keys.length);
    const left = keys.slice(0, leaves.length > 1 ? leaves.shift() : leaves[0]);
    const found = keys.slice(left.length).map(({ id }: any) => ({ id, name: { S: `Product ${id.S}` }, priceInCents: { N: '250' } }));
    const UnprocessedKeys = left.length > 0 ? { Products: { Keys: left } } : {};
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ Responses: { Products: found }, UnprocessedKeys }));
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const { port } = server.address() as AddressInfo;
  client = new DynamoDBClient({ region: 'eu-west-1', endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});
afterEach(() => {
  client.destroy();
  server.close();
});

const ids = (count: number) => Array.from({ length: count }, (_, i) => `p-${i}`);
const find = (wanted: readonly string[]) => findProducts(client, 'Products', wanted, async (ms) => { waited.push(ms); });

test('the products of an order are read a hundred at a time, each once', async () => {
  const found = await find([...ids(150), 'p-0']);
  expect([...found.keys()].sort()).toEqual(ids(150).sort());
  expect(found.get('p-7')).toMatchObject({ id: 'p-7', name: 'Product p-7', priceInCents: 250 });
  expect([asked, waited]).toEqual([[100, 50], []]);
});

test('what DynamoDB leaves is asked for again, each time after a longer wait', async () => {
  leaves = [2, 1, 0];
  expect((await find(ids(3))).size).toBe(3);
  expect([asked, waited]).toEqual([[3, 2, 1], [50, 100]]);
});

test('fails where it goes on leaving them, before the function’s 4 s are over', async () => {
  leaves = [1];
  await expect(find(ids(2))).rejects.toThrow('DynamoDB left 1 of the products unread, asked 6 times');
  expect(waited.reduce((sum, ms) => sum + ms)).toBeLessThan(2_000);
});

test('an order of nothing asks for nothing', async () => {
  expect((await find([])).size).toBe(0);
  expect(asked).toEqual([]);
});
