import { change, quantity, usd } from './format';
import { basis, type Report } from './report';

const RESOURCES_SHOWN = 20;

/** For a pull request's comment. */
export function markdown(report: Report): string {
  const { estimate, comparison, traffic } = report;
  const others = estimate.resources.slice(RESOURCES_SHOWN);
  const total = comparison
    ? `**${usd(comparison.before)} → ${usd(comparison.after)} ${estimate.currency} a month (${change(comparison.usd)})**`
    : `**${usd(estimate.monthlyUsd)} ${estimate.currency} a month**`;
  return [
    `### Cost: ${total}`,
    '',
    `An estimate by ${basis(report)}, and by the amounts assumed below.`,
    ...comparison ? ['', ...comparison.changes.length > 0 ? grid(['Change', 'Before', 'After', 'Resource'], comparison.changes.map((changed) => [
      change(changed.usd), changed.before === undefined ? 'new' : usd(changed.before), changed.after === undefined ? 'gone' : usd(changed.after), code(changed.path),
    ])) : ['No resource costs more or less than before.']] : [],
    '',
    ...grid(['USD a month', 'Service'], estimate.services.map((service) => [usd(service.usd), service.service])),
    ...traffic ? ['', `At ${quantity(traffic.rps)} requests a second it costs ${usd(traffic.monthlyUsd)} a month. What breaks first:`, '', ...grid(
      ['At', 'Limit', 'Of', 'Source'],
      traffic.limits.slice(0, 5).map(({ breaksAtRps, name, quota, unit, where, source }) => [`${quantity(breaksAtRps)} rps`, `${name}: ${quantity(quota)} ${unit}`, code(where), source]),
    )] : [],
    ...estimate.unknown.length > 0 ? ['', '**Not in the sum, since nothing is known of them:**', '', ...estimate.unknown.map(({ type, paths }) => `- ${type}: ${paths.map(code).join(', ')}`)] : [],
    ...fold('Resources', grid(['USD a month', 'Resource', 'Type'], [
      ...estimate.resources.slice(0, RESOURCES_SHOWN).map(({ resource, usd: amount }) => [usd(amount), code(resource.path), resource.type]),
      ...others.length > 0 ? [[usd(others.reduce((sum, { usd: amount }) => sum + amount, 0)), `and ${others.length} more`, '']] : [],
    ])),
    ...fold('Assumptions', grid(['A month', 'Of', 'Resource', 'Said by'], estimate.assumptions.map(({ resource, name, value, unit, origin }) => [
      `${quantity(value)} ${unit}`, name, code(resource.path), origin,
    ]))),
    ...estimate.warnings.length > 0 ? fold('Mind', estimate.warnings.map((warning) => `- ${text(warning)}`)) : [],
  ].join('\n');
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map((_, i) => (i === 0 ? '---:' : '---')), ...rows.map((row) => row.map(text))].map((row) => `| ${row.join(' | ')} |`);
}

function fold(title: string, lines: readonly string[]): string[] {
  return ['', '<details>', `<summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

const code = (path: string) => `\`${path}\``;
const text = (cell: string) => cell.replace(/\|/g, '\\|');
