import { publish, rollBack, sweep } from '../../../src/runtime/secure-static-site/publish-flow';
import { type Contents, DAY, MemorySite, RETENTION_MS } from '../../support/memory-site';

const A = { 'index.html': 'a', 'about.html': 'a', 'old.html': 'a', 'style.css': 'a', 'app-a.js': 'a' };
const B = { 'index.html': 'b', 'about.html': 'b', 'new.html': 'b', 'style.css': 'b', 'app-b.js': 'b' };

async function siteOf(...releases: [string, Contents][]): Promise<MemorySite> {
  const site = new MemorySite();
  for (const [release, contents] of releases) { await site.publish(release, contents); }
  site.steps.length = 0;
  return site;
}

/** Of what is served, the files of a release. */
const asServed = ({ served }: MemorySite, of: Contents) => Object.fromEntries(Object.entries(served).filter(([path]) => path in of));

describe('a publication', () => {
  test('notes what it begins, writes new assets, changed assets, pages and index.html last, then removes the pages that are gone', async () => {
    const site = await siteOf(['A', A]);
    await site.publish('B', B);
    expect(site.steps).toEqual([
      'note', 'write app-b.js', 'write style.css', 'write about.html new.html', 'write index.html', 'remove old.html', 'keep B', 'note',
      'invalidate / /about /about.html /index.html /old /old.html /style.css',
    ]);
    expect(site.served).toEqual({ ...B, 'app-a.js': 'a' });
  });

  test('leaves a record of every file with the version that is served, and nothing that is begun', async () => {
    const site = await siteOf(['A', A]);
    site.now += DAY;
    await site.publish('B', B);
    expect(site.record).toMatchObject({ release: 'B', pending: [], retired: { 'app-a.js': 101 * DAY } });
    expect(Object.keys(site.record.files).sort()).toEqual(Object.keys(site.served));
    expect(site.record.history).toEqual([{ release: 'B', publishedAt: 101 * DAY }, { release: 'A', publishedAt: 100 * DAY }]);
    expect(site.releases.get('B')!.files).toEqual(Object.keys(B).map((path) => site.record.files[path]));
  });

  test('of what is served already writes, removes and invalidates nothing', async () => {
    const site = await siteOf(['A', A]);
    await site.publish('A', A);
    expect(site.steps).toEqual(['note', 'keep A', 'note']);
  });

  test('writes a file that was the only one to change, and invalidates its name alone', async () => {
    const site = await siteOf(['A', A]);
    await site.publish('B', { ...A, 'style.css': 'b' });
    expect(site.steps).toEqual(['note', 'write style.css', 'keep B', 'note', 'invalidate /style.css']);
  });

  test('tells how much it did', async () => {
    const site = await siteOf(['A', A]);
    await expect(site.publish('B', B)).resolves.toEqual({ release: 'B', written: 5, removed: 1, retired: 1, invalidated: 7, blocked: 0 });
  });
});

