import type { Comparison } from '../../pricing/compare';
import type { Estimate } from '../../pricing/estimate';
import type { Limit } from '../../pricing/limits';

/** Everything that a run of `cost` found out; each format shows it in its way. */
export interface Report {
  readonly estimate: Estimate;
  readonly comparison?: Comparison;
  readonly traffic?: { readonly rps: number; readonly monthlyUsd: number; readonly limits: readonly Limit[] };
}

/** Of prices and free tier, in one line. */
export function basis({ estimate: { priceRegion, asOf, freeTier } }: Report): string {
  return `list prices of ${priceRegion}, ${asOf}, ${freeTier ? 'less the free tier' : 'without the free tier'}`;
}
