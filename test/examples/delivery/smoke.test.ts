import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { smokeChecks } from '../../../examples/reference-system/delivery/smoke';
import { runChecks } from '../../../examples/reference-system/local/checks';

type Page = readonly [status: number, type: string, body: string, headers?: { readonly [name: string]: string }];
const problem = (status: number): Page => [status, 'application/problem+json', JSON.stringify({ type: 'about:blank', status, title: 'No', detail: 'No.' })];
const HEALTHY: { readonly [path: string]: Page } = {
  '/': [200, 'text/html', '<!doctype html><title>Shop</title>', { 'content-security-policy': "default-src 'none'", 'strict-transport-security': 'max-age=63072000' }],
  '/config.json': [200, 'application/json', JSON.stringify({ userPoolId: 'eu-west-1_Abc' })],
  '/v1/tickets': problem(401),
  '/v1/orders': problem(401),
  '/v1/products': problem(401),
  '/v1/auth/login': problem(401),
};

let server: Server;
let pages: { [path: string]: Page };
let site: string;
beforeEach(async () => {
  pages = { ...HEALTHY };
  server = createServer((request, response) => {
    const [status, type, body, headers] = pages[request.url!] ?? problem(404);
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => { server.close(); });

const outputs = () => ({ Tickets: { UserPoolId: 'eu-west-1_Abc' }, Site: { SiteUrl: site } });

async function smoke(): Promise<string[]> {
  const lines: string[] = [];
  await runChecks(smokeChecks(outputs()), (line) => { lines.push(line); });
  return lines.filter((line) => line.startsWith('FAIL'));
}

test('a healthy system passes without any user of its own', async () => {
  expect(await smoke()).toEqual([]);
});

test.each<[string, string, Page, RegExp]>([
  ['a site without its policy', '/', [200, 'text/html', '<!doctype html>'], /the site shows its page/],
  ['a site that is down', '/', [503, 'text/html', 'no'], /the site shows its page.*expected 200, got 503/],
  ['a page of another stage', '/config.json', [200, 'application/json', '{"userPoolId":"other"}'], /its user pool/],
  ['an API without its authorizer', '/v1/orders', [200, 'application/json', '{"items":[]}'], /orders tell nothing.*expected 401, got 200/],
  ['an API that can’t start', '/v1/auth/login', problem(502), /login.*expected 401, got 502/],
])('%s is found', async (_what, path, page, failure) => {
  pages[path] = page;
  expect(await smoke()).toEqual([expect.stringMatching(failure)]);
});

test.each([['SiteUrl', { Tickets: { UserPoolId: 'x' } }], ['UserPoolId', { Site: { SiteUrl: 'https://x.example' } }]])('fails without the output %s', (name, given) => {
  expect(() => smokeChecks(given as any)).toThrow(`no stack has the output ${name}`);
});