describe('a failure half way', () => {
  const steps = ['write app-b.js', 'write style.css', 'write about.html new.html', 'write index.html', 'remove old.html', 'keep B'];

  test.each(steps)('at “%s” leaves the release before whole, and says what failed', async (step) => {
    const site = await siteOf(['A', A]);
    site.refuses = (line) => line === step;
    await expect(site.publish('B', B)).rejects.toThrow(`refused: ${step}`);
    expect(asServed(site, A)).toEqual(A);
    expect(site.record).toMatchObject({ release: 'A', history: [{ release: 'A' }] });
    expect(site.releases.has('B')).toBe(false);
  });

  test('is undone backwards: index.html first, then the pages, then the assets that were written over', async () => {
    const site = await siteOf(['A', A]);
    site.refuses = (line) => line === 'write index.html';
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    const undone = site.steps.filter((step) => step.startsWith('restore') || step.startsWith('keep'));
    expect(undone).toEqual(['restore index.html', 'restore about.html', 'restore old.html', 'restore style.css', 'keep A']);
  });

  test('leaves it noted what is new and was not there before, for the next publication to write or to clear away', async () => {
    const site = await siteOf(['A', A]);
    site.refuses = (line) => line === 'write index.html';
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    expect([...site.record.pending].sort()).toEqual(expect.arrayContaining(['app-b.js', 'new.html']));
    expect(site.record.pending).not.toContain('index.html');
    expect(Object.keys(site.record.files).sort()).toEqual(Object.keys(A).sort());
    site.refuses = () => false;
    await site.publish('A', A);
    expect(site.served).toEqual({ ...A, 'app-b.js': 'b' });
  });

  test('is forgotten at the edge, which may have its pages already', async () => {
    const site = await siteOf(['A', A]);
    site.refuses = (line) => line === 'write index.html';
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    expect(site.steps.at(-1)).toBe('invalidate / /about /about.html /index.html /old /old.html /style.css');
  });

  test('on top of a dead publication brings back the last whole release', async () => {
    const site = await siteOf(['A', A]);
    site.dieAt('write index.html');
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    site.refuses = (line) => line === 'write index.html';
    await expect(site.publish('C', { 'index.html': 'c', 'about.html': 'c' })).rejects.toThrow('refused');
    expect(asServed(site, A)).toEqual(A);
    expect([...site.record.pending].sort()).toEqual(['app-b.js', 'new.html']);
  });

  test('while the sweep deletes brings none of that back, and the next sweep deletes it', async () => {
    const site = await siteOf(['A', A], ['B', B]);
    site.now += RETENTION_MS;
    site.refuses = (line) => line.startsWith('remove');
    await expect(sweep(site.ports)).rejects.toThrow('refused: remove app-a.js');
    expect(site.steps.filter((line) => line.startsWith('restore'))).toEqual([]);
    site.refuses = () => false;
    await sweep(site.ports);
    expect(site.served).toEqual(B);
  });

  test.each(['restore index.html', 'keep A', 'note'])('that can’t be undone, for “%s” fails too, says what failed first, and all of it stays noted', async (step) => {
    const site = await siteOf(['A', A]);
    let failed = false;
    site.refuses = (line) => { failed ||= line === 'write index.html'; return line === 'write index.html' || (failed && line === step); };
    await expect(site.publish('B', B)).rejects.toThrow('refused: write index.html');
    expect([...site.record.pending].sort()).toEqual(['about.html', 'app-b.js', 'index.html', 'new.html', 'old.html', 'style.css']);
  });

  test('of the first publication leaves no release, and the next one writes everything', async () => {
    const site = new MemorySite();
    site.refuses = (line) => line === 'write index.html';
    await expect(site.publish('A', A)).rejects.toThrow('refused');
    expect(site.record).toMatchObject({ release: '', files: {}, history: [] });
    site.refuses = () => false;
    await expect(site.publish('A', A)).resolves.toMatchObject({ written: 5 });
    expect(site.served).toEqual(A);
  });

  test('the release before can be gone back to for its whole window, though the versions written over expire sooner', async () => {
    const site = await siteOf(['A', A]);
    site.refuses = (line) => line === 'write index.html';
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    site.refuses = () => false;
    site.later(20);
    await site.publish('C', { 'index.html': 'c' });
    site.later(20);
    await rollBack('A', site.ports);
    expect(asServed(site, A)).toEqual(A);
  });
});

describe('a publication that died', () => {
  test.each(['write app-b.js', 'write style.css', 'write about.html new.html', 'write index.html', 'remove old.html', 'keep B'])(
    'at “%s” has its release written over by the next, whole, whichever it is',
    async (step) => {
      for (const [name, next] of [['A', A], ['B', B]] as const) {
        const site = await siteOf(['A', A]);
        site.dieAt(step);
        await expect(site.publish('B', B)).rejects.toThrow('refused');
        site.refuses = () => false;
        await site.publish(name, next);
        expect(asServed(site, next)).toEqual(next);
        expect(Object.keys(site.served).filter((path) => path.endsWith('.html'))).toEqual(Object.keys(next).filter((path) => path.endsWith('.html')).sort());
        expect(site.record).toMatchObject({ release: name, pending: [] });
      }
    },
  );

  test('leaves its record as it was, and what it had begun with what the one before it had', async () => {
    const site = await siteOf(['A', A]);
    const { record } = site;
    site.dieAt('write app-b.js');
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    const begun = ['about.html', 'app-b.js', 'index.html', 'new.html', 'old.html', 'style.css'];
    expect(site.record).toEqual({ ...record, pending: expect.any(Array) });
    expect([...site.record.pending].sort()).toEqual(begun);
    site.dieAt('write c.js index.html');
    site.refuses = (line) => line !== 'note';
    await expect(site.publish('C', { ...A, 'c.js': 'c' })).rejects.toThrow('refused');
    expect([...site.record.pending].sort()).toEqual([...begun, 'c.js'].sort());
  });

  test('is cleared away by the daily sweep, which serves the release before again', async () => {
    const site = await siteOf(['A', A]);
    site.dieAt('keep B');
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    site.refuses = () => false;
    await sweep(site.ports);
    expect(site.served).toEqual({ ...A, 'app-b.js': 'b' });
  });
});

