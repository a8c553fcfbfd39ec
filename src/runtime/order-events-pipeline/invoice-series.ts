import type { InvoiceSettings } from '../../contract/order-events-pipeline';

/** The series of an invoice issued at `time` (ISO 8601): that of its year, by the settings' own calendar. */
export function seriesAt(time: string, { series, timeZone }: Pick<InvoiceSettings, 'series' | 'timeZone'>): string {
  return series.replace('{year}', new Intl.DateTimeFormat('en-u-ca-gregory', { year: 'numeric', timeZone }).format(new Date(time)));
}

/** `F2026-` and 42 are F2026-000042. */
export function printedNumber(series: string, number: number): string {
  return `${series}${String(number).padStart(6, '0')}`;
}
