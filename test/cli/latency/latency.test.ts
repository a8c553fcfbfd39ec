import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'parse5';
import { COMMANDS } from '../../../src/cli/commands';
import { main } from '../../../src/cli/main';
import { fakeIo } from '../fake-io';

const folder = mkdtempSync(join(tmpdir(), 'latency-'));
const servers: Server[] = [];
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(servers.map((one) => new Promise((resolve) => { one.close(resolve); one.closeAllConnections(); })));
});

/** A server that takes its time, and counts its connections. */
async function server(delayMs: number, status = 200, headers: { [name: string]: string } = {}) {
  let connections = 0;
  let requests = 0;
  let asked = '';
  const one = createServer((request, response) => {
    requests += 1;
    asked = request.url!;
    setTimeout(() => response.writeHead(status, headers).end('x'.repeat(2_000)), delayMs);
  });
  one.on('connection', () => { connections += 1; });
  servers.push(one);
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(one.address() as AddressInfo).port}/file.js`, connections: () => connections, requests: () => requests, asked: () => asked };
}

let runs = 0;
async function latency(...args: string[]) {
  const io = fakeIo({ env: process.env });
  const out = join(folder, String(++runs));
  const code = await main(['site', 'latency', ...args, '--out', out], io, COMMANDS, '1.0.0');
  return { code, out, printed: io.printed.join('\n'), noted: io.noted.join('\n'), file: (name: string) => readFileSync(join(out, name), 'utf8') };
}

describe('S3: site latency', () => {
  test('measures two addresses in turn, over new connections and over one that is kept', async () => {
    const [slow, fast] = [await server(40), await server(2, 200, { 'x-cache': 'Hit from cloudfront' })];
    const { code, printed, file } = await latency(`${slow.url}?X-Amz-Signature=secret`, fast.url, '--requests', '5');
    expect(code).toBe(0);
    for (const one of [slow, fast]) { expect([one.requests(), one.connections()]).toEqual([12, 7]); } // one of each way is not counted: it fills the cache
    const [, ...rows] = file('latency.csv').trim().split('\n').map((line) => line.split(','));
    expect(rows).toHaveLength(20);
    expect(rows.map(([name, connection]) => `${name} ${connection}`).slice(0, 4)).toEqual(['before new', 'before kept', 'after new', 'after kept']);
    const totals = (name: string) => rows.filter(([of]) => of === name).map((row) => Number(row[5]));
    expect(Math.min(...totals('before'))).toBeGreaterThan(38);
    expect(Math.min(...totals('after'))).toBeLessThan(Math.min(...totals('before')));
    expect(rows.find(([name]) => name === 'after')![6]).toBe('Hit from cloudfront');
    expect(printed).toMatch(/\| before \| new \| 5 \|/);
    expect(printed).toMatch(/Half of the requests over new connections end within [\d.]+ ms before and [\d.]+ ms after: [\d.]+ times as fast\./);
  });

  test('writes a table and a plot that show no signature of an address', async () => {
    const one = await server(1);
    const { file } = await latency(`${one.url}?X-Amz-Signature=secret`, one.url, '--requests', '2');
    for (const name of ['latency.csv', 'latency.md', 'latency.svg']) { expect(file(name)).not.toContain('secret'); }
    expect(file('latency.md')).toContain('| before | new | 2 |');
    expect(file('latency.md')).toContain('![');
    const svg = file('latency.svg');
    expect(JSON.stringify(parse(svg), (key, value) => (key === 'parentNode' ? undefined : value))).toContain('"tagName":"polyline"');
    expect(svg.match(/<polyline/g)).toHaveLength(4);
    expect(svg).toMatch(/<title[^>]*>.*ms/);
  });

  test('asks for an object of a private bucket by an address that it signs, and shows no signature', async () => {
    const [s3, site] = [await server(1), await server(1)];
    const before = process.env;
    const { AWS_ENDPOINT_URL_S3: _, AWS_SESSION_TOKEN: __, ...rest } = before;
    process.env = { ...rest, AWS_ENDPOINT_URL: new URL(s3.url).origin, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'mine', AWS_SECRET_ACCESS_KEY: 'secret' };
    try {
      const { code, printed, file } = await latency('s3://shop-site/site/a b.html', site.url, '--requests', '1');
      expect([code, s3.requests()]).toEqual([0, 4]);
      const asked = new URL(s3.asked(), s3.url);
      expect(asked.pathname).toBe('/shop-site/site/a%20b.html');
      expect(Object.fromEntries(asked.searchParams)).toMatchObject({
        'X-Amz-Credential': expect.stringMatching(/^mine\/\d{8}\/eu-west-1\/s3\/aws4_request$/), 'X-Amz-Expires': '3600', 'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      for (const text of [printed, file('latency.md')]) {
        expect(text).toContain('/shop-site/site/a%20b.html\n');
        expect(text).not.toContain('X-Amz');
      }
    } finally {
      process.env = before;
    }
  });

  test('says so when an address is on this machine: that tells nothing of AWS', async () => {
    const one = await server(1);
    const { file, printed } = await latency(one.url, one.url, '--requests', '1');
    for (const text of [printed, file('latency.md'), file('latency.svg')]) { expect(text).toMatch(/local engine.*nothing of .*AWS/s); }
  });

  test.each([
    [[], '<url> and <url> missing'],
    [['http://127.0.0.1:1/a'], '<url> missing'],
    [['nowhere', 'http://127.0.0.1:1/a'], "'nowhere' is no address"],
    [['ftp://a.example/', 'http://127.0.0.1:1/a'], "'ftp://a.example/' is no address. Allowed: http://…, https://… or s3://<bucket>/<key>"],
    [['s3://bucket', 'http://127.0.0.1:1/a'], "'s3://bucket' is no address"],
    [['s3://bucket/', 'http://127.0.0.1:1/a'], "'s3://bucket/' is no address"],
    [['s3:///key', 'http://127.0.0.1:1/a'], "'s3:///key' is no address"],
    [['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b', '--requests', '0'], "--requests is '0'"],
    [['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b', '--requests', 'many'], "--requests is 'many'"],
    [['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b', '--requests', '1001'], "--requests is '1001'"],
  ])('fails with exit code 2 for %j', async (args, message) => {
    expect(await latency(...args)).toMatchObject({ code: 2, noted: expect.stringContaining(message) });
  });

  test('fails for an answer that is no file, and tells how to name an object that wants a signature', async () => {
    const [good, refused] = [await server(0), await server(0, 403)];
    const { code, noted, out } = await latency(`${refused.url}?X-Amz-Signature=secret`, good.url);
    expect([code, existsSync(out)]).toEqual([1, false]);
    expect(noted).toMatch(/file\.js was answered with 403.*s3:\/\/<bucket>\/<key>/s);
    expect(noted).not.toContain('secret');
  });

  test('fails for an address where nothing answers', async () => {
    expect(await latency('http://127.0.0.1:1/a', 'http://127.0.0.1:1/b')).toMatchObject({ code: 1, noted: expect.stringMatching(/http:\/\/127\.0\.0\.1:1\/a did not answer: .*ECONNREFUSED/) });
  });

  test('fails where it can not write, and says where', async () => {
    const one = await server(0);
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const io = fakeIo();
    const code = await main(['site', 'latency', one.url, one.url, '--requests', '1', '--out', join(file, 'x')], io, COMMANDS, '1.0.0');
    expect([code, io.noted.join('\n')]).toEqual([1, expect.stringContaining(join(file, 'x'))]);
  });
});

describe('site', () => {
  test.each([[[], 'site what?'], [['publish'], "'publish' is no command of site"]])('fails with exit code 2 for %j, naming what there is', async (args, message) => {
    const io = fakeIo();
    expect(await main(['site', ...args], io, COMMANDS, '1.0.0')).toBe(2);
    expect(io.noted.join('\n')).toContain(message);
    expect(io.noted.join('\n')).toMatch(/Allowed: releases, rollback, latency/);
  });
});
