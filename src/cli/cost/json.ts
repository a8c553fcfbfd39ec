import { budgetUsd, type Report } from './report';

/** For programs; docs/cost.md describes it. */
export function json(report: Report): string {
  const { estimate, comparison, traffic } = report;
  return JSON.stringify({
    monthlyUsd: estimate.monthlyUsd,
    budgetUsd: budgetUsd(report),
    currency: estimate.currency,
    prices: { region: estimate.priceRegion, asOf: estimate.asOf, freeTier: estimate.freeTier },
    services: estimate.services,
    resources: estimate.resources.map(({ resource, usd, lines }) => ({
      path: resource.path,
      stack: resource.stack,
      logicalId: resource.logicalId,
      type: resource.type,
      region: resource.region,
      usd,
      lines: lines.map(({ row: { id, service, name, unit }, quantity, usd: lineUsd }) => ({ row: id, service, name, quantity, unit, usd: lineUsd })),
    })),
    assumptions: estimate.assumptions.map(({ resource, ...assumption }) => ({ path: resource.path, ...assumption })),
    free: estimate.free.map(({ type, count, reason, source }) => ({ type, count, reason, source })),
    unknown: estimate.unknown.map(({ type, count, paths }) => ({ type, count, paths })),
    warnings: estimate.warnings,
    comparison,
    traffic,
  }, undefined, 2);
}
