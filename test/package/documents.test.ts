/** What the documents tell to type, from an empty folder to an app that is deployed and operated: by the packed package, on the local engine. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Account } from './account';
import { openEdge } from './edge';
import { Reader } from './reader';
import { type Registry, serveRegistry } from './registry';
import { findTarball, ROOT } from './tarball';
import { parsePriceTable } from '../../src/pricing/price-table';
import { PriceList } from '../support/price-list-stub';

const SITE = 'src/constructs/secure-static-site/README.md';
const EVENTS = 'src/constructs/order-events-pipeline/README.md';
/** As in the demo: of the pipeline an alarm that calculates, which the engine does not know. */
const WITHOUT_WHAT_THE_ENGINE_REFUSES = `
import { Aspects } from 'aws-cdk-lib';
import { LocalTarget } from '../lib/local-target';
Aspects.of(stack).add(new LocalTarget());
`;
/** By which npm gets to a registry from here. */
const WAY_OUT = /^(https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$/i;

const desk = mkdtempSync(join(tmpdir(), 'reader-'));
let account: Account;
let registry: Registry;
let prices: PriceList;
let env: { [name: string]: string | undefined };
let reader: Reader;

beforeAll(async () => {
  [account, registry, prices] = await Promise.all([Account.open(), serveRegistry(findTarball()), PriceList.start()]);
  env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => WAY_OUT.test(name))),
    ...account.env,
    AWS_ENDPOINT_URL_PRICING: prices.url,
    npm_config_registry: registry.url,
    npm_config_userconfig: npmSetting('userconfig'),
    npm_config_cache: npmSetting('cache'),
    CI: 'true', // the CDK's command says everything on stdout then
    CDK_REQUIRE_APPROVAL: 'never', // there is nobody whom it could ask
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  // Where a folder has no cdk, npx takes this one, the version that the project is tested with.
  mkdirSync(join(desk, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', '.bin', 'cdk'), join(desk, 'node_modules', '.bin', 'cdk'));
  reader = new Reader(desk, env);
});

afterAll(async () => {
  prices.stop();
  registry.stop();
  await account.close();
  rmSync(desk, { recursive: true, force: true });
});

test('P1: an app is made, the package installed from a registry, and the app of the README synthesised and deployed', async () => {
  await reader.types('README.md', 'cdk init');
  mkdirSync(join(reader.folder, 'dist'));
  write('dist/index.html', '<!doctype html>the first');
  write('bin/shop.ts', reader.appAbove('README.md', 'cdk deploy'));
  expect(await reader.types('README.md', 'cdk deploy')).toContain('AWS::CloudFront::Distribution');
  expect(releases()).toHaveLength(1);
});

test('S1: a site goes back to the release before', async () => {
  write('dist/index.html', '<!doctype html>the second');
  deploy();
  const [second, first] = releases();
  expect(await reader.types(SITE, 'site rollback')).toMatch(new RegExp(`^${first} is served: `));
  expect(releases()).toEqual([first, second]);
});

test('S3: the latency of bucket and site is measured, by the addresses as the document has them', async () => {
  const edge = await openEdge(account, await account.idOf('Shop', 'SiteDistribution'), desk);
  env.NODE_EXTRA_CA_CERTS = edge.certificate;
  const bucket = await account.idOf('Shop', 'SiteBucket');
  const printed = await reader.types(SITE, 'site latency', { bucket, domain: edge.domain });
  await edge.close();
  expect(printed).toContain(`/${bucket}/site/index.html\n- after: https://${edge.domain}/index.html\n`);
  expect(read('latency/latency.csv').trim().split('\n')).toHaveLength(201);
});

test('the package is moved to its newest version, and what that changes and costs is told', async () => {
  const printed = await reader.types('docs/migration.md', 'cdk.out.before');
  expect(printed).toContain('Number of stacks with differences: 0');
  expect(printed).toMatch(/\bUSD\b/);
});

test('G2: the prices of another region are written', async () => {
  await reader.types('docs/cost.md', 'prices --region');
  const { rows } = parsePriceTable(JSON.parse(read('prices-sa-east-1.json')), 'prices-sa-east-1.json');
  expect(rows.find(({ id }) => id === 's3.writes')).toMatchObject({ region: 'sa-east-1', tiers: [{ usd: 0.000007 }] });
});

test('E1: a dead letter is listed, shown and replayed, and an order published again', async () => {
  cpSync(join(ROOT, 'examples', 'reference-system', 'local', 'local-target.ts'), join(reader.folder, 'lib', 'local-target.ts'));
  write('bin/shop.ts', `${reader.appAbove(EVENTS, 'dlq list')}${WITHOUT_WHAT_THE_ENGINE_REFUSES}`);
  deploy();
  const [sqs, dynamodb] = [new SQSClient(account.clientConfig), new DynamoDBClient(account.clientConfig)];
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'order-processing-queue-dlq' }));
  const event = { specversion: '1.0', id: 'e-1', source: '/orders', type: 'ORDER_CREATED', subject: 'given-up', data: { order: {} } };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  const order = { id: { S: 'o-1' }, status: { S: 'OPEN' }, createdAt: { S: new Date().toISOString() } };
  await dynamodb.send(new PutItemCommand({ TableName: await account.idOf('Shop', 'ApiordersTable'), Item: order }));
  [sqs, dynamodb].forEach((client) => client.destroy());

  const printed = await reader.types(EVENTS, 'dlq list');
  expect(printed).toMatch(/^order-processing-queue-dlq +not handled +order-processing-queue +1$/m);
  expect(printed).toContain('given-up');
  expect(printed).toContain('replayed 1 message from order-processing-queue-dlq to order-processing-queue\n');
  expect(printed).toMatch(/^marked 1 item of Shop-\S+: Shop-\S+ publishes 1 ORDER_CREATED$/m);
});

test('no block that says engine is left untyped', () => expect(reader.left).toEqual([]));

const write = (file: string, text: string) => writeFileSync(join(reader.folder, file), text);
const read = (file: string) => readFileSync(join(reader.folder, file), 'utf8');
const npmSetting = (name: string) => execFileSync('npm', ['config', 'get', name], { encoding: 'utf8', stdio: 'pipe' }).trim();
const npx = (...args: string[]) => execFileSync('npx', args, { cwd: reader.folder, env, encoding: 'utf8', stdio: 'pipe' });

/** Deploys the app as it is now, its types unchecked. */
function deploy() {
  npx('cdk', 'deploy', '--app', 'npx tsx bin/shop.ts');
}

/** Those that can be served, the one that is first. */
function releases(): string[] {
  return npx('serverless-inteligente', 'site', 'releases', '--stack', 'Shop').trim().split('\n').map((line) => line.split(' ')[0]);
}
