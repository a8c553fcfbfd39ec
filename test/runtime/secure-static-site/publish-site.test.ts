import { randomBytes } from 'node:crypto';
import { IMMUTABLE, REVALIDATED } from '../../../src/contract/secure-static-site';
import { S3Stub } from '../../support/s3-stub';
import { build, removeBuilds, SMALL_BUILD } from '../../support/site';
import { archiveOf } from '../../support/site-archive';

const BUCKET = 'site-bucket';
const ASSETS = 'cdk-assets';
const stub = new S3Stub();
let handler: (event: any, context: any) => Promise<any>;

beforeAll(async () => {
  const url = await stub.listen();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    BUCKET_NAME: BUCKET,
    DISTRIBUTION_ID: 'E1EXAMPLE',
    RETENTION_SECONDS: String(30 * 86_400),
    SERVICE_NAME: 'site',
  });
  ({ handler } = jest.requireActual('../../../src/runtime/secure-static-site/publish-site.lambda'));
});
beforeEach(() => stub.reset());
afterEach(() => { jest.useRealTimers(); });
afterAll(async () => { removeBuilds(); await stub.close(); });

let requests = 0;
const context = (remaining = 900_000) => ({ awsRequestId: `invocation-${++requests}`, getRemainingTimeInMillis: () => remaining });

async function cloudFormation(type: 'Create' | 'Update' | 'Delete', properties: object, more: object = {}, remaining?: number) {
  await handler({
    RequestType: type,
    ResponseURL: `${stub.url}/cloudformation/answer`,
    StackId: 's',
    RequestId: `r${++requests}`,
    LogicalResourceId: 'l',
    ResourceType: 'Custom::Site',
    ...(type !== 'Create' && { PhysicalResourceId: `${BUCKET}-site` }),
    ResourceProperties: { ServiceToken: 'x', SourceBucketName: ASSETS, ConfigJson: '', EmptyOnDelete: 'false', ...properties },
    ...more,
  }, context(remaining));
  return stub.answers.at(-1);
}

function upload(key: string, files: { [path: string]: string | Buffer }) {
  stub.put(ASSETS, key, archiveOf(build(files)));
  return { SourceObjectKey: key };
}

const content = (path: string) => stub.get(BUCKET, `site/${path}`)?.body?.toString();
const writes = () => stub.requests.filter((request) => /^PUT site-bucket\/site\//.test(request)).map((request) => request.replace('PUT site-bucket/site/', ''));
const page = (...assets: string[]) => `<html>${assets.map((asset) => `<script src="/${asset}"></script>`).join('')}</html>`;

test('a site is published: assets first, the page last, each with its type and Cache-Control', async () => {
  const answer = await cloudFormation('Create', upload('a.zip', { ...SMALL_BUILD, 'año nuevo/日本 語 (1)+.txt': 'ñ' }));
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'site-bucket-site', Data: { Release: expect.stringMatching(/^[0-9a-f]{16}$/) } });
  expect(stub.keys(BUCKET).filter((key) => key.startsWith('site/'))).toEqual(['site/assets/index-B3xK9aQz.js', 'site/año nuevo/日本 語 (1)+.txt', 'site/favicon.ico', 'site/index.html']);
  expect(writes().at(-1)).toBe('index.html');
  expect(stub.get(BUCKET, 'site/assets/index-B3xK9aQz.js')?.headers).toEqual({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': IMMUTABLE });
  expect(stub.get(BUCKET, 'site/index.html')?.headers).toEqual({ 'content-type': 'text/html; charset=utf-8', 'cache-control': REVALIDATED });
  expect(content('año nuevo/日本 語 (1)+.txt')).toBe('ñ');
  expect(stub.invalidations).toEqual([]);
});

test('a new release writes what changed, invalidates the pages that did, and keeps the old assets', async () => {
  await cloudFormation('Create', upload('a.zip', { 'index.html': page('assets/a-B3xK9aQz.js'), 'about.html': 'same', 'assets/a-B3xK9aQz.js': 'old' }));
  stub.requests.length = 0;
  await cloudFormation('Update', upload('b.zip', { 'index.html': page('assets/b-B3xK9aQz.js'), 'about.html': 'same', 'assets/b-B3xK9aQz.js': 'new' }));
  expect(writes()).toEqual(['assets/b-B3xK9aQz.js', 'index.html']);
  expect(stub.invalidations).toEqual([['/', '/index.html']]);
  expect(content('assets/a-B3xK9aQz.js')).toBe('old');
});

test('the same release published again writes nothing', async () => {
  const properties = upload('a.zip', SMALL_BUILD);
  await cloudFormation('Create', properties);
  stub.requests.length = 0;
  expect(await cloudFormation('Update', properties)).toMatchObject({ Status: 'SUCCESS' });
  expect(writes()).toEqual([]);
});

test('config.json holds what is known only at deployment', async () => {
  const source = upload('a.zip', SMALL_BUILD);
  await cloudFormation('Create', { ...source, ConfigJson: '{"api":"a"}' });
  expect(content('config.json')).toBe('{"api":"a"}');
  await cloudFormation('Update', { ...source, ConfigJson: '{"api":"b"}' });
  expect([content('config.json'), stub.invalidations]).toEqual(['{"api":"b"}', [['/config.json']]]);
});

test('an asset out of use stays for its window, counted from when it fell out of use, then the daily sweep deletes it', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'queueMicrotask', 'performance', 'hrtime'], now: 0 });
  await cloudFormation('Create', upload('a.zip', { 'index.html': 'a', 'assets/a-B3xK9aQz.js': 'old' }));
  jest.setSystemTime(400 * 86_400_000);
  await cloudFormation('Update', upload('b.zip', { 'index.html': 'b' }));
  jest.setSystemTime(429 * 86_400_000);
  await handler({ sweep: true }, context());
  expect(content('assets/a-B3xK9aQz.js')).toBe('old');
  jest.setSystemTime(430 * 86_400_000);
  await handler({ sweep: true }, context());
  expect(content('assets/a-B3xK9aQz.js')).toBeUndefined();
});

