import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { readNotice } from '../../../src/runtime/cost-guard-alarms/notice';
import { notify, type NotifyPorts } from '../../../src/runtime/cost-guard-alarms/notify-flow';
import { urlIn, webhookStore } from '../../../src/runtime/cost-guard-alarms/webhook-store';
import { slackMessage, teamsMessage } from '../../../src/runtime/cost-guard-alarms/webhook-message';
import { BUDGET, COMPOSITE_ALARM, COST_ANOMALY, METRIC_ALARM } from '../../support/notices';

const alarm = (members: object = {}) => JSON.stringify({ ...METRIC_ALARM, ...members });

describe('a notice tells in one message', () => {
  test('of an alarm: what failed, why, and where to look', () => {
    expect(readNotice(alarm(), undefined)).toEqual({
      mood: 'bad',
      title: 'ALARM: Watch/Guard: Shop/Orders errors',
      lines: [
        'More than 0 invocations of Shop/Orders failed in 3 of 5 periods of 1 minute.',
        METRIC_ALARM.NewStateReason,
        'Account 111122223333, EU (Ireland), 2026-11-24 10:04 UTC',
      ],
      links: [
        { text: 'Runbook', url: 'https://example.com/runbook#function-errors' },
        { text: 'Console', url: 'https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/orders?tab=monitoring' },
        { text: 'Alarm', url: 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/Watch%2FGuard%3A%20Shop%2FOrders%20errors' },
      ],
    });
  });

  test('of its end', () => {
    const { mood, title } = readNotice(alarm({ NewStateValue: 'OK', OldStateValue: 'ALARM' }), undefined);
    expect([mood, title]).toEqual(['good', 'OK: Watch/Guard: Shop/Orders errors']);
  });

  test('of a composite alarm: which of its alarms ring', () => {
    const { title, lines } = readNotice(JSON.stringify(COMPOSITE_ALARM), undefined);
    expect(title).toBe('ALARM: Watch/Guard: errors');
    expect(lines).toContain('Rings: Watch/Guard: Shop/Orders errors');
  });

  test('of a composite alarm, whose children are ARNs in the schema that AWS documents', () => {
    const [{ Arn }] = COMPOSITE_ALARM.TriggeringChildren;
    expect(readNotice(JSON.stringify({ ...COMPOSITE_ALARM, TriggeringChildren: [Arn] }), undefined).lines).toContain('Rings: Watch/Guard: Shop/Orders errors');
    expect(readNotice(JSON.stringify({ ...COMPOSITE_ALARM, TriggeringChildren: [null, {}, 7] }), undefined).lines.filter((line) => line.startsWith('Rings'))).toEqual([]);
  });

  test('of a budget: how much of how much', () => {
    const { mood, title, lines, links } = readNotice(BUDGET, 'AWS Budgets: shop has exceeded your alert threshold');
    expect([mood, title]).toEqual(['bad', 'AWS Budgets: shop has exceeded your alert threshold']);
    expect(lines).toEqual(['Budgeted Amount: $250.00', 'Alert Type: ACTUAL', 'Alert Threshold: > $200.00', 'ACTUAL Amount: $214.30']);
    expect(links).toEqual([{ text: 'Budgets', url: 'https://console.aws.amazon.com/billing/home#/budgets' }]);
  });

  test('of unusual costs: how much more, and of what', () => {
    const { title, lines, links } = readNotice(JSON.stringify(COST_ANOMALY), undefined);
    expect(title).toBe('Unusual costs: 1001.00 USD more than expected (Amazon DynamoDB)');
    expect(lines).toEqual(['1301.00 USD instead of 300.00 USD since 2026-11-22', 'Amazon DynamoDB, eu-west-1, EU-WriteRequestUnits, account 111122223333']);
    expect(links).toEqual([{ text: 'Details', url: COST_ANOMALY.anomalyDetailsLink }]);
  });

  test('of anything else: itself', () => {
    expect(readNotice('The disk is full', 'Disk')).toEqual({ mood: 'bad', title: 'Disk', lines: ['The disk is full'], links: [] });
  });

  test('whatever it is, without failing', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), fc.option(fc.string(), { nil: undefined }), (message, subject) => {
      const { title, lines } = readNotice(message, subject);
      expect(title.length).toBeGreaterThan(0);
      expect(lines.every((line) => typeof line === 'string')).toBe(true);
    }));
  });
});

