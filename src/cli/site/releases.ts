import { askPublisher, type SiteOf } from './publisher';
import type { SiteRecord } from '../../contract/secure-static-site';
import type { Io } from '../command';

/** Prints the releases that the bucket still has, the one that is served first. */
export async function listReleases(of: SiteOf, io: Io): Promise<void> {
  const history = await askPublisher<SiteRecord['history']>(of, { list: true });
  if (history.length === 0) { return io.print('nothing was published yet'); }
  history.forEach(({ release, publishedAt }, i) => io.print(`${release}  ${new Date(publishedAt).toISOString()}${i === 0 ? '  served now' : ''}`));
}

/** Makes a site serve an earlier release. @param to a release, or `previous` */
export async function rollBack(of: SiteOf, to: string, io: Io): Promise<void> {
  const { release, written, removed, invalidated, blocked = 0 } = await askPublisher<{
    readonly release: string; readonly written: number; readonly removed: number; readonly invalidated: number; readonly blocked?: number;
  }>(of, { rollBackTo: to });
  io.print(`${release} is served: ${written} files brought back, ${removed} removed, ${invalidated} paths invalidated`);
  if (blocked > 0) { io.print(`the policy that is deployed blocks ${blocked} inline scripts or styles of that release: deploy its build again`); }
}
