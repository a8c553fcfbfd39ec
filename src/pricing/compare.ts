import { Estimate } from './estimate';

/** A resource's cost before and after. */
export interface CostChange {
  readonly path: string;
  readonly type: string;
  /** Undefined where the resource is new. */
  readonly before?: number;
  /** Undefined where the resource is gone. */
  readonly after?: number;
  readonly usd: number;
}

export interface Comparison {
  readonly before: number;
  readonly after: number;
  readonly usd: number;
  /** What rises most first; resources that cost the same are left out. */
  readonly changes: readonly CostChange[];
}

/** What a change of the app does to its cost, resource by resource, told apart by path. */
export function compare(before: Estimate, after: Estimate): Comparison {
  const earlier = new Map(before.resources.map((cost) => [cost.resource.path, cost]));
  const later = new Map(after.resources.map((cost) => [cost.resource.path, cost]));
  const changes = [...new Set([...earlier.keys(), ...later.keys()])].map((path): CostChange => {
    const [was, is] = [earlier.get(path), later.get(path)];
    return { path, type: (is ?? was)!.resource.type, before: was?.usd, after: is?.usd, usd: (is?.usd ?? 0) - (was?.usd ?? 0) };
  }).filter(({ usd }) => Math.abs(usd) >= 0.000_05);
  return {
    before: before.monthlyUsd,
    after: after.monthlyUsd,
    usd: after.monthlyUsd - before.monthlyUsd,
    changes: changes.sort((a, b) => b.usd - a.usd || (a.path < b.path ? -1 : 1)),
  };
}
