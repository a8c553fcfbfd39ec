import { command, SET_ASIDE, shopAccount } from '../../support/shop';

const account = shopAccount();

const event = (members: object = {}) => JSON.stringify({ specversion: '1.0', id: 'e-1', source: '/orders', type: 'ORDER_CREATED', subject: 'o-1', data: { order: {} }, ...members });

describe('dlq list', () => {
  test('names each place where dead letters wait, whence they came and how many there are', async () => {
    account.put('mail-dlq', event());
    account.put('mail-dlq', event());
    account.objects.set(`${SET_ASIDE}/set-aside/e-9.json`, '{}').set(`${SET_ASIDE}/aws/lambda/m-1/s/x`, '{}').set(`${SET_ASIDE}/other`, '');
    const { code, printed } = await command(['dlq', 'list', '--stack', 'Shop']);
    expect(code).toBe(0);
    expect(printed.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['NAME', 'HOLDS', 'REPLAYED TO', 'WAITING'],
      ['mail-dlq', 'not handled', 'mail', '2'],
      ['mail-subscription-dlq', 'not delivered', 'mail', '0'],
      [SET_ASIDE, 'changes without an event', 'order-events', '2'],
    ]);
  });

  test('looks into nested stacks', async () => {
    account.stacks.set('Nested', account.stacks.get('Shop')!);
    account.stacks.set('Shop', [{ type: 'AWS::CloudFormation::Stack', id: 'Nested' }]);
    expect((await command(['dlq', 'list', '--stack', 'Shop'])).printed).toContain('mail-dlq');
  });

  test('tells messages that somebody holds at the moment', async () => {
    account.put('mail-dlq', event(), { heldBy: 'somebody' });
    expect((await command(['dlq', 'list', '--stack', 'Shop'])).printed).toMatch(/^mail-dlq .* 0, 1 held$/m);
  });

  test('says so where there is none', async () => {
    account.stacks.set('Empty', [{ type: 'AWS::SNS::Topic', id: 'arn' }]);
    expect(await command(['dlq', 'list', '--stack', 'Empty'])).toMatchObject({ code: 0, printed: 'the stack Empty has no queue of dead letters' });
  });

  test('fails for a stack that is not there, and without one', async () => {
    expect(await command(['dlq', 'list', '--stack', 'Shp'])).toMatchObject({ code: 1, noted: expect.stringContaining('Stack with id Shp does not exist') });
    expect(await command(['dlq', 'list'])).toMatchObject({ code: 2, noted: expect.stringContaining('--stack <name> missing') });
    expect(await command(['dlq'])).toMatchObject({ code: 2, noted: expect.stringContaining('Allowed: list, show, replay, purge') });
    expect(await command(['dlq', 'lst'])).toMatchObject({ code: 2, noted: expect.stringContaining("'lst' is no command of dlq") });
  });
});

