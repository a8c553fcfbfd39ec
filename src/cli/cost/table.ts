import { change, columns, quantity, usd } from './format';
import { basis, budgetUsd, type Report } from './report';

/** Below it, a resource is counted and not listed. */
const A_CENT = 0.005;
const LIMITS_SHOWN = 8;

/** For the terminal. */
export function table(report: Report): string {
  const { estimate } = report;
  const listed = estimate.resources.filter((cost) => cost.usd >= A_CENT);
  return [
    `${usd(estimate.monthlyUsd)} ${estimate.currency} a month (${basis(report)})`,
    `A budget of ${budgetUsd(report)} ${estimate.currency} (monthlyBudgetUsd) has its alarm, at 80 %, at this sum.`,
    ...section('By service', columns(estimate.services.map((service) => [usd(service.usd), service.service]))),
    ...section('By resource', [
      ...listed.flatMap((cost) => [
        `${usd(cost.usd).padStart(10)}  ${cost.resource.path}  (${cost.resource.type})`,
        ...columns(cost.lines.map((line) => [usd(line.usd), line.row.name, `${quantity(line.quantity)} × ${line.row.unit}`]), ' '.repeat(16)),
      ]),
      ...listed.length < estimate.resources.length ? [`            and ${estimate.resources.length - listed.length} under a cent`] : [],
    ]),
    ...comparison(report),
    ...traffic(report),
    ...section('Assumed a month; correct it in --usage <file> or beside the resource', assumptions(report)),
    ...section('Free', [`  ${estimate.free.map(({ type, count }) => `${count} ${type}`).join(', ')}`]),
    ...unknown(report),
    ...section('Mind', estimate.warnings.map((warning) => `  ${warning}`)),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', `${title}:`, ...lines] : [];
}

function comparison({ comparison: compared }: Report): string[] {
  if (!compared) { return []; }
  return section(`Against before (${usd(compared.before)} → ${usd(compared.after)}, ${change(compared.usd)})`, columns(compared.changes.map((changed) => [
    change(changed.usd), changed.before === undefined ? 'new' : changed.after === undefined ? 'gone' : 'changed', changed.path,
  ])));
}

function traffic({ traffic: given }: Report): string[] {
  if (!given) { return []; }
  const [first] = given.limits;
  return [
    ...section(`At ${quantity(given.rps)} requests a second (${usd(given.monthlyUsd)} a month)`, columns(given.limits.slice(0, LIMITS_SHOWN).map((limit) => [
      `${quantity(limit.breaksAtRps)} rps`, limit.load > limit.quota ? 'BREAKS' : `${Math.round(100 * limit.load / limit.quota)} % used`,
      `${limit.name}: ${quantity(limit.quota)} ${limit.unit}`, limit.where, limit.source,
    ]))),
    ...first ? [`  First to break: ${first.name} of ${first.where}, at ${quantity(first.breaksAtRps)} requests a second.`] : [],
  ];
}

function assumptions({ estimate }: Report): string[] {
  return columns(estimate.assumptions.map(({ resource, name, value, unit, origin }) => [quantity(value), unit, name, resource.path, origin]));
}

function unknown({ estimate }: Report): string[] {
  if (estimate.unknown.length === 0) { return ['', 'Unknown: nothing, every resource is priced or free.']; }
  return section('UNKNOWN, not in the sum', estimate.unknown.map(({ type, count, paths }) => `  ${count} ${type}: ${paths.join(', ')}`));
}
