import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers, type BundledHandler } from '../../scripts/bundle-handlers';

const KIB = 1024;
const folders: string[] = [];
let bundles: BundledHandler[];

async function bundleIntoFreshFolder(): Promise<BundledHandler[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  folders.push(folder);
  return bundleHandlers(folder);
}

beforeAll(async () => { bundles = await bundleIntoFreshFolder(); });
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function bundle(name: string): BundledHandler {
  const found = bundles.find((candidate) => candidate.name === name);
  if (!found) { throw new Error(`no bundle '${name}' among ${bundles.map((b) => b.name).join(', ')}`); }
  return found;
}

test('every handler of src/runtime has its bundle', () => {
  expect(bundles.map((candidate) => candidate.name)).toEqual([
    'auth', 'crud', 'image-processor', 'invoice-worker', 'invoices-generator', 'notifier', 'publish-site', 'publisher', 'uploads', 'users', 'users-sweep',
  ]);
});

test('two builds give the same bytes', async () => {
  const hash = (built: BundledHandler[]) => built.map(({ file }) => createHash('sha256').update(readFileSync(file)).digest('hex'));
  expect(hash(await bundleIntoFreshFolder())).toEqual(hash(bundles));
});

test('no bundle holds a byte of the CDK', () => {
  for (const { inputs } of bundles) {
    expect(inputs.filter((input) => /node_modules\/(aws-cdk-lib|constructs)\//.test(input))).toEqual([]);
    expect(inputs.filter((input) => input.startsWith('src/constructs/'))).toEqual([]);
  }
});

test('each bundle ships the licence of every package it holds', () => {
  for (const { folder, inputs } of bundles) {
    const notices = readFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    const packages = new Set(inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
    expect(packages.size).toBeGreaterThan(0);
    for (const name of packages) { expect(notices).toContain(`${name}@`); }
  }
});

test('a bundle is one script and its notices, nothing else', () => {
  for (const { folder } of bundles) {
    expect(readdirSync(folder).sort()).toEqual(['THIRD-PARTY-LICENSES.txt', 'index.js']);
  }
});

/** KiB, 3 % above what each holds: whoever adds more decides to. */
test.each([['crud', 113], ['auth', 79], ['users', 117], ['users-sweep', 85], ['uploads', 79]] as const)('the %s bundle stays within %d KiB', (name, kib) => {
  expect(readFileSync(bundle(name).file).length).toBeLessThanOrEqual(kib * KIB);
});

test.each(['crud', 'auth', 'users', 'users-sweep'])('the %s bundle holds no client of the SDK, only what signs, sends and tries again', (name) => {
  const packages = bundle(name).inputs.flatMap((input) => /.*node_modules\/(@(?:aws-sdk|smithy)\/[^/]+)\//.exec(input)?.[1] ?? []);
  expect([...new Set(packages)].sort()).toEqual(['@smithy/core', '@smithy/node-http-handler', '@smithy/signature-v4', '@smithy/types']);
});

test.each(['crud', 'auth', 'image-processor', 'notifier', 'publisher', 'uploads', 'users', 'users-sweep'])('the %s bundle names no path of the machine that built it', (name) => {
  expect(readFileSync(bundle(name).file, 'utf8')).not.toContain(process.cwd());
});

test('F2: the image processor stays within 860 KB with its codecs, of 1.2 MB that it may have', () => {
  expect(readFileSync(bundle('image-processor').file).length).toBeLessThanOrEqual(860_000);
});

test('the licences of the codecs themselves ship, not only those of their packages', () => {
  const notices = readFileSync(join(bundle('image-processor').folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  expect(notices).toMatch(/libjpeg-turbo[\s\S]*Google/);
});
