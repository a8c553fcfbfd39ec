import { call, logIn, user } from '../support/deployed';
import { logLines } from '../support/logs';
import { ticket } from '../support/tickets';

function structured(lines: string[]): any[] {
  return lines.flatMap((line) => { try { return [JSON.parse(line)]; } catch { return []; } });
}

test('O1: a request is one structured line with its correlation id, and no secret is in any', async () => {
  const { idToken, accessToken, refreshToken } = await logIn();
  const secret = 'what-only-the-ticket-says';
  const correlationId = `log-test-${process.pid}`;
  const created = await call('/tickets', { method: 'POST', token: idToken, body: ticket({ title: secret }), headers: { 'X-Correlation-Id': correlationId } });
  await call('/tickets', { method: 'POST', token: idToken, body: ticket({ title: 7, description: secret }) });

  const lines = await logLines('TicketsApiticketsHandlerLogs');
  const mine = structured(lines).filter((line) => line.correlationId === correlationId);
  expect(mine).toHaveLength(1);
  expect(mine[0]).toMatchObject({
    level: 'INFO', service: 'tickets', message: 'request', method: 'POST', route: '/v1/tickets', status: 201, sub: expect.any(String), requestId: expect.any(String), durationMs: expect.any(Number),
  });

  const everything = [...lines, ...await logLines('TicketsApiAuthHandlerLogs')].join('\n');
  expect(everything).toContain('/v1/auth/login');
  for (const hidden of [secret, idToken, accessToken, refreshToken, user().password]) { expect(everything).not.toContain(hidden); }
  expect(created.body.title).toBe(secret);
});