describe('dlq show', () => {
  test('tells of a message that was given up the reason it carries', async () => {
    const { id } = account.put('mail-dlq', event({ correlationid: 'c-1' }), { attributes: { type: 'ORDER_CREATED', reason: 'the order has no lines' } });
    const { code, printed } = await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop']);
    expect(code).toBe(0);
    expect(printed).toBe([
      `${id}  sent 2026-11-24T10:00:00.000Z`,
      '  event    ORDER_CREATED of o-1, id e-1, correlation id c-1',
      '  reason   the order has no lines',
    ].join('\n'));
    expect(account.asked).not.toContain('FilterLogEvents');
  });

  test('finds the errors of a message that failed five times in the log of its worker, by its id', async () => {
    const { id } = account.put('mail-dlq', event());
    account.logs.set('/logs/mail', [
      { timestamp: Date.parse('2026-11-24T10:00:01Z'), message: JSON.stringify({ level: 'INFO', message: 'begun', messageId: id }) },
      { timestamp: Date.parse('2026-11-24T10:00:02Z'), message: JSON.stringify({ level: 'ERROR', message: 'failed', messageId: id, error: { name: 'TypeError', message: 'x is not a function' } }) },
      { timestamp: Date.parse('2026-11-24T10:00:09Z'), message: `2026-11-24T10:00:09Z ERROR could not handle ${id}: no route to host` },
      { timestamp: Date.parse('2026-11-24T10:00:10Z'), message: JSON.stringify({ level: 'ERROR', message: 'failed', messageId: 'another' }) },
    ]);
    const { printed } = await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop']);
    expect(printed.split('\n').slice(2)).toEqual([
      '  error    2026-11-24T10:00:02.000Z TypeError: x is not a function',
      `  error    2026-11-24T10:00:09.000Z 2026-11-24T10:00:09Z ERROR could not handle ${id}: no route to host`,
    ]);
  });

  test('says so where the log tells nothing of the message, or is gone', async () => {
    account.put('mail-dlq', event());
    expect((await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop'])).printed).toContain('  error    none in /logs/mail: it is no longer kept, or the function ended before it wrote one');
    account.logs.clear();
    expect((await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop'])).printed).toContain('  error    none in /logs/mail: there is no such log group');
  });

  test('leaves each message where it was, for the next who looks', async () => {
    for (let i = 0; i < 12; i++) { account.put('mail-dlq', event({ id: `e-${i}` })); }
    for (let i = 0; i < 2; i++) {
      const { printed } = await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop', '--limit', '12']);
      expect(printed.match(/^ {2}event/gm)).toHaveLength(12);
    }
    expect(account.queue('mail-dlq').messages.filter(({ heldBy }) => heldBy)).toEqual([]);
  });

  test('shows ten unless told, and says that there are more', async () => {
    for (let i = 0; i < 12; i++) { account.put('mail-dlq', event()); }
    const { printed, noted } = await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop']);
    expect(printed.match(/^ {2}event/gm)).toHaveLength(10);
    expect(noted).toContain('more may wait: --limit 100');
  });

  test('shows the body where it is asked to, and says what is no event', async () => {
    account.put('mail-dlq', 'not an event', { attributes: { reason: 'r' } });
    expect((await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop', '--body'])).printed).toContain('  event    none: the message is not JSON\n  reason   r\n  body     not an event');
  });

  test('shows of what S3 tells its files', async () => {
    account.put('mail-dlq', JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Post', s3: { object: { key: 'uploads/ana/a+photo%2B1' } } }] }));
    const { printed } = await command(['dlq', 'show', 'mail-dlq', '--stack', 'Shop']);
    expect(printed).toContain('  file     uploads/ana/a photo+1\n');
    expect(printed).not.toContain('  event');
  });

  test('tells of changes set aside what they are and why, and of failed invocations how many changes they hold', async () => {
    account.objects.set(`${SET_ASIDE}/set-aside/e-9.json`, JSON.stringify({ reason: 'the number 1e999 would be rounded', record: { eventID: 'e-9', eventName: 'INSERT', dynamodb: { Keys: { orderId: { S: 'o-9' } } } } }));
    account.objects.set(`${SET_ASIDE}/aws/lambda/m-1/shard/2026/11/24/a`, JSON.stringify({ requestContext: { condition: 'EventAgeExceeded' }, payload: JSON.stringify({ Records: [{}, {}] }) }));
    const { printed } = await command(['dlq', 'show', SET_ASIDE, '--stack', 'Shop']);
    expect(printed.split('\n')).toEqual([
      'aws/lambda/m-1/shard/2026/11/24/a', '  changes  2', '  reason   the invocation failed to the end: EventAgeExceeded',
      'set-aside/e-9.json', '  change   INSERT of {"orderId":{"S":"o-9"}}, id e-9', '  reason   the number 1e999 would be rounded',
    ]);
  });

  test.each([
    [['mail'], "'mail' holds no dead letters of the stack Shop. Allowed: mail-dlq, mail-subscription-dlq, shop-set-aside"],
    [['mail-dlq', '--limit', '0'], "--limit is '0', but must be 1 to 1000"],
    [['mail-dlq', '--limit', 'ten'], "--limit is 'ten', but must be 1 to 1000"],
    [[], '<name> missing'],
  ])('fails for %j', async (args, message) => {
    expect(await command(['dlq', 'show', ...args, '--stack', 'Shop'])).toMatchObject({ code: 2, noted: expect.stringContaining(message) });
  });
});
