import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS, describeInBrowser } from '../support/browser';
import { BASE, user } from '../support/deployed';
import { SAMPLE_TICKET } from '../support/tickets';

describeInBrowser('a page of another origin', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>shop</title>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Runs in the page: what its script can see of an answer. */
  function fetchInPage(url: string, init: object) {
    return page.evaluate(async ([target, options]) => {
      const response = await fetch(target as string, options as object);
      const text = await response.text();
      return { status: response.status, headers: Object.fromEntries(response.headers), body: text === '' ? undefined : JSON.parse(text) };
    }, [url, init] as const);
  }

  test('logs in, writes a ticket and reads its ETag and Location', async () => {
    const { username, password } = user();
    const json = { 'Content-Type': 'application/json' };
    const { body: { idToken } } = await fetchInPage(`${BASE}/auth/login`, { method: 'POST', headers: json, body: JSON.stringify({ username, password }) });
    const headers = { ...json, Authorization: `Bearer ${idToken}` };
    const created = await fetchInPage(`${BASE}/tickets`, { method: 'POST', headers, body: JSON.stringify(SAMPLE_TICKET) });
    expect([created.status, created.headers.etag, created.headers.location]).toEqual([201, '"1"', `tickets/${created.body.id}`]);
    const patched = await fetchInPage(`${BASE}/tickets/${created.body.id}`, { method: 'PATCH', headers: { ...headers, 'If-Match': '"1"' }, body: '{"status":"CLOSED"}' });
    expect([patched.status, patched.body.status]).toEqual([200, 'CLOSED']);
    const gone = await fetchInPage(`${BASE}/tickets/${created.body.id}`, { method: 'DELETE', headers });
    expect(gone.status).toBe(204);
  });

  test('can read why it was refused, by the gateway and by the handler', async () => {
    const byGateway = await fetchInPage(`${BASE}/tickets`, { headers: { Authorization: 'Bearer nonsense' } });
    expect([byGateway.status, byGateway.body.title]).toEqual([401, 'Unauthorized']);
    const byHandler = await fetchInPage(`${BASE}/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    expect([byHandler.status, byHandler.body.errors.length]).toEqual([400, 2]);
  });
});
