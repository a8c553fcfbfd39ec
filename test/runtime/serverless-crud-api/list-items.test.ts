import fc from 'fast-check';
import { ANA, BEN } from '../../support/events';
import { startTicketSystem, ticketId, type Answer, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
beforeAll(async () => {
  system = await startTicketSystem();
  for (let i = 0; i < 25; i++) { await system.send({ method: 'POST', body: { title: `Prueba ${i}` } }); }
});
beforeEach(() => { system.table.requests.length = 0; });
afterAll(() => system.stop());

const list = (query: Record<string, string | string[]> = {}, claims = ANA) => system.send({ query, claims });

describe('listing tickets', () => {
  test('a page holds twenty tickets unless the client says otherwise, in one round trip', async () => {
    const { status, body } = await list();

    expect(status).toBe(200);
    expect(body.items).toHaveLength(20);
    expect(body.items[0]).toMatchObject({ id: ticketId(1), title: 'Prueba 0', version: 1 });
    expect(system.table.requests).toEqual(['Scan']);
  });

  test('following the links reads every ticket once', async () => {
    const seen: string[] = [];
    let url: URL | undefined = new URL('https://api.example/dev/v1/tickets?limit=7');
    while (url) {
      const { headers, body }: Answer = await list(Object.fromEntries(url.searchParams));
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      const link: RegExpExecArray | null = /^<([^>]*)>; rel="next"$/.exec(String(headers.Link ?? ''));
      expect(link === null).toBe(body.next === undefined);
      url = link ? new URL(link[1], url) : undefined;
    }

    expect(seen).toEqual([...system.table.items.keys()]);
    expect(system.table.requests).toHaveLength(4);
  });

  test('the body carries the cursor too, and the page size may change on the way', async () => {
    const first = await list({ limit: '2' });
    const second = await list({ limit: '3', cursor: first.body.next });

    expect(second.body.items.map(({ id }: { id: string }) => id)).toEqual([ticketId(3), ticketId(4), ticketId(5)]);
  });

  test('no tickets are a page without items', async () => {
    const empty = await startTicketSystem();

    expect((await empty.send({})).body).toEqual({ items: [] });
    await empty.stop();
  });

  test('HEAD answers the same without a body', async () => {
    expect(await system.send({ method: 'HEAD', query: { limit: '1' } })).toMatchObject({ status: 200, text: '', headers: { Link: expect.stringContaining('rel="next"') } });
  });

  test.each(['0', '101', '-1', '1.5', '1e1', '', ' 1', '0x1', '٣', '9'.repeat(400)])('fails for a page of %j items', async (limit) => {
    expect(await list({ limit })).toMatchObject({ status: 400, body: { errors: [{ parameter: 'limit', detail: expect.stringContaining('100') }] } });
  });

  test('a page of one or of a hundred is answered', async () => {
    expect((await list({ limit: '1' })).body.items).toHaveLength(1);
    expect((await list({ limit: '100' })).body.items).toHaveLength(25);
  });

  test('fails for parameters that are not declared or come twice, naming each', async () => {
    const { status, body } = await list({ limit: ['1', '2'], status: 'OPEN', ['__proto__']: 'x' });

    expect(status).toBe(400);
    expect(body.errors.map(({ parameter }: { parameter: string }) => parameter).sort()).toEqual(['__proto__', 'limit', 'status'].sort());
    expect(system.table.requests).toEqual([]);
  });

  test('fails for another user’s cursor', async () => {
    const { body } = await list({ limit: '1' }, BEN);

    expect(await list({ cursor: body.next })).toMatchObject({
      status: 400, body: { detail: expect.stringContaining('the same user'), errors: [{ parameter: 'cursor', detail: expect.stringContaining('the same user') }] },
    });
  });

  test('fails for whatever is not a cursor, never with a fault of the server', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String()), async (cursor) => {
      expect(await list({ cursor })).toMatchObject({ status: 400, body: { errors: [{ parameter: 'cursor' }] } });
    }));
  });
});
