import { inParallel } from './in-parallel';
import { planPublication } from './publication-plan';
import { INDEX_PAGE, type ReleaseRecord, type SiteFile, type SiteRecord, type StoredFile } from '../../contract/secure-static-site';

/** What the publisher knows of the bucket, kept in it. */
export interface Records {
  /** An empty record for a new site. */
  current(): Promise<SiteRecord>;
  saveCurrent(record: SiteRecord): Promise<void>;
  release(release: string): Promise<ReleaseRecord | undefined>;
  saveRelease(record: ReleaseRecord): Promise<void>;
  dropRelease(release: string): Promise<void>;
}

export interface PublishPorts {
  readonly records: Records;
  /** Makes that version of a file the one that is served. */
  readonly restore: (file: StoredFile) => Promise<StoredFile>;
  readonly remove: (paths: readonly string[]) => Promise<void>;
  /** Asks CloudFront to forget, and doesn't wait until it has. Never throws. */
  readonly invalidate: (paths: readonly string[]) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly retentionMs: number;
}

export interface Release {
  readonly release: string;
  readonly files: readonly SiteFile[];
  /** Content security policy that was made from it. */
  readonly policy?: string;
  /** Writes some of the files, in no order. */
  readonly write: (files: readonly SiteFile[]) => Promise<readonly StoredFile[]>;
}

/** What a publication did, for the log. */
export interface Publication {
  readonly release: string;
  readonly written: number;
  readonly removed: number;
  readonly retired: number;
  readonly invalidated: number;
  /** Inline scripts and styles of the release that the deployed policy blocks. */
  readonly blocked: number;
}

/**
 * Serves a release in place of the one before. When it throws, the one before is whole again, as far as it could be reached.
 * @param deployed with the release by CloudFormation; without it what was deployed last stays so
 */
export async function publish(release: Release, ports: PublishPorts, deployed?: { readonly policy: string }): Promise<Publication> {
  const current = await ports.records.current();
  const plan = planPublication(current, release.files, { now: ports.now(), retentionMs: ports.retentionMs });
  const touched = [...plan.added, ...plan.changed, ...plan.pages].map(({ path }) => path).concat(plan.removed);
  const begun = { ...current, pending: [...new Set([...current.pending, ...touched])] };
  // What is begun is written down first: if this process dies, the next publication trusts none of it.
  await ports.records.saveCurrent(begun);

  const files = { ...current.files };
  try {
    for (const step of stepsOf(plan)) {
      for (const stored of await release.write(step)) { files[stored.path] = stored; }
    }
    await ports.remove(plan.removed);
    for (const path of plan.removed) { delete files[path]; }
    await ports.records.saveRelease({ release: release.release, files: release.files.map(({ path }) => files[path]), policy: release.policy });
  } catch (error) {
    // Where that fails, too, the record names all that is pending: the next publication, or the stack's own rollback, writes it again.
    await undo(begun, plan.removed, ports).catch(() => undefined);
    await ports.invalidate(plan.invalidations);
    throw error;
  }
  const others = current.history.filter((entry) => entry.release !== release.release);
  const history = current.release === release.release ? current.history : [{ release: release.release, publishedAt: ports.now() }, ...others];
  const kept = history.filter((_, i) => i === 0 || history[i - 1].publishedAt + ports.retentionMs > ports.now());
  const { policy } = deployed ?? current;
  await ports.records.saveCurrent({ release: release.release, files, retired: plan.retired, history: kept, pending: [], policy });
  for (const { release: dropped } of history.filter((entry) => !kept.includes(entry))) { await ports.records.dropRelease(dropped); }
  await ports.invalidate(plan.invalidations);
  return {
    release: release.release,
    written: plan.added.length + plan.changed.length + plan.pages.length,
    removed: plan.removed.length,
    retired: Object.keys(plan.retired).length,
    invalidated: plan.invalidations.length,
    blocked: hashesIn(release.policy).filter((hash) => !hashesIn(policy).includes(hash)).length,
  };
}

function hashesIn(policy = ''): string[] {
  return policy.match(/'sha\d{3}-[^']+'/g) ?? [];
}

/** Serves an earlier release again, from the versions that the bucket still has of its files. */
export async function rollBack(to: string, ports: PublishPorts): Promise<Publication> {
  const current = await ports.records.current();
  const release = to === 'previous' ? current.history.find((entry) => entry.release !== current.release)?.release : to;
  const record = release === undefined ? undefined : await ports.records.release(release);
  if (!record) {
    const known = current.history.map((entry) => entry.release).join(', ') || 'none';
    throw new Error(`no release ${to} to go back to: its window is over, or it never was. The bucket has: ${known}`);
  }
  return publish(storedRelease(record, ports), ports);
}

/** Deletes what has been out of use for its window. */
export async function sweep(ports: PublishPorts): Promise<Publication | undefined> {
  const { release } = await ports.records.current();
  const record = await ports.records.release(release);
  return record && publish(storedRelease(record, ports), ports);
}

/** A release whose files the bucket has. */
export function storedRelease(record: ReleaseRecord, { restore }: Pick<PublishPorts, 'restore'>): Release {
  const versions = new Map(record.files.map((file) => [file.path, file]));
  return { ...record, write: (files) => inParallel(files, ({ path }) => restore(versions.get(path)!)) };
}

/** The root's page is a step of its own, the last: who comes now gets the whole of the new release. */
function stepsOf<T extends SiteFile>({ added, changed, pages }: { readonly [step in 'added' | 'changed' | 'pages']: readonly T[] }): (readonly T[])[] {
  const isRoot = ({ path }: T) => path === INDEX_PAGE;
  return [added, changed, pages.filter((page) => !isRoot(page)), pages.filter(isRoot)].filter((step) => step.length > 0);
}

/**
 * Brings back what was written over or removed, backwards, so that no new page stays that an old asset would break. Assets
 * whose window is over stay as they are.
 */
async function undo(begun: SiteRecord, removed: readonly string[], ports: PublishPorts) {
  const known = begun.pending.filter((path) => Object.hasOwn(begun.files, path)).map((path) => begun.files[path]);
  const assets = known.filter(({ page, path }) => !page && !removed.includes(path));
  const restored = new Map<string, StoredFile>();
  for (const step of stepsOf({ added: [], changed: assets, pages: known.filter(({ page }) => page) }).reverse()) {
    for (const file of await inParallel(step, ports.restore)) { restored.set(file.path, file); }
  }
  // The versions written over will expire; the release that is still served must name those that won't.
  const served = await ports.records.release(begun.release);
  if (served) { await ports.records.saveRelease({ ...served, files: served.files.map((file) => restored.get(file.path) ?? file) }); }
  await ports.records.saveCurrent({
    ...begun,
    files: { ...begun.files, ...Object.fromEntries(restored) },
    pending: begun.pending.filter((path) => !restored.has(path)),
  });
}
