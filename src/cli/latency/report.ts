import { shown } from './addresses';
import type { Sample, Target } from './measure';
import { summaryOf, type Summary } from './statistics';

/** All that the table and the plot tell. */
export interface Report {
  readonly targets: readonly Target[];
  readonly samples: readonly Sample[];
  /** ISO 8601 */
  readonly measuredAt: string;
  /** What must be known beside the numbers; empty for nothing. */
  readonly caution: string;
}

export const LOCAL_CAUTION =
  'Measured against a local engine on this machine: it shows that the command works, and says nothing of the latency of AWS.';

export interface Line extends Pick<Sample, 'name' | 'connection'> { readonly totals: readonly number[]; readonly total: Summary; readonly firstByte: Summary }

/** A line for each address and connection, in the order measured. */
export function linesOf(samples: readonly Sample[]): Line[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = `${sample.name} ${sample.connection}`;
    groups.set(key, [...groups.get(key) ?? [], sample]);
  }
  return [...groups.values()].map((group) => {
    const totals = group.map(({ totalMs }) => totalMs);
    const { name, connection } = group[0];
    return { name, connection, totals, total: summaryOf(totals), firstByte: summaryOf(group.map(({ firstByteMs }) => firstByteMs)) };
  });
}

export function csvOf(samples: readonly Sample[]): string {
  const rows = samples.map(({ name, connection, request, status, firstByteMs, totalMs, cache }) =>
    [name, connection, request, status, firstByteMs.toFixed(3), totalMs.toFixed(3), cache.replace(/[",\r\n]/g, ' ')].join(','));
  return `${['name,connection,request,status,first_byte_ms,total_ms,x_cache', ...rows].join('\n')}\n`;
}

export function tableOf(report: Report): string {
  const rows = linesOf(report.samples).map(({ name, connection, total, firstByte }) =>
    `| ${[name, connection, total.count, ms(firstByte.p50), ms(total.min), ms(total.p50), ms(total.p95), ms(total.max)].join(' | ')} |`);
  return [
    ...report.targets.map(({ name, url }) => `- ${name}: ${shown(url)}`),
    '',
    '| | connection | requests | first byte, p50 | total, least | p50 | p95 | most |',
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
    '',
    `Milliseconds, at ${report.measuredAt}, over HTTP/1.1, in turn; the first request of each line is not counted.`,
    verdictOf(report),
    ...(report.caution ? ['', report.caution] : []),
  ].join('\n');
}

export function documentOf(report: Report): string {
  return `# Latency before and after\n\n${tableOf(report)}\n\n![Share of requests that ended within so many milliseconds](latency.svg)\n`;
}

function verdictOf({ samples }: Report): string {
  const p50 = (name: string) => linesOf(samples).find((line) => line.name === name && line.connection === 'new')!.total.p50;
  const [before, after] = [p50('before'), p50('after')];
  const times = before / after;
  const words = times >= 1 ? `${times.toFixed(1)} times as fast` : `${(1 / times).toFixed(1)} times as slow`;
  return `Half of the requests over new connections end within ${ms(before)} ms before and ${ms(after)} ms after: ${words}.`;
}

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1);
