import { request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetDistributionConfigCommand, CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { readDistribution } from '../../examples/reference-system/local/edge/distribution';
import { applyHeadersPolicy } from '../../examples/reference-system/local/edge/headers-policy';
import { call, deployed, expectProblem, logIn } from '../support/deployed';
import { NAVIGATION, SCRIPT } from '../support/edge';
import { gradeOf, type ScannedPage } from '../support/observatory';
import { SAMPLE_TICKET } from '../support/tickets';

interface Seen { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

/** A request with every header as a browser sends it, its target as written. */
function visit(target: string, headers: { [name: string]: string } = NAVIGATION, method = 'GET'): Promise<Seen> {
  return new Promise((resolve, reject) => {
    request(deployed.siteUrl!, { path: target, headers, method }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode!, headers: answer.headers, body }), reject);
    }).on('error', reject).end();
  });
}

const HEADERS = {
  'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'.*frame-ancestors 'none'/),
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

describe('S1: the site, deployed, on one origin with its APIs', () => {
  test('shows its page, revalidated each time', async () => {
    const { status, headers, body } = await visit('/');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'public, max-age=0, s-maxage=300, must-revalidate']);
    expect(body).toMatch(/^<!doctype html>/i);
    const again = await visit('/', { ...NAVIGATION, 'if-none-match': headers.etag! });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  test('every answer has the security headers: page, asset, missing asset, error of each API', async () => {
    const [page, missing, tickets, orders] = [await visit('/'), await visit('/assets/gone.js', SCRIPT), await visit('/v1/tickets', SCRIPT), await visit('/v1/orders', SCRIPT)];
    expect([page, missing, tickets, orders].map(({ status }) => status)).toEqual([200, 404, 401, 401]);
    for (const { headers } of [page, missing, tickets, orders]) { expect(headers).toMatchObject(HEADERS); }
  });

  test('its page, with the headers that CloudFront was told to give, is graded A+ by the rules of MDN HTTP Observatory', async () => {
    const { body, headers: served } = await visit('/');
    const client = new CloudFrontClient(deployed.clientConfig);
    const { behaviors } = await readDistribution(client, deployed.stacks.Site.SiteDistributionId);
    client.destroy();
    const headers = applyHeadersPolicy({ 'content-type': served['content-type'] }, behaviors.at(-1)!.headersPolicy) as ScannedPage['headers'];
    const host = 'd111.cloudfront.net';
    expect(gradeOf({ host, headers, html: body, httpLocation: `https://${host}/` })).toMatchObject({ grade: 'A+', score: 130 });
    for (const name of Object.keys(headers)) { expect(served).toHaveProperty(name); }
  });

  test('tells nothing of the bucket: no listing, no record of its releases, no version', async () => {
    const { body: page } = await visit('/');
    const targets = [
      '/?list-type=2', '/?versions', '/?prefix=releases/', '/assets/', '/assets', '/releases/current.json', '/../releases/current.json',
      '/%2e%2e/releases/current.json', '/..%2freleases%2fcurrent.json', '//releases/current.json',
    ];
    for (const target of targets) {
      const { status, headers, body } = await visit(target, SCRIPT);
      expect([target, status, body]).toEqual(target.startsWith('/?') ? [target, 200, page] : [target, 404, expect.stringContaining('NoSuchKey')]);
      expect(Object.keys(headers).filter((name) => name.startsWith('x-amz-version') || name.startsWith('x-amz-server-side'))).toEqual([]);
    }
  });

  test('whatever a user goes to is the application', async () => {
    const { body } = await visit('/');
    for (const target of ['/tickets/42', '/users/jane.doe', '/orders?status=OPEN']) { expect((await visit(target)).body).toBe(body); }
  });

  test('the bucket takes no method but GET and HEAD', async () => {
    expect((await visit('/', NAVIGATION, 'DELETE')).status).toBe(403);
    expect(await visit('/', NAVIGATION, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  test('its APIs write, read and refuse there as at their own address, ETags strong', async () => {
    const site = `${deployed.siteUrl}/v1`;
    const token = (await logIn()).idToken;
    const created = await call(`${site}/tickets`, { method: 'POST', token, body: SAMPLE_TICKET });
    expect([created.status, created.headers.get('etag')]).toEqual([201, '"1"']);
    const path = `${site}/tickets/${created.body.id}`;
    const stale = await call(path, { method: 'PATCH', token, body: { status: 'CLOSED' }, headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': '"7"' } });
    expectProblem(stale, 412);
    expect((await call(path, { token, headers: { 'Accept-Encoding': 'br' } })).headers.get('etag')).toBe('"1"');
    expect((await call(path, { method: 'DELETE', token })).status).toBe(204);
    expectProblem(await call(path, { token }), 404);
  });

  test('config.json names the user pool that the APIs ask', async () => {
    expect(JSON.parse((await visit('/config.json', SCRIPT)).body)).toEqual({
      region: deployed.region,
      userPoolId: deployed.stacks.Tickets.UserPoolId,
      userPoolClientId: deployed.stacks.Tickets.UserPoolClientId,
    });
  });

  test('the deployed distribution speaks HTTP/2 and 3 and IPv6, and sends HTTP to HTTPS', async () => {
    const client = new CloudFrontClient(deployed.clientConfig);
    const { DistributionConfig: config } = await client.send(new GetDistributionConfigCommand({ Id: deployed.stacks.Site.SiteDistributionId }));
    client.destroy();
    expect([config!.HttpVersion, config!.IsIPV6Enabled, config!.DefaultCacheBehavior!.ViewerProtocolPolicy]).toEqual(['http2and3', true, 'redirect-to-https']);
  });
});