describe('as a webhook takes it', () => {
  const notice = readNotice(alarm(), undefined);

  test('of Slack', () => {
    const { text } = JSON.parse(slackMessage(notice));
    expect(text.split('\n')[0]).toBe(':red_circle: *ALARM: Watch/Guard: Shop/Orders errors*');
    expect(text).toContain('<https://example.com/runbook#function-errors|Runbook>');
  });

  test('of Slack, with nothing in it that Slack would take for markup', () => {
    const { text } = JSON.parse(slackMessage({ mood: 'bad', title: '<!channel> & co', lines: ['a <b> c'], links: [] }));
    expect(text).toBe(':red_circle: *&lt;!channel&gt; &amp; co*\na &lt;b&gt; c');
  });

  test('of Teams, as an adaptive card', () => {
    const { type, attachments: [{ contentType, content }] } = JSON.parse(teamsMessage(notice));
    expect([type, contentType, content.type, content.version]).toEqual(['message', 'application/vnd.microsoft.card.adaptive', 'AdaptiveCard', '1.4']);
    expect(content.body[0]).toMatchObject({ type: 'TextBlock', text: 'ALARM: Watch/Guard: Shop/Orders errors', color: 'Attention', wrap: true });
    expect(content.actions.map((action: any) => [action.type, action.title])).toEqual([['Action.OpenUrl', 'Runbook'], ['Action.OpenUrl', 'Console'], ['Action.OpenUrl', 'Alarm']]);
  });

  test('no longer than it takes: 3,000 characters', () => {
    const long = { ...notice, lines: Array.from({ length: 100 }, () => 'x'.repeat(200)) };
    expect(JSON.parse(slackMessage(long)).text.length).toBeLessThanOrEqual(3_000);
  });
});

