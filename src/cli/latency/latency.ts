import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, isLocal } from './addresses';
import { measure, type Target } from './measure';
import { plotOf } from './plot';
import { csvOf, documentOf, LOCAL_CAUTION, tableOf, type Report } from './report';
import { CommandError, type Io } from '../command';

export interface LatencyOptions {
  /** URL, or `s3://<bucket>/<key>`, as is the other. */
  readonly before: string;
  readonly after: string;
  /** Of each address over each connection. */
  readonly requests: number;
  /** Folder of the table and the plot. */
  readonly out: string;
}

/** Measures two addresses, prints the table, and writes it with every request and a plot. */
export async function compareLatency(options: LatencyOptions, io: Io): Promise<void> {
  const targets: Target[] = [{ name: 'before', url: await addressOf(options.before, io.env) }, { name: 'after', url: await addressOf(options.after, io.env) }];
  io.note(`asking each ${options.requests} times over new connections and over one that is kept …`);
  const samples = await measure(targets, options.requests);
  const caution = targets.some(({ url }) => isLocal(url)) ? LOCAL_CAUTION : '';
  const report: Report = { targets, samples, measuredAt: new Date().toISOString(), caution };
  io.print(tableOf(report));
  write(options.out, { 'latency.csv': csvOf(samples), 'latency.md': documentOf(report), 'latency.svg': plotOf(report) });
  io.note(`written to ${options.out}: latency.csv (every request), latency.md, latency.svg`);
}

function write(folder: string, files: { readonly [name: string]: string }) {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) { writeFileSync(join(folder, name), content); }
  } catch (error) {
    throw new CommandError(`${folder} can't be written: ${(error as Error).message}. Name another folder with --out`);
  }
}
