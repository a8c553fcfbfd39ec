import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { COMMANDS } from '../../../src/cli/commands';
import { main } from '../../../src/cli/main';
import { fakeIo } from '../fake-io';

interface Site { readonly logicalId: string; readonly functionName: string }

/** What the account holds, and what its publishers are told. */
let sites: Site[] = [];
let invoked: { name: string; payload: any }[] = [];
let answer: { readonly body: unknown; readonly error?: string } = { body: [] };

const publication = ({ logicalId }: Site) => ({ Type: 'Custom::SitePublication', Properties: { ServiceToken: { 'Fn::GetAtt': [`${logicalId}Handler`, 'Arn'] } } });
const xml = (action: string, content: string) => `<${action}Response><${action}Result>${content}</${action}Result></${action}Response>`;

const aws: Server = createServer((request, response) => {
  void text(request).then((body): unknown => {
    const [, name] = /^\/2015-03-31\/functions\/(.*)\/invocations$/.exec(request.url!) ?? [];
    if (name) {
      invoked.push({ name: decodeURIComponent(name), payload: JSON.parse(body) });
      return response.writeHead(200, { ...(answer.error && { 'x-amz-function-error': answer.error }) }).end(JSON.stringify(answer.body));
    }
    const query = new URLSearchParams(body);
    const action = query.get('Action')!;
    response.setHeader('Content-Type', 'text/xml');
    if (query.get('StackName') !== 'Site') {
      return response.writeHead(400).end(`<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${query.get('StackName')} does not exist</Message></Error></ErrorResponse>`);
    }
    if (action === 'GetTemplate') {
      const template = JSON.stringify({ Resources: Object.fromEntries(sites.map((one) => [one.logicalId, publication(one)])) });
      return response.end(xml(action, `<TemplateBody>${template.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</TemplateBody>`));
    }
    if (action === 'DescribeStackResource') {
      const { logicalId, functionName } = sites.find((one) => `${one.logicalId}Handler` === query.get('LogicalResourceId'))!;
      return response.end(xml(action, `<StackResourceDetail><LogicalResourceId>${logicalId}</LogicalResourceId><PhysicalResourceId>${functionName}</PhysicalResourceId></StackResourceDetail>`));
    }
    return response.writeHead(501).end(action);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b',
  });
});
afterAll(() => new Promise((resolve) => { aws.close(resolve); aws.closeAllConnections(); }));
beforeEach(() => {
  sites = [{ logicalId: 'ShopPublication1A2B', functionName: 'shop-publisher' }];
  invoked = [];
  answer = { body: [] };
});

async function site(...args: string[]) {
  const io = fakeIo();
  return { code: await main(['site', ...args], io, COMMANDS, '1.0.0'), printed: io.printed, noted: io.noted.join('\n') };
}

const HISTORY = [{ release: 'bbbb', publishedAt: Date.UTC(2026, 10, 24, 12) }, { release: 'aaaa', publishedAt: Date.UTC(2026, 10, 20, 9, 30) }];

describe('site releases', () => {
  test('lists what can be served again, and which is served', async () => {
    answer = { body: HISTORY };
    expect(await site('releases', '--stack', 'Site')).toEqual({
      code: 0, noted: '', printed: ['bbbb  2026-11-24T12:00:00.000Z  served now', 'aaaa  2026-11-20T09:30:00.000Z'],
    });
    expect(invoked).toEqual([{ name: 'shop-publisher', payload: { list: true } }]);
  });

  test('says so where nothing was published yet', async () => {
    expect(await site('releases', '--stack', 'Site')).toMatchObject({ code: 0, printed: ['nothing was published yet'] });
  });
});

describe('site rollback', () => {
  test('serves the release before, by one command', async () => {
    answer = { body: { release: 'aaaa', written: 2, removed: 1, retired: 3, invalidated: 4 } };
    const { code, printed } = await site('rollback', '--stack', 'Site');
    expect([code, printed]).toEqual([0, ['aaaa is served: 2 files brought back, 1 removed, 4 paths invalidated']]);
    expect(invoked).toEqual([{ name: 'shop-publisher', payload: { rollBackTo: 'previous' } }]);
  });

  test('says what of the release the deployed policy blocks', async () => {
    answer = { body: { release: 'aaaa', written: 2, removed: 1, retired: 3, invalidated: 4, blocked: 2 } };
    expect((await site('rollback', '--stack', 'Site')).printed).toEqual([
      'aaaa is served: 2 files brought back, 1 removed, 4 paths invalidated',
      'the policy that is deployed blocks 2 inline scripts or styles of that release: deploy its build again',
    ]);
  });

  test('serves any release of the list', async () => {
    answer = { body: { release: 'aaaa', written: 0, removed: 0, retired: 0, invalidated: 0 } };
    expect(await site('rollback', '--stack', 'Site', '--to', 'aaaa')).toMatchObject({ code: 0 });
    expect(invoked[0].payload).toEqual({ rollBackTo: 'aaaa' });
  });

  test('fails with what the publisher says', async () => {
    answer = { error: 'Unhandled', body: { errorType: 'Error', errorMessage: 'no release beef to go back to: its window is over, or it never was. The bucket has: bbbb, aaaa' } };
    expect(await site('rollback', '--stack', 'Site', '--to', 'beef')).toEqual({
      code: 1, printed: [], noted: 'the publisher shop-publisher failed: no release beef to go back to: its window is over, or it never was. The bucket has: bbbb, aaaa',
    });
  });
});

describe('the site that is meant', () => {
  test('is named where a stack has several', async () => {
    sites = [...sites, { logicalId: 'DocsPublication3C4D', functionName: 'docs-publisher' }];
    expect(await site('releases', '--stack', 'Site')).toEqual({
      code: 2, printed: [], noted: 'stack Site holds 2 sites: name one by --site. Allowed: ShopPublication1A2B, DocsPublication3C4D',
    });
    expect(await site('releases', '--stack', 'Site', '--site', 'Docs')).toMatchObject({ code: 0 });
    expect(invoked.map(({ name }) => name)).toEqual(['docs-publisher']);
    expect(await site('releases', '--stack', 'Site', '--site', 'Blog')).toMatchObject({ code: 2, noted: expect.stringContaining('no site of stack Site begins with Blog. Allowed: ShopPublication1A2B, DocsPublication3C4D') });
  });

  test('fails for a stack without a site, a stack that is not there, and none', async () => {
    sites = [];
    expect(await site('releases', '--stack', 'Site')).toMatchObject({ code: 1, noted: 'stack Site holds no SecureStaticSite: name the stack in which it is' });
    expect(await site('releases', '--stack', 'Nowhere')).toMatchObject({ code: 1, noted: expect.stringContaining('Stack with id Nowhere does not exist') });
    expect(await site('rollback')).toMatchObject({ code: 2, noted: '--stack <name> missing. Usage: site rollback --stack <name> [--site <id>] [--to <release>]' });
  });
});