describe('the daily sweep', () => {
  test('deletes an asset once it has been out of use for its window, and not a moment sooner', async () => {
    const site = await siteOf(['A', A], ['B', B]);
    site.now += RETENTION_MS - 1;
    await sweep(site.ports);
    expect(site.served).toHaveProperty(['app-a.js']);
    site.now += 1;
    await expect(sweep(site.ports)).resolves.toMatchObject({ release: 'B', written: 0, removed: 1, retired: 0 });
    expect(site.served).toEqual(B);
  });

  test('leaves a release published when it was, so that the window of the one before ends: going back says so, and its record goes', async () => {
    const site = await siteOf(['A', A], ['B', B]);
    for (let day = 1; day <= 40; day++) { site.later(1); await sweep(site.ports); }
    expect(site.record.history).toEqual([{ release: 'B', publishedAt: 100 * DAY }]);
    expect([...site.releases.keys()]).toEqual(['B']);
    await expect(rollBack('previous', site.ports)).rejects.toThrow(/its window is over/);
  });

  test('deletes, after its window, an asset too that a dead publication left and no release has', async () => {
    const site = await siteOf(['A', A]);
    site.dieAt('write index.html');
    await expect(site.publish('B', B)).rejects.toThrow('refused');
    site.refuses = () => false;
    await sweep(site.ports);
    site.now += RETENTION_MS - 1;
    await sweep(site.ports);
    expect(site.served).toEqual({ ...A, 'app-b.js': 'b' });
    site.now += 1;
    await sweep(site.ports);
    expect(site.served).toEqual(A);
    expect(site.record.retired).toEqual({});
  });

  test('has nothing to do where nothing was ever published', async () => {
    const site = new MemorySite();
    await expect(sweep(site.ports)).resolves.toBeUndefined();
    expect(site.steps).toEqual([]);
  });
});

describe('going back', () => {
  test('serves the release before, from what the bucket has, and one more time serves the newer', async () => {
    const site = await siteOf(['A', A], ['B', B]);
    await expect(rollBack('previous', site.ports)).resolves.toMatchObject({ release: 'A' });
    expect(site.served).toEqual({ ...A, 'app-b.js': 'b' });
    expect(site.steps.filter((step) => step.startsWith('write'))).toEqual([]);
    await rollBack('previous', site.ports);
    expect(asServed(site, B)).toEqual(B);
    expect(site.record.history.map(({ release }) => release)).toEqual(['B', 'A']);
  });

  test('serves any release that is named', async () => {
    const site = await siteOf(['A', A], ['B', B], ['C', { 'index.html': 'c' }]);
    await rollBack('A', site.ports);
    expect(asServed(site, A)).toEqual(A);
  });

  test('is possible as long as the window of a release, counted from when another took its place', async () => {
    const site = await siteOf(['A', A]);
    site.later(400);
    await site.publish('B', B);
    site.now += RETENTION_MS - 1;
    await site.publish('C', { 'index.html': 'c' });
    expect(site.record.history.map(({ release }) => release)).toEqual(['C', 'B', 'A']);
    site.now += 1;
    await site.publish('D', { 'index.html': 'd' });
    expect(site.record.history.map(({ release }) => release)).toEqual(['D', 'C', 'B']);
    expect([...site.releases.keys()]).toEqual(['B', 'C', 'D']);
  });

  test('fails for a release that the bucket does not have, names those that it has, and touches nothing', async () => {
    const site = await siteOf(['A', A], ['B', B]);
    await expect(rollBack('beef', site.ports)).rejects.toThrow('no release beef to go back to: its window is over, or it never was. The bucket has: B, A');
    expect(site.steps).toEqual([]);
  });

  test('fails where there is nothing before: of the first release, and where nothing was published', async () => {
    await expect(rollBack('previous', (await siteOf(['A', A])).ports)).rejects.toThrow(/no release previous.*The bucket has: A$/);
    await expect(rollBack('previous', new MemorySite().ports)).rejects.toThrow(/no release previous.*The bucket has: none$/);
  });
});

describe('what the deployed policy blocks', () => {
  const policy = (...hashes: string[]) => `script-src 'self' ${hashes.map((hash) => `'sha256-${hash}'`).join(' ')}; style-src 'sha384-style'`;

  test('is nothing after a deployment, which brings its own', async () => {
    const site = await siteOf();
    await expect(site.publish('A', A, policy('a'))).resolves.toMatchObject({ blocked: 0 });
  });

  test('is what an earlier release has and the newer policy does not, and the sweep leaves that policy in force', async () => {
    const site = new MemorySite();
    await site.publish('A', A, policy('kept', 'old', 'older'));
    await site.publish('B', B, policy('kept', 'new'));
    await sweep(site.ports);
    await expect(rollBack('A', site.ports)).resolves.toMatchObject({ blocked: 2 });
    await expect(rollBack('B', site.ports)).resolves.toMatchObject({ blocked: 0 });
  });

  test('is everything inline where none is enforced, and nothing where a release has none', async () => {
    const site = await siteOf(['A', A]);
    await expect(publish({ ...site.release('B', B), policy: policy('x', 'y') }, site.ports)).resolves.toMatchObject({ blocked: 3 });
    await site.publish('C', A, policy('x'));
    await expect(rollBack('A', site.ports)).resolves.toMatchObject({ blocked: 0 });
  });
});
