import type { Report } from './report';

const COLUMNS = [
  'Group hierarchy', 'Region', 'Description', 'Service', 'Upfront', 'Monthly', 'First 12 months total', 'Currency',
  'Resource type', 'Quantity', 'Unit', 'Unit price', 'Price row', 'Price date', 'Source',
];

/** A row a line of the bill; docs/cost.md defines the columns, the first eight of which are those of the Pricing Calculator. */
export function csv({ estimate }: Report): string {
  const lines = estimate.resources.flatMap(({ resource, lines: charged }) => charged.map(({ row, quantity, usd }) => [
    resource.path, resource.region ?? estimate.priceRegion, row.name, row.service, 0, usd.toFixed(4), (usd * 12).toFixed(4), estimate.currency,
    resource.type, quantity, row.unit, quantity > 0 ? usd / quantity : 0, row.id, row.sources[0]?.date ?? 'unconfirmed', row.sources[0]?.url ?? '',
  ]));
  const unknown = estimate.unknown.flatMap(({ type, paths }) => paths.map((path) => [path, '', 'UNKNOWN', '', '', '', '', '', type, '', '', '', '', '', '']));
  return [COLUMNS, ...lines, ...unknown].map((cells) => cells.map(cell).join(',')).join('\r\n');
}

/** RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