describe('the webhook’s address, which is a secret', () => {
  test('is read once in five minutes, and again after it', async () => {
    let reads = 0;
    let now = 0;
    const client = { send: async () => { reads++; return { SecretString: 'https://127.0.0.1:9/services/T/B/secret' }; } };
    const post = webhookStore(client as any, 'arn', () => now);
    expect([await post('{}'), await post('{}')]).toEqual([{}, {}]); // nobody listens there
    expect(reads).toBe(1);
    now = 300_000;
    await post('{}');
    expect(reads).toBe(2);
  });

  test.each([
    ['30', 30_000], ['Tue, 24 Nov 2026 10:00:07 GMT', 7_000],
    ['0', undefined], ['soon', undefined], ['-5', undefined], ['Tue, 24 Nov 2026 09:00:00 GMT', undefined],
  ])('tells of its answer the status, and when it may be asked again: Retry-After %j', async (retryAfter, retryAfterMs) => {
    const server = http.createServer((_, response) => { response.writeHead(429, { 'Retry-After': retryAfter }).end('slow down'); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    const plain = jest.spyOn(https, 'request').mockImplementation(((url: URL, options: http.RequestOptions, take: (answer: http.IncomingMessage) => void) =>
      http.request({ ...options, host: '127.0.0.1', port, path: url.pathname }, take)) as never);
    try {
      const post = webhookStore({ send: async () => ({ SecretString: 'https://hooks.example/T/B/secret' }) } as any, 'arn', () => Date.parse('2026-11-24T10:00:00Z'));
      expect(await post('{}')).toEqual({ status: 429, retryAfterMs });
    } finally {
      plain.mockRestore();
      server.close();
    }
  });

  test.each(['', 'hooks.slack.com/x', 'http://hooks.slack.com/x', '{"url":"https://x"}'])('is refused where it is %j, without being told', async (secret) => {
    expect(() => urlIn(secret)).toThrow(/^the secret of the webhook holds no https URL: store the URL alone, as plain text$/);
  });
});

describe('posting', () => {
  /** @param retryAfterMs what each answer but a success asks for */
  function ports(answers: readonly (number | undefined)[], retryAfterMs?: number) {
    const posted: string[] = [];
    const waits: number[] = [];
    const made: NotifyPorts = {
      format: 'slack',
      post: async (body) => {
        const answer = answers[Math.min(posted.length, answers.length - 1)];
        posted.push(body);
        return { status: answer, ...(answer !== 200 && { retryAfterMs }) };
      },
      wait: async (ms) => { waits.push(ms); },
      leftMs: () => 30_000 - waits.reduce((sum, ms) => sum + ms, 0),
      random: () => 0.5,
      log: { info: () => undefined, error: () => undefined },
    };
    return { made, posted, waits };
  }

  test('once, when it is taken', async () => {
    const { made, posted } = ports([200]);
    await notify([{ message: alarm() }], made);
    expect(posted).toHaveLength(1);
  });

  test('again after an error of the other side, a bit later each time', async () => {
    const { made, posted, waits } = ports([500, undefined, 200]);
    await notify([{ message: alarm() }], made);
    expect(posted).toHaveLength(3);
    expect(waits).toEqual([1_000, 2_000]);
  });

  test('again when the webhook says, and no sooner than it would by itself', async () => {
    const { made, waits } = ports([429, 503, 200], 1_500);
    await notify([{ message: alarm() }], made);
    expect(waits).toEqual([1_500, 2_000]);
  });

  test('not again within this invocation when the webhook wants to be left alone for longer: Lambda’s own attempts come minutes later', async () => {
    const { made, posted, waits } = ports([429, 200], 25_000);
    await expect(notify([{ message: alarm() }], made)).rejects.toThrow('the webhook answered 429');
    expect([posted.length, waits]).toEqual([1, []]);
    const within = ports([429, 200], 24_000);
    await notify([{ message: alarm() }], within.made);
    expect(within.waits).toEqual([24_000]);
  });

  test('fails before its time is up, rather than with it', async () => {
    const { made, posted } = ports([503, 200]);
    await expect(notify([{ message: alarm() }], { ...made, leftMs: () => 6_999 })).rejects.toThrow('the webhook answered 503');
    expect(posted).toHaveLength(1);
  });

  test('and in the end fails, so that Lambda tries again and then keeps it', async () => {
    const { made, posted } = ports([503]);
    await expect(notify([{ message: alarm() }], made)).rejects.toThrow('the webhook answered 503');
    expect(posted).toHaveLength(3);
  });

  test('not again what it refuses: a webhook that is gone stays gone', async () => {
    const { made, posted } = ports([404]);
    await expect(notify([{ message: alarm() }], made)).rejects.toThrow('the webhook answered 404');
    expect(posted).toHaveLength(1);
  });

  test.each([[299, 1], [300, 1], [408, 3], [429, 3], [499, 1], [500, 3]])('an answer of %i is asked for %i times', async (status, times) => {
    const { made, posted } = ports([status]);
    await notify([{ message: alarm() }], made).catch(() => undefined);
    expect(posted).toHaveLength(times);
  });

  test.each([['slack', slackMessage], ['teams', teamsMessage]] as const)('in the form of %s, and the log tells what was posted', async (format, messageOf) => {
    const { made, posted } = ports([200]);
    const logged: unknown[] = [];
    await notify([{ message: 'The disk is full', subject: 'Disk' }], { ...made, format, log: { ...made.log, info: (...line) => { logged.push(line); } } });
    expect(posted).toEqual([messageOf(readNotice('The disk is full', 'Disk'))]);
    expect(logged).toEqual([['notified', { title: 'Disk' }]]);
  });

  test('a redirection is no delivery', async () => {
    await expect(notify([{ message: alarm() }], ports([300]).made)).rejects.toThrow('the webhook answered 300');
  });

  test('and says so when nobody is there', async () => {
    const { made } = ports([undefined]);
    await expect(notify([{ message: alarm() }], made)).rejects.toThrow(/^the webhook could not be reached$/);
  });
});
