import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pictureOfSvg } from './browser';
import { keep, keepJson, ROOT } from './place';
import { inSpanish } from './spanish-drawing';
import type { RunningSystem } from '../../examples/reference-system/local/bring-up';
import { summaryOf } from '../../src/cli/latency/statistics';

const REQUESTS = 200;

/** lesson2/latency: `site latency` as it ships, of the bucket itself and of the site (S3). */
export async function measureLatency({ outputs, clientConfig }: RunningSystem) {
  const folder = mkdtempSync(join(tmpdir(), 'latency-'));
  try {
    const direct = `${outputs.endpoint}/${bucketOf(outputs.stacks)}/site/index.html`;
    const { accessKeyId, secretAccessKey } = clientConfig.credentials;
    await promisify(execFile)(process.execPath, [join(ROOT, 'assets', 'cli', 'index.js'), 'site', 'latency', direct, `${outputs.siteUrl}/index.html`, '--requests', String(REQUESTS), '--out', folder], {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: outputs.endpoint,
        AWS_REGION: outputs.region,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
      },
    });
    const [table, plot, samples] = ['latency.md', 'latency.svg', 'latency.csv'].map((file) => readFileSync(join(folder, file), 'utf8'));
    keep('lesson2/latency.md', table.replace(/(127\.0\.0\.1|localhost):\d+/g, '$1'));
    keep('lesson2/latency.svg', inSpanish(plot));
    keep('lesson2/latency.csv', samples);
    await pictureOfSvg(inSpanish(plot), 'lesson2/latency.png');
    keepJson('lesson2/latency.json', { measuredAt: new Date().toISOString(), against: 'local engine', requests: REQUESTS, lines: linesOf(samples) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bucketOf(stacks: RunningSystem['outputs']['stacks']): string {
  const bucket = Object.values(stacks).map(({ SiteBucketName }) => SiteBucketName).find(Boolean);
  if (!bucket) { throw new Error('no stack has the output SiteBucketName: latency is measured of the bucket of the site'); }
  return bucket;
}

/** Of each address over each connection: the nearest rank, in ms. */
export function linesOf(samples: string) {
  const groups = new Map<string, number[]>();
  for (const line of samples.trim().split('\n').slice(1)) {
    const [name, connection, , , , total] = line.split(',');
    const key = `${name} ${connection}`;
    groups.set(key, [...groups.get(key) ?? [], Number(total)]);
  }
  return [...groups].map(([key, totals]) => {
    const { count, p50, p95, max } = summaryOf(totals);
    const [name, connection] = key.split(' ');
    const rounded = (ms: number) => Number(ms.toFixed(2));
    return { name, connection, requests: count, p50Ms: rounded(p50), p95Ms: rounded(p95), maxMs: rounded(max) };
  });
}
