import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { deployed } from '../support/deployed';
import { build, removeBuilds } from '../support/site';
import { archiveOf } from '../support/site-archive';

const CLI = join(__dirname, '..', '..', 'assets', 'cli', 'index.js');
const ODD = 'año nuevo/日本 語 (1)+&.txt';
const { SitePublisherName: publisher, SiteBucketName: bucket } = deployed.stacks.Site;
const folder = mkdtempSync(join(tmpdir(), 'site-commands-'));
const lambda = new LambdaClient(deployed.clientConfig);
const s3 = new S3Client({ ...deployed.clientConfig, forcePathStyle: true });

afterAll(() => {
  removeBuilds();
  rmSync(folder, { recursive: true, force: true });
  lambda.destroy();
  s3.destroy();
});

/** Runs a command as it ships. @returns what it printed */
async function site(...args: string[]): Promise<string> {
  const { accessKeyId: id, secretAccessKey: secret } = deployed.clientConfig.credentials;
  const aws = { AWS_ENDPOINT_URL: deployed.endpoint, AWS_REGION: deployed.region, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret };
  return (await promisify(execFile)(process.execPath, [CLI, 'site', ...args], { env: { ...process.env, ...aws } })).stdout.trim();
}

const shown = async (path: string) => {
  const answer = await fetch(`${deployed.siteUrl}${path}`);
  return { status: answer.status, body: await answer.text() };
};

/** Deploys another build as CloudFormation does: an update of the publication. @returns the release */
async function publish(files: { [path: string]: string }): Promise<string> {
  const { Environment: environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: publisher }));
  expect(environment!.Variables!.BUCKET_NAME).toBe(bucket);
  const key = `another-${Date.now()}.zip`;
  const assets = 'cdk-hnb659fds-assets-000000000000-us-east-1';
  await s3.send(new PutObjectCommand({ Bucket: assets, Key: key, Body: archiveOf(build(files)) }));
  let told: any;
  const server = createServer((request, response) => { void json(request).then((body) => { told = body; response.end(); }); });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const event = {
    RequestType: 'Update',
    ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    StackId: 's',
    RequestId: key,
    LogicalResourceId: 'l',
    PhysicalResourceId: `${bucket}-site`,
    ResourceProperties: { SourceBucketName: assets, SourceObjectKey: key, ConfigJson: '', EmptyOnDelete: 'false' },
  };
  await lambda.send(new InvokeCommand({ FunctionName: publisher, Payload: JSON.stringify(event) }));
  await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  expect(told).toMatchObject({ Status: 'SUCCESS' });
  return told.Data.Release;
}

describe('the commands of the package, against what is deployed', () => {
  test('a release that was published over another is taken back by one command, files with odd names and all', async () => {
    const before = await shown('/index.html');
    const [first] = (await site('releases', '--stack', 'Site')).split('\n');
    expect(first).toMatch(/^[0-9a-f]{16} {2}\S+Z {2}served now$/);

    const other = await publish({ 'index.html': '<!doctype html>another', 'page.html': 'new', [ODD]: 'odd' });
    expect((await shown('/index.html')).body).toBe('<!doctype html>another');
    expect(await shown(`/${ODD.split('/').map(encodeURIComponent).join('/')}`)).toEqual({ status: 200, body: 'odd' });
    expect((await site('releases', '--stack', 'Site')).split('\n')[0]).toMatch(new RegExp(`^${other} .*served now$`));

    expect(await site('rollback', '--stack', 'Site')).toMatch(new RegExp(`^${first.slice(0, 16)} is served: \\d+ files brought back`));
    expect(await shown('/index.html')).toEqual(before);
    expect((await shown('/page.html')).status).toBe(404);
    await site('rollback', '--stack', 'Site', '--to', other);
    expect((await shown('/page.html')).body).toBe('new');
    await site('rollback', '--stack', 'Site', '--to', first.slice(0, 16));
    expect(await shown('/index.html')).toEqual(before);
  });

  test('fails for a release that never was, and names those there are', async () => {
    await expect(site('rollback', '--stack', 'Site', '--to', 'beef')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/no release beef.*The bucket has: [0-9a-f]{16}/) });
  });

  test('S3: latency before, from the bucket itself, and after, through the site, with the word that this is the local engine', async () => {
    const direct = `${deployed.endpoint}/${bucket}/site/index.html`;
    const printed = await site('latency', direct, `${deployed.siteUrl}/index.html`, '--requests', '3', '--out', join(folder, 'latency'));
    expect(printed).toContain(`- before: ${direct}`);
    expect(printed).toMatch(/Measured against a local engine.*says nothing of the latency of AWS/);
    expect(['latency.csv', 'latency.md', 'latency.svg'].map((name) => existsSync(join(folder, 'latency', name)))).toEqual([true, true, true]);
    expect(readFileSync(join(folder, 'latency', 'latency.csv'), 'utf8').trim().split('\n')).toHaveLength(13);
  });
});
