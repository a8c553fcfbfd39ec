import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureColdStarts } from '../../bench/cold-start';
import { synthTable, synthVerdicts, tablesOf, verdictsOf, type Results } from '../../bench/report';
import guard from '../../bench/results/guard.json';
import latest from '../../bench/results/latest.json';
import lighthouse from '../../bench/results/lighthouse.json';
import { synth } from '../../bench/results/synth.json';
import { buildSynths, checkAlike, OURS_SYNTH, PLAIN_SYNTH } from '../../bench/synth';
import { measureThroughput } from '../../bench/throughput';
import { measureWarm } from '../../bench/warm';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import { ENVIRONMENTS, LAMBDA, layShippedBundles, TABLE } from '../bundle/shipped';
import { DynamoDbStub } from '../support/dynamodb-stub';

/** That `npm run bench` can still measure what ships. How fast that is, no test says: its figures are noise here. */
const table = new DynamoDbStub(TABLE, 'id');
let shipped: string;
let handlers: { readonly crud: string };
let env: { readonly [name: string]: string };

beforeAll(async () => {
  shipped = await layShippedBundles(TICKET_SCHEMA);
  handlers = { crud: join(shipped, 'crud', 'index.js') };
  env = { ...LAMBDA, ...ENVIRONMENTS.crud, AWS_ENDPOINT_URL_DYNAMODB: await table.listen() };
});
afterAll(async () => {
  rmSync(shipped, { recursive: true, force: true });
  await table.close();
});

test('a cold start is measured from a create that is stored', async () => {
  const { crud } = await measureColdStarts(handlers, env, 1);
  expect(table.requests).toEqual(['PutItem']);
  expect(crud.initCpuMs + crud.firstInvokeCpuMs).toBeCloseTo(crud.ownCpuMs);
  expect(crud.ownCpuMs).toBeGreaterThan(1);
  expect(crud.cpuMs).toBeGreaterThan(crud.ownCpuMs);
  expect(crud.modules).toBeGreaterThan(100);
});

test('warm invocations and requests a second of CPU are measured', async () => {
  const { crud } = await measureWarm(handlers, env, 1, 10);
  expect(Object.keys(crud)).toEqual(['create', 'get']);
  expect(Math.min(...Object.values(crud))).toBeGreaterThan(1);
  const { crud: rates } = await measureThroughput(handlers, env, 1, 20);
  expect(Object.keys(rates)).toEqual(['0', '5']);
  expect(Math.min(...Object.values(rates))).toBeGreaterThan(1);
});

test('the plain stack that ours is measured against has the same resources', async () => {
  const synths = buildSynths(join(shipped, 'synth'), join(shipped, 'crud'));
  const ours = await synths[OURS_SYNTH]();
  expect(ours.types).toMatchObject({ 'AWS::DynamoDB::Table': 11, 'AWS::Lambda::Function': 11 });
  expect(ours.cpuMs).toBeGreaterThan(100);
  const plain = await synths[PLAIN_SYNTH]();
  checkAlike(PLAIN_SYNTH, plain, ours);
  expect(() => checkAlike(PLAIN_SYNTH, { ...plain, types: {} }, ours)).toThrow('make bench/child/synth-plain.ts the same');
}, 60_000);

test('every view is at 95 or more in each of Lighthouse’s categories, as a phone and as a desk, and none shifts, in the recorded run', () => {
  const views = ['sign-in', 'tickets', 'catalogue', 'basket', 'orders', 'order', 'images', 'users'];
  expect(lighthouse.views.map(({ view, device }) => `${view}, ${device}`)).toEqual(views.flatMap((view) => [`${view}, phone`, `${view}, desk`]));
  expect(lighthouse.rounds).toBeGreaterThanOrEqual(3);
  for (const { view, device, scores, layoutShift } of lighthouse.views) {
    expect({ view, device, categories: Object.keys(scores), layoutShift })
      .toEqual({ view, device, categories: ['performance', 'accessibility', 'best-practices', 'seo'], layoutShift: 0 });
    expect(Math.min(...Object.values(scores))).toBeGreaterThanOrEqual(95);
  }
});

test('200 functions with their alarms synthesise within twice the time of the functions alone, and faster than the peer’s, in the recorded run', () => {
  const { alone, ours, peer } = guard.synthOf200Functions;
  expect([alone.ratio, ours.alarms >= peer.alarms]).toEqual([1, true]);
  expect(ours.ratio).toBeLessThanOrEqual(2);
  expect(ours.ratio).toBeLessThan(peer.ratio);
});

test('the recorded run can be read, each aim with its verdict', () => {
  const results: Results = latest as any;
  expect(tablesOf(results)).toContain('Cold start, a create');
  expect(synthTable(synth)).toContain('Synth of a stack with ten resources');
  const verdicts = `${verdictsOf(results)}\n${synthVerdicts(synth)}`.split('\n').filter((line) => line.includes('(aim:'));
  expect(verdicts).toHaveLength(9);
  verdicts.forEach((line) => expect(line).toMatch(/^(met   |MISSED) \d+\.\d\d /));
});