describe('a failure half way', () => {
  const A = { 'index.html': page('style.css', 'assets/a-B3xK9aQz.js'), 'about.html': page('style.css'), 'style.css': 'old', 'assets/a-B3xK9aQz.js': 'old' };
  const B = { 'index.html': page('style.css', 'assets/b-B3xK9aQz.js'), 'about.html': 'new', 'style.css': 'new', 'assets/b-B3xK9aQz.js': 'new' };
  const whole = () => Object.fromEntries(Object.keys(A).map((path) => [path, content(path)]));

  test.each(['site/assets/b-B3xK9aQz.js', 'site/style.css', 'site/about.html', 'site/index.html'])('at %s leaves the old site whole', async (key) => {
    await cloudFormation('Create', upload('a.zip', A));
    let failed = false;
    stub.fault = (request) => {
      if (request.method !== 'PUT' || request.key !== key || failed) { return undefined; }
      failed = true;
      return 403;
    };
    expect(await cloudFormation('Update', upload('b.zip', B))).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'site-bucket-site', Reason: expect.any(String) });
    expect(whole()).toEqual(A);
    expect(await cloudFormation('Update', { SourceObjectKey: 'a.zip' })).toMatchObject({ Status: 'SUCCESS' }); // the stack rolls back
    expect(whole()).toEqual(A);
    stub.fault = undefined;
    expect(await cloudFormation('Update', upload('b.zip', B))).toMatchObject({ Status: 'SUCCESS' });
    expect(content('index.html')).toBe(B['index.html']);
  });

  test('with S3 gone for good, the next publication trusts nothing that was begun', async () => {
    await cloudFormation('Create', upload('a.zip', A));
    stub.fault = ({ method, key }) => (key.endsWith('.html') && (method === 'PUT') ? 403 : undefined);
    expect(await cloudFormation('Update', upload('b.zip', B))).toMatchObject({ Status: 'FAILED' });
    stub.fault = undefined;
    expect(await cloudFormation('Update', { SourceObjectKey: 'a.zip' })).toMatchObject({ Status: 'SUCCESS' });
    expect(whole()).toEqual(A);
  });
});

test('the stack rolls back after the new site was published: the old one is served again, without its archive', async () => {
  await cloudFormation('Create', upload('a.zip', { 'index.html': 'a' }));
  await cloudFormation('Update', upload('b.zip', { 'index.html': 'b', 'new.html': 'n' }));
  stub.requests.length = 0;
  await cloudFormation('Update', { SourceObjectKey: 'a.zip' });
  expect([content('index.html'), content('new.html')]).toEqual(['a', undefined]);
  expect(stub.requests.filter((request) => request.includes(ASSETS))).toEqual([]);
});

