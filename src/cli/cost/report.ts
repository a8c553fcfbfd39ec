import type { Comparison } from '../../pricing/compare';
import type { Estimate } from '../../pricing/estimate';
import type { Limit } from '../../pricing/limits';
import type { Model } from '../../pricing/model';

/** Everything that a run of `cost` found out; each format shows it in its way. */
export interface Report {
  /** Of the app: the names of its stacks. */
  readonly name: string;
  readonly estimate: Estimate;
  readonly model: Model;
  readonly comparison?: Comparison;
  readonly traffic?: { readonly rps: number; readonly monthlyUsd: number; readonly services: Estimate['services']; readonly limits: readonly Limit[] };
}

/** Of prices and free tier, in one line. */
export function basis({ estimate: { priceRegion, asOf, freeTier } }: Report): string {
  return `list prices of ${priceRegion}, ${asOf}, ${freeTier ? 'less the free tier' : 'without the free tier'}`;
}

/** Of CostGuardAlarms and of the alarm that it makes. */
const ALARM_AT = 0.8;

/** Whole dollars, of which the part at which the alarm rings is the estimate. */
export function budgetUsd({ estimate }: Report): number {
  return Math.ceil(estimate.monthlyUsd / ALARM_AT);
}
