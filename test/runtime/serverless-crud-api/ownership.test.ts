import fc from 'fast-check';
import { OPERATIONS } from '../../../src/contract/serverless-crud-api';
import { ANA, BEN } from '../../support/events';
import { ownedTickets, startTicketSystem, type Answer, type TicketSystem } from '../../support/ticket-system';

/**
 * Two users send whatever they like, about whichever ticket they like. The model knows of each ticket whose it is: no
 * answer may hold anything of another's, and none of another's may be stored otherwise after a request than before.
 */
const USERS = { ana: ANA, ben: BEN };
type User = keyof typeof USERS;

const user = fc.constantFrom<User>('ana', 'ben');
const ticket = fc.nat({ max: 7 });
const headers = fc.constantFrom<Record<string, string>>({}, { 'If-Match': '"1"' }, { 'If-Match': '"2"' }, { 'If-Match': '*' }, { 'If-None-Match': '"1"' }, { 'If-None-Match': '*' });
const sent = fc.constantFrom<object>(
  { title: 'new' }, { title: 'new', details: { a: 1 } }, { details: { b: null } }, { status: 'CLOSED' }, { title: 'new', owner: ANA.sub }, { title: 'new', owner: BEN.sub },
  { owner: null }, { title: null }, { id: 'other', title: 'new' }, {},
);
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), user, sent, key: fc.option(fc.constantFrom('k1', 'k2'), { nil: undefined }) }),
  fc.record({ kind: fc.constant('ask' as const), user, ticket, headers, sent, method: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'POST') }),
  fc.record({ kind: fc.constant('list' as const), user, query: fc.constantFrom<Record<string, string>>({}, { owner: ANA.sub }, { owner: BEN.sub }, { limit: '1' }, { sort: '-createdAt', owner: BEN.sub }) }),
);

/** What makes a write take another way to the table. */
const definitions = {
  'one request a write': {},
  'a read before a write': { crossFieldRules: true },
  'what is deleted can be restored': { restorableForSeconds: 60, operations: OPERATIONS },
  'unique values and a sort key': { unique: ['reminder', 'title'], sortKey: 'createdAt' as const, restorableForSeconds: 60, operations: OPERATIONS },
};
const index = { name: 'owner-index', partitionKey: 'owner', sortKey: 'createdAt', filters: [], shards: 1 };

describe.each(Object.entries(definitions))('tickets of two users, where there is %s', (_, more) => {
  let system: TicketSystem;
  beforeAll(async () => { system = await startTicketSystem({ definition: { ...ownedTickets(), indexes: [index], queryTypes: { owner: 'string' }, ...more } }); });
  afterAll(() => system.stop());

  test('no sequence of requests by one reads or changes what is the other’s', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      system.table.reset();
      const known = new Map<string, User>();
      let serial = 0;
      for (const one of steps) {
        const claims = USERS[one.user];
        const before = stored(system);
        const others = [...known].filter(([, owner]) => owner !== one.user).map(([id]) => id);
        let answer: Answer;
        if (one.kind === 'create') {
          const title = `${one.user}-${serial++}`;
          const body = 'title' in one.sent ? { ...one.sent, title } : one.sent;
          answer = await system.send({ method: 'POST', claims, body, ...(one.key && { headers: { 'Idempotency-Key': one.key } }) });
          if (answer.status === 201 && !answer.headers['Idempotency-Replayed']) { known.set(answer.body.id, one.user); }
        } else if (one.kind === 'list') {
          answer = await system.send({ claims, query: one.query });
        } else {
          const id = [...known.keys()][one.ticket] ?? '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
          const { method } = one;
          const rest = method === 'POST' ? { resource: '/v1/tickets/{id}/restore' } : /^P/.test(method) ? { body: one.sent } : {};
          answer = await system.send({ method, id, claims, headers: one.headers, ...rest });
          if (others.includes(id) && answer.status !== 405) { expect([400, 404]).toContain(answer.status); }
        }

        const mine = one.user;
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toContain(mine === 'ana' ? '"ben-' : '"ana-');
        expect(answer.text).not.toContain(mine === 'ana' ? BEN.sub : ANA.sub);
        const after = stored(system);
        for (const id of others) {
          expect(answer.text).not.toContain(id);
          expect(after.get(id)).toBe(before.get(id));
        }
        for (const [id, owner] of known) {
          const item = after.get(id);
          if (item) { expect(JSON.parse(item).owner).toEqual({ S: USERS[owner].sub }); }
        }
      }
    }), { numRuns: 60 });
  }, 60_000);
});

/** Every stored ticket by its id, as text. */
function stored(system: TicketSystem): ReadonlyMap<string, string> {
  return new Map([...system.table.items.values()].map((item) => [String(item.id.S), JSON.stringify(item)]));
}