describe('going back', () => {
  test('one command serves the release before, and another the newer again', async () => {
    const { Data: { Release: a } } = await cloudFormation('Create', upload('a.zip', { 'index.html': 'a', 'a.css': 'a' }));
    const { Data: { Release: b } } = await cloudFormation('Update', upload('b.zip', { 'index.html': 'b', 'a.css': 'b' }));
    await expect(handler({ list: true }, context())).resolves.toMatchObject([{ release: b }, { release: a }]);
    await handler({ rollBackTo: 'previous' }, context());
    expect([content('index.html'), content('a.css')]).toEqual(['a', 'a']);
    await handler({ rollBackTo: b }, context());
    expect(content('index.html')).toBe('b');
  });

  test('files whose names have spaces, signs or other scripts come back too, and are invalidated as URLs write them', async () => {
    const name = 'año nuevo/日本 語 (1)+&?#%.txt';
    await cloudFormation('Create', upload('a.zip', { 'index.html': 'x', [name]: 'old' }));
    await cloudFormation('Update', upload('b.zip', { 'index.html': 'x', [name]: 'new' }));
    expect(content(name)).toBe('new');
    await handler({ rollBackTo: 'previous' }, context());
    expect(content(name)).toBe('old');
    expect(stub.invalidations.flat()).toEqual(Array(2).fill(`/${name.split('/').map(encodeURIComponent).join('/')}`));
  });

  test('tells how many inline scripts and styles of that release the policy that is deployed blocks', async () => {
    const policy = (...hashes: string[]) => ({ Policy: `default-src 'none'; script-src 'self' ${hashes.map((hash) => `'sha256-${hash}'`).join(' ')}` });
    const { Data: { Release: a } } = await cloudFormation('Create', { ...upload('a.zip', { 'index.html': 'a' }), ...policy('kept', 'old', 'older') });
    const { Data: { Release: b } } = await cloudFormation('Update', { ...upload('b.zip', { 'index.html': 'b' }), ...policy('kept', 'new') });
    await handler({ sweep: true }, context());
    await expect(handler({ rollBackTo: a }, context())).resolves.toMatchObject({ release: a, blocked: 2 });
    await expect(handler({ rollBackTo: b }, context())).resolves.toMatchObject({ release: b, blocked: 0 });
    await cloudFormation('Update', { SourceObjectKey: 'a.zip', ...policy('kept', 'old', 'older') }); // the stack rolls back, its policy too
    await expect(handler({ rollBackTo: b }, context())).resolves.toMatchObject({ blocked: 1 });
  });

  test('fails for a release that the bucket no longer has, and says which it has', async () => {
    const { Data: { Release: a } } = await cloudFormation('Create', upload('a.zip', SMALL_BUILD));
    await expect(handler({ rollBackTo: 'beef' }, context())).rejects.toThrow(new RegExp(`no release beef.*The bucket has: ${a}`));
    await expect(handler({ rollBackTo: 'previous' }, context())).rejects.toThrow(/no release previous/);
  });
});

describe('two publications never run at once', () => {
  const LEASE = 'releases/lease';

  test('one that another keeps waiting fails in the end, and says why; the second attempt at the same request goes on', async () => {
    stub.put(BUCKET, LEASE, Buffer.from('another'));
    const source = upload('a.zip', SMALL_BUILD);
    expect(await cloudFormation('Create', source, {}, 91_000)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('another publication') });
    stub.put(BUCKET, LEASE, Buffer.from('same'));
    expect(await cloudFormation('Create', source, { RequestId: 'same' })).toMatchObject({ Status: 'SUCCESS' });
    expect(stub.keys(BUCKET)).not.toContain(LEASE);
  });

  test('one that meets the daily sweep waits for its end, which takes seconds, and fails no deployment', async () => {
    stub.put(BUCKET, LEASE, Buffer.from('sweep'));
    stub.fault = ({ method, key }) => { if (method === 'GET' && key === LEASE) { stub.remove(BUCKET, LEASE); } return undefined; };
    expect(await cloudFormation('Create', upload('a.zip', SMALL_BUILD))).toMatchObject({ Status: 'SUCCESS' });
  });

  test('what one that died has left is taken by one alone, however many find it', async () => {
    const source = upload('a.zip', SMALL_BUILD);
    stub.put(BUCKET, LEASE, Buffer.from('dead')).at.setTime(Date.now() - 17 * 60_000);
    let seen = false;
    stub.fault = ({ method, key }) => {
      if (key === LEASE && seen && method !== 'GET') { stub.fault = undefined; stub.put(BUCKET, LEASE, Buffer.from('quicker')); }
      seen ||= key === LEASE && method === 'GET';
      return undefined;
    };
    expect(await cloudFormation('Create', source, {}, 91_000)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('another publication') });
    expect(stub.get(BUCKET, LEASE)?.body?.toString()).toBe('quicker');
    stub.put(BUCKET, LEASE, Buffer.from('dead')).at.setTime(Date.now() - 17 * 60_000);
    expect(await cloudFormation('Create', source)).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('a permission that IAM has not told S3 of yet', () => {
  const forbidden = (times: number, of: (request: { method: string; bucket: string; key: string }) => boolean) => {
    let left = times;
    stub.fault = (request) => (of(request) && left-- > 0 ? 403 : undefined);
  };

  test('is waited for: to write into the bucket, and to read the new archive', async () => {
    const source = upload('a.zip', SMALL_BUILD);
    forbidden(1, ({ key }) => key === 'releases/lease');
    expect(await cloudFormation('Create', source)).toMatchObject({ Status: 'SUCCESS' });
    forbidden(1, ({ bucket }) => bucket === ASSETS);
    expect(await cloudFormation('Update', upload('b.zip', { ...SMALL_BUILD, 'b.txt': 'b' }))).toMatchObject({ Status: 'SUCCESS' });
  });

  test('and never comes: the deployment fails and names the archive', async () => {
    const source = upload('a.zip', SMALL_BUILD);
    forbidden(Infinity, ({ bucket }) => bucket === ASSETS);
    expect(await cloudFormation('Create', source, {}, 91_000)).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/s3:\/\/cdk-assets\/a\.zip.*deploy the stack again/) });
  });
});

