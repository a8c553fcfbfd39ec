import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectVersionsCommand, S3Client, type ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import type { RunningSystem } from '../../examples/reference-system/local/bring-up';
import { readPdf } from '../../test/support/pdf-text';

/** What is there in the end. */
export interface Ledger {
  readonly files: number;
  /** Orders without a file of theirs. */
  readonly lost: readonly string[];
  /** Files that were written again, of no order, or that share a number. */
  readonly doubled: readonly string[];
  /** Numbers of the series that no file has, and those beyond the last. */
  readonly gaps: readonly number[];
  /** Files whose printed number is not that of their order. */
  readonly wrong: readonly string[];
}

export async function countFiles({ clientConfig, outputs }: RunningSystem): Promise<number> {
  const s3 = new S3Client({ ...clientConfig, forcePathStyle: true });
  try { return (await versionsOf(s3, outputs.stacks.Events.InvoicesBucketName)).size; } finally { s3.destroy(); }
}

/** How often each file was written. */
async function versionsOf(s3: S3Client, Bucket: string): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  let listed: ListObjectVersionsCommandOutput | undefined;
  do {
    listed = await s3.send(new ListObjectVersionsCommand({
      Bucket, Prefix: 'invoices/', KeyMarker: listed?.NextKeyMarker, VersionIdMarker: listed?.NextVersionIdMarker,
    }));
    for (const { Key } of listed.Versions ?? []) { versions.set(Key!, (versions.get(Key!) ?? 0) + 1); }
  } while (listed.IsTruncated);
  return versions;
}

/** Reads every invoice, every number and every order's. */
export async function readLedger(system: RunningSystem, orderIds: readonly string[]): Promise<Ledger> {
  const s3 = new S3Client({ ...system.clientConfig, forcePathStyle: true });
  const tables = new DynamoDBClient(system.clientConfig);
  const { InvoicesBucketName: Bucket, InvoiceNumbersTableName: TableName } = system.outputs.stacks.Events;
  const versions = await versionsOf(s3, Bucket);
  const numbers = new Map<string, number>();
  for await (const page of paginateScan({ client: tables }, { TableName, ConsistentRead: true })) {
    for (const { key, number } of page.Items ?? []) {
      if (number && key.S!.startsWith('order#')) { numbers.set(key.S!.slice('order#'.length), Number(number.N)); }
    }
  }
  const printed = new Map<string, number>();
  for (const Key of versions.keys()) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const [page] = readPdf(await Body!.transformToByteArray()).pages;
    printed.set(orderOf(Key), Number(/F\d{4}-(\d{6})/.exec(page)?.[1]));
  }
  s3.destroy();
  tables.destroy();

  const orders = new Set(orderIds);
  const taken = [...printed.values()];
  return {
    files: versions.size,
    lost: orderIds.filter((id) => !printed.has(id)),
    doubled: [
      ...[...versions].filter(([key, count]) => count > 1 || !orders.has(orderOf(key))).map(([key]) => key),
      ...taken.filter((number, i) => taken.indexOf(number) < i).map((number) => `number ${number}`),
    ],
    gaps: Array.from({ length: Math.max(orderIds.length, ...numbers.values()) }, (_, i) => i + 1).filter((number) => !taken.includes(number)),
    wrong: [...printed].filter(([id, number]) => numbers.get(id) !== number).map(([id]) => id),
  };
}

const orderOf = (key: string) => decodeURIComponent(key.slice('invoices/'.length, -'.pdf'.length));
