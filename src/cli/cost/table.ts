import { change, columns, quantity, TOGETHER, usd, wrapped } from './format';
import { basis, budgetUsd, type Report } from './report';

/** Below it, a resource is counted and not listed. */
const A_CENT = 0.005;
const LIMITS_SHOWN = 8;

/** For the terminal: plain text of 80 columns, but for the paths of resources. */
export function table(report: Report): string {
  const { estimate } = report;
  const listed = estimate.resources.filter((cost) => cost.usd >= A_CENT);
  return [
    ...wrapped(`${usd(estimate.monthlyUsd)} ${estimate.currency} a month (${basis(report)})`),
    `A budget of ${budgetUsd(report)} ${estimate.currency} (monthlyBudgetUsd) has its alarm, at 80 %, at this sum.`,
    ...section('By service', columns(estimate.services.map((service) => [usd(service.usd), service.service]))),
    ...section('By resource', [
      ...listed.flatMap((cost) => [
        `${usd(cost.usd).padStart(10)}  ${cost.resource.path}  (${cost.resource.type})`,
        ...columns(cost.lines.map((line) => [usd(line.usd), line.row.name, `${quantity(line.quantity)} × ${line.row.unit}`]), ' '.repeat(12)),
      ]),
      ...listed.length < estimate.resources.length ? [`            and ${estimate.resources.length - listed.length} under a cent`] : [],
    ]),
    ...comparison(report),
    ...traffic(report),
    ...section('Assumed a month; correct it in --usage <file> or beside the resource', assumptions(report)),
    ...section('Free', estimate.free.length > 0 ? wrapped(`  ${estimate.free.map(({ type, count }) => `${count}${TOGETHER}${type}`).join(', ')}`) : []),
    ...unknown(report),
    ...section('Mind', estimate.warnings.flatMap((warning) => wrapped(`  ${warning}`))),
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
  const broken = given.limits.filter(({ load, quota }) => load > quota).length;
  const shown = given.limits.slice(0, Math.max(broken, LIMITS_SHOWN));
  const rest = given.limits.length - shown.length;
  const [first] = shown;
  return [
    ...section(`At ${quantity(given.rps)} requests a second (${usd(given.monthlyUsd)} a month)`, shown.flatMap((limit) => {
      const use = limit.load > limit.quota ? 'BREAKS' : `${Math.round(100 * limit.load / limit.quota)} % used`;
      const text = `${`${quantity(limit.breaksAtRps)} rps`.padStart(15)}  ${use.padEnd(11)}${limit.name}: ${quantity(limit.quota)} ${limit.unit}`;
      return [...wrapped(text, ' '.repeat(30)), ...wrapped(`${' '.repeat(19)}${limit.where}, ${limit.source}`, ' '.repeat(19))];
    })),
    ...rest > 0 ? [`  and ${rest} that hold`] : [],
    ...first ? wrapped(`  First to break: ${first.name} of ${first.where}, at ${quantity(first.breaksAtRps)} requests a second.`) : [],
  ];
}

/** Of one resource after the other. */
function assumptions({ estimate }: Report): string[] {
  const paths = [...new Set(estimate.assumptions.map(({ resource }) => resource.path))];
  return paths.flatMap((path) => [
    `  ${path}`,
    ...estimate.assumptions.filter(({ resource }) => resource.path === path).flatMap(({ name, value, unit, origin }) =>
      wrapped(`${`${quantity(value)} ${unit}`.padStart(24)}  ${name.padEnd(20)}  ${origin}`, ' '.repeat(48))),
  ]);
}

function unknown({ estimate }: Report): string[] {
  if (estimate.unknown.length === 0) { return ['', 'Unknown: nothing, every resource is priced or free.']; }
  return section('UNKNOWN, not in the sum', estimate.unknown.flatMap(({ type, count, paths }) => wrapped(`  ${count} ${type}: ${paths.join(', ')}`, '    ')));
}