test('an invalidation that CloudFront refuses fails nothing', async () => {
  await cloudFormation('Create', upload('a.zip', { 'index.html': 'a' }));
  stub.fault = ({ bucket }) => (bucket === '2020-05-31' ? 400 : undefined);
  expect(await cloudFormation('Update', upload('b.zip', { 'index.html': 'b' }))).toMatchObject({ Status: 'SUCCESS' });
});

describe('deleted', () => {
  test('the bucket is left as it is, unless its stack was told to destroy it', async () => {
    const source = upload('a.zip', SMALL_BUILD);
    await cloudFormation('Create', source);
    await cloudFormation('Delete', source);
    expect(content('index.html')).toBeDefined();
    await cloudFormation('Delete', { ...source, EmptyOnDelete: 'true' });
    expect(stub.versions(BUCKET)).toBe(0);
  });

  test('what a failed creation left is cleared away, what a site serves is not', async () => {
    stub.fault = ({ method, key }) => (method === 'PUT' && key === 'site/index.html' ? 403 : undefined);
    const source = upload('a.zip', SMALL_BUILD);
    expect(await cloudFormation('Create', source)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'never-made' });
    await cloudFormation('Delete', source, { PhysicalResourceId: 'never-made' });
    expect(stub.versions(BUCKET)).toBe(0);
    stub.fault = undefined;
    await cloudFormation('Create', source);
    await cloudFormation('Delete', source, { PhysicalResourceId: 'never-made' });
    expect(content('index.html')).toBeDefined();
  });
});

test('5,000 files and one of 100 MB are published, the large one by parts', async () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`data/${i % 50}/file ${i}.txt`, `content of ${i}`]));
  const large = Buffer.concat([randomBytes(60 * 1024 * 1024), Buffer.alloc(40 * 1024 * 1024, 'x')]);
  expect(await cloudFormation('Create', upload('a.zip', { 'index.html': 'x', 'video.mp4': large, ...many }))).toMatchObject({ Status: 'SUCCESS' });
  expect(stub.keys(BUCKET).filter((key) => key.startsWith('site/'))).toHaveLength(5_002);
  expect(content('data/7/file 4207.txt')).toBe('content of 4207');
  expect(stub.get(BUCKET, 'site/video.mp4')!.body!.equals(large)).toBe(true);
  expect(stub.openUploads).toBe(0);
  expect(stub.requests.filter((request) => request === 'GET cdk-assets/a.zip').length).toBeLessThan(50);
}, 300_000); // ten seconds, on a machine with nothing else to do

test('fails before Lambda ends it, while there is time to bring the old site back', async () => {
  await cloudFormation('Create', upload('a.zip', { 'index.html': 'a' }));
  stub.put(ASSETS, 'b.zip', archiveOf(build({ 'index.html': 'b' })));
  await handler({
    RequestType: 'Update',
    ResponseURL: `${stub.url}/cloudformation/answer`,
    RequestId: 'late',
    PhysicalResourceId: 'p',
    ResourceProperties: { SourceBucketName: ASSETS, SourceObjectKey: 'b.zip', ConfigJson: '', EmptyOnDelete: 'false' },
  }, { ...context(), getRemainingTimeInMillis: () => 0 });
  expect(stub.answers.at(-1)).toMatchObject({ Status: 'FAILED' });
  expect(content('index.html')).toBe('a');
});

test('fails for an event that is none of its own', async () => {
  await expect(handler({ anything: 'else' }, context())).rejects.toThrow(/rollBackTo/);
});
