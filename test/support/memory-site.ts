import { IMMUTABLE, REVALIDATED, type ReleaseRecord, type SiteFile, type SiteRecord, type StoredFile } from '../../src/contract/secure-static-site';
import { EMPTY_RECORD } from '../../src/runtime/secure-static-site/publication-plan';
import { publish, type PublishPorts, type Release } from '../../src/runtime/secure-static-site/publish-flow';

export const DAY = 86_400_000;
export const RETENTION_MS = 30 * DAY;
/** As the bucket's lifecycle has it. */
const EXPIRY_MS = RETENTION_MS + DAY;

export type Contents = { readonly [path: string]: string };
interface Version { readonly versionId: string; readonly content?: string; noncurrentSince?: number }

/** A versioned bucket, its records and its cache at the edge, as the flow of a publication stands on them. Each step is told by a line. */
export class MemorySite {
  now = 100 * DAY;
  record: SiteRecord = EMPTY_RECORD;
  readonly releases = new Map<string, ReleaseRecord>();
  readonly steps: string[] = [];
  readonly ports: PublishPorts = {
    records: {
      current: async () => this.record,
      saveCurrent: async (record) => { this.step('note'); this.record = record; },
      release: async (release) => this.releases.get(release),
      saveRelease: async (record) => { this.step(`keep ${record.release}`); this.releases.set(record.release, record); },
      dropRelease: async (release) => { this.step(`drop ${release}`); this.releases.delete(release); },
    },
    restore: async (file) => {
      this.step(`restore ${file.path}`);
      const version = this.objects.get(file.path)?.find(({ versionId }) => versionId === file.versionId);
      if (version?.content === undefined) { throw new Error(`no such version of ${file.path}`); }
      return this.put(file, version.content);
    },
    remove: async (paths) => {
      if (paths.length === 0) { return; }
      this.step(`remove ${paths.join(' ')}`);
      for (const path of paths) { this.add(path, undefined); }
    },
    invalidate: async (paths) => { if (paths.length > 0) { this.step(`invalidate ${paths.join(' ')}`); } },
    now: () => this.now,
    retentionMs: RETENTION_MS,
  };

  private readonly objects = new Map<string, Version[]>();
  private versions = 0;

  /** Steps that are refused. */
  refuses: (step: string) => boolean = () => false;

  /** A release whose files are these; writes each group at once. */
  release(release: string, contents: Contents, policy?: string): Release {
    return {
      release,
      files: Object.entries(contents).map(([path, content]) => fileOf(path, content)),
      policy,
      write: async (files) => {
        this.step(`write ${files.map(({ path }) => path).join(' ')}`);
        return files.map((file) => this.put(file, contents[file.path]));
      },
    };
  }

  publish(release: string, contents: Contents, policy?: string) {
    return publish(this.release(release, contents, policy), this.ports, policy === undefined ? undefined : { policy });
  }

  get served(): Contents {
    const current = [...this.objects].flatMap(([path, versions]): [string, string][] => {
      const { content } = versions.at(-1)!;
      return content === undefined ? [] : [[path, content]];
    });
    return Object.fromEntries(current.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Days later, when the bucket has let go of what was written over for so long. */
  later(days: number) {
    this.now += days * DAY;
    for (const [path, versions] of this.objects) {
      this.objects.set(path, versions.filter(({ noncurrentSince }) => noncurrentSince === undefined || this.now - noncurrentSince < EXPIRY_MS));
    }
  }

  /** From that step on nothing is done any more, as when Lambda ends the process. */
  dieAt(wanted: string) {
    let dead = false;
    this.refuses = (step) => { dead ||= step === wanted; return dead; };
  }

  private step(line: string) {
    if (this.refuses(line)) { throw new Error(`refused: ${line}`); }
    this.steps.push(line);
  }

  private put(file: SiteFile, content: string): StoredFile {
    return { ...file, versionId: this.add(file.path, content) };
  }

  private add(path: string, content: string | undefined): string {
    const versions = this.objects.get(path) ?? [];
    const before = versions.at(-1);
    if (before) { before.noncurrentSince = this.now; }
    const versionId = `v${++this.versions}`;
    this.objects.set(path, [...versions, { versionId, content }]);
    return versionId;
  }
}

function fileOf(path: string, content: string): SiteFile {
  const page = path.endsWith('.html');
  return { path, size: content.length, sha256: content, contentType: 'x/y', cacheControl: page ? REVALIDATED : IMMUTABLE, page };
}
