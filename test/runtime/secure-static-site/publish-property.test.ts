import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { IMMUTABLE, REVALIDATED, type SiteFile } from '../../../src/contract/secure-static-site';
import { inParallel } from '../../../src/runtime/secure-static-site/in-parallel';
import { publish, rollBack, type PublishPorts, type Release } from '../../../src/runtime/secure-static-site/publish-flow';
import { siteStore } from '../../../src/runtime/secure-static-site/site-store';
import { S3Stub } from '../../support/s3-stub';

const BUCKET = 'site-bucket';
const DAY = 86_400_000;
const stub = new S3Stub();
let store: ReturnType<typeof siteStore>;
let now = 0;
const ports = (): PublishPorts => ({ ...store, invalidate: async () => undefined, now: () => now, retentionMs: 30 * DAY });

beforeAll(async () => {
  const endpoint = await stub.listen();
  store = siteStore(new S3Client({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 }), BUCKET);
});
afterAll(() => stub.close());

/** A build: pages, each with the assets it refers to, and nothing of which a page knows nothing. */
type Tree = { readonly [page: string]: { readonly assets: readonly string[]; readonly text: number } };
const ASSETS = ['a-1.js', 'b-2.js', 'c-3.css', 'style.css', 'logo.svg', 'un dos/ñandú + 1%.svg', '画像-4.webp'];
const PAGES = ['index.html', 'about.html', 'blog/index.html', 'x.html', 'über uns/index.html', 'a b/c&d.html'];
const tree: fc.Arbitrary<Tree> = fc.dictionary(
  fc.constantFrom(...PAGES),
  fc.record({ assets: fc.uniqueArray(fc.constantFrom(...ASSETS)), text: fc.nat(2) }),
).map((pages) => ({ 'index.html': { assets: [ASSETS[0]], text: 0 }, ...pages }));

/** A name with a hash has one content, another one that each release gives it. */
const contentOfAsset = (asset: string, release: string) => (/-\d/.test(asset) ? asset : `${asset} of ${release}`);

function releaseOf(name: string, pages: Tree): Release {
  const contents = new Map(Object.entries(pages).map(([page, { assets, text }]) => [page, JSON.stringify({ assets, text })]));
  for (const asset of Object.values(pages).flatMap(({ assets }) => assets)) { contents.set(asset, contentOfAsset(asset, name)); }
  const files = [...contents].map(([path, content]): SiteFile => ({
    path,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    contentType: 'text/plain',
    cacheControl: path.endsWith('.html') ? REVALIDATED : IMMUTABLE,
    page: path.endsWith('.html'),
  }));
  return { release: name, files, write: (some) => inParallel(some, (file) => store.put(file, Buffer.from(contents.get(file.path)!)), 3) };
}

const pagesNow = () => stub.keys(BUCKET).filter((key) => key.endsWith('.html'));
const contentOf = (key: string) => stub.get(BUCKET, key)!.body!.toString();

/** No page refers to what is not there, at any moment: looked at after each change of an object. */
function watch(): string[] {
  const broken: string[] = [];
  stub.changed = () => {
    for (const key of pagesNow()) {
      for (const asset of JSON.parse(contentOf(key)).assets) { if (!stub.get(BUCKET, `site/${asset}`)) { broken.push(`${key} → ${asset}`); } }
    }
  };
  return broken;
}

/** Each page, and each asset that it refers to, as the release has it. */
function expectServed(pages: Tree, release: string) {
  expect(pagesNow()).toEqual(Object.keys(pages).map((page) => `site/${page}`).sort());
  for (const [page, { assets, text }] of Object.entries(pages)) {
    expect(JSON.parse(contentOf(`site/${page}`))).toEqual({ assets, text });
    for (const asset of assets) { expect(contentOf(`site/${asset}`)).toBe(contentOfAsset(asset, release)); }
  }
}

test('whatever is published over whatever, each page is whole in the end, and no page ever refers to a missing asset', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(tree, fc.nat(40)), { minLength: 2, maxLength: 4 }), async (trees) => {
    stub.reset();
    const broken = watch();
    for (const [i, [pages, days]] of trees.entries()) {
      now += days * DAY;
      await publish(releaseOf(`r${i}`, pages), ports());
      expectServed(pages, `r${i}`);
    }
    expect(broken).toEqual([]);
  }), { numRuns: 30 });
}, 120_000);

test('wherever S3 refuses, the site before is served again, page by page, and no page refers to a missing asset', async () => {
  await fc.assert(fc.asyncProperty(tree, tree, fc.nat(12), async (before, after, refused) => {
    stub.reset();
    const broken = watch();
    await publish(releaseOf('before', before), ports());
    let writes = 0;
    stub.fault = ({ method, key }) => (method === 'PUT' && key.startsWith('site/') && writes++ === refused ? 403 : undefined);
    const failed = await publish(releaseOf('after', after), ports()).then(() => false, () => true);
    stub.fault = undefined;
    if (failed) {
      for (const page of Object.keys(before)) { expect(JSON.parse(contentOf(`site/${page}`))).toEqual(before[page]); }
      await publish(releaseOf('before', before), ports());
      expectServed(before, 'before');
    } else {
      expectServed(after, 'after');
    }
    expect(broken).toEqual([]);
  }), { numRuns: 30 });
}, 120_000);

test('whatever was published since, going back serves what was', async () => {
  await fc.assert(fc.asyncProperty(tree, tree, async (first, second) => {
    stub.reset();
    const broken = watch();
    await publish(releaseOf('first', first), ports());
    const assets = Object.fromEntries(stub.keys(BUCKET).map((key) => [key, contentOf(key)]));
    await publish(releaseOf('second', second), ports());
    await rollBack('previous', ports());
    expectServed(first, 'first');
    for (const [key, content] of Object.entries(assets)) { if (key.startsWith('site/')) { expect(contentOf(key)).toBe(content); } }
    expect(broken).toEqual([]);
  }), { numRuns: 20 });
}, 120_000);
