import { BEGUN_TRACEPARENT, startTicketSystem, type TicketSystem } from '../../support/ticket-system';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const OPERATIONS = ['create', 'list', 'read', 'replace', 'patch', 'delete', 'restore'] as const;

const started: TicketSystem[] = [];
afterEach(async () => { await Promise.all(started.splice(0).map((system) => system.stop())); });

async function start(definition: NonNullable<Parameters<typeof startTicketSystem>[0]>['definition'] = {}) {
  const system = await startTicketSystem({ definition: { tracesWrites: true, restorableForSeconds: 3600, operations: OPERATIONS, ...definition } });
  started.push(system);
  const made = await system.send({ method: 'POST', body: { title: 'x' }, headers: { 'X-Correlation-Id': 'c-1', 'traceparent': TRACEPARENT } });
  return { system, made, stored: () => system.table.items.get(made.body.id)! };
}

test('an item of a table with a stream is stored with the request that made it', async () => {
  const { stored } = await start();
  expect(stored()).toMatchObject({ $correlationId: { S: 'c-1' }, $traceparent: { S: TRACEPARENT } });
});

test.each([
  ['a replacement', { method: 'PUT', body: { title: 'y' } }],
  ['a patch', { method: 'PATCH', body: { title: 'y' } }],
  ['a deletion that can be taken back', { method: 'DELETE' }],
])('%s leaves the request that made it, not the one before', async (_, request) => {
  const { system, made, stored } = await start();
  await system.send({ ...request, id: made.body.id, headers: { 'X-Correlation-Id': 'c-2' } });
  expect(stored()).toMatchObject({ version: { N: '2' }, $correlationId: { S: 'c-2' }, $traceparent: { S: BEGUN_TRACEPARENT } });
});

test('so does a restoration', async () => {
  const { system, made, stored } = await start();
  await system.send({ method: 'DELETE', id: made.body.id });
  await system.send({ method: 'POST', id: made.body.id, resource: '/v1/tickets/{id}/restore', headers: { 'X-Correlation-Id': 'c-3', 'traceparent': TRACEPARENT } });
  expect(stored()).toMatchObject({ $correlationId: { S: 'c-3' }, $traceparent: { S: TRACEPARENT } });
});

test('so do writes that move unique values, in their transaction', async () => {
  const { system, made, stored } = await start({ unique: ['title'] });
  expect(stored()).toMatchObject({ $correlationId: { S: 'c-1' } });
  await system.send({ method: 'PUT', id: made.body.id, body: { title: 'z' }, headers: { 'X-Correlation-Id': 'c-2' } });
  expect(stored()).toMatchObject({ title: { S: 'z' }, $correlationId: { S: 'c-2' } });
});

test('nobody sees it, in no answer', async () => {
  const { system, made } = await start();
  const answers = [made, await system.send({ id: made.body.id }), await system.send({ method: 'GET' })];
  for (const { text } of answers) { expect(text).not.toContain('$'); }
});

test('what is no traceparent of W3C is as none: the system’s own is stored', async () => {
  const { system, made, stored } = await start();
  await system.send({ method: 'PATCH', id: made.body.id, body: { title: 'y' }, headers: { traceparent: '00-x"y' } });
  expect(stored()).toMatchObject({ $traceparent: { S: BEGUN_TRACEPARENT } });
});

test('without a stream nothing of it is stored', async () => {
  const { stored } = await start({ tracesWrites: undefined });
  expect(Object.keys(stored()).filter((name) => name.startsWith('$'))).toEqual([]);
});
