import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { SetAside } from './places';
import { FAILED_INVOCATIONS_PREFIX, SET_ASIDE_PREFIX } from '../../contract/order-events-pipeline';
import type { StreamRecord } from '../../runtime/order-events-pipeline/derive-event';
import type { Aws } from '../aws';
import { CommandError } from '../command';

/** What an object of the bucket holds. */
export type AsideContent =
  | { readonly kind: 'record'; readonly reason: string; readonly record: StreamRecord }
  | { readonly kind: 'invocation'; readonly condition: string; readonly records: readonly StreamRecord[] }
  | { readonly kind: 'unknown' };

/** Keys of what is set aside, in the order in which the changes were made, as far as the keys tell. @param max stop after */
export async function asideKeys({ name }: SetAside, s3: Aws['s3'], max = Infinity): Promise<string[]> {
  const keys: string[] = [];
  for (const Prefix of [FAILED_INVOCATIONS_PREFIX, SET_ASIDE_PREFIX]) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: name, Prefix })) {
      keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
      if (keys.length >= max) { return keys.slice(0, max); }
    }
  }
  return keys;
}

/** @throws CommandError for a key that is not there */
export function chosenKeys(place: SetAside, keys: readonly string[], wanted: readonly string[]): readonly string[] {
  const missing = wanted.filter((key) => !keys.includes(key));
  if (missing.length > 0) { throw new CommandError(`not found in ${place.name}: ${missing.join(', ')}`); }
  return wanted.length > 0 ? wanted : keys;
}

export async function readAside({ name }: SetAside, key: string, s3: Aws['s3']): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
  return await Body?.transformToString('utf-8') ?? '';
}

export async function deleteAside({ name }: SetAside, key: string, s3: Aws['s3']) {
  await s3.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html: `payload` is the whole event as text. */
export function contentOf(text: string): AsideContent {
  const content = parsed(text);
  if (content?.record) { return { kind: 'record', reason: String(content.reason), record: content.record }; }
  const records = parsed(content?.payload)?.Records;
  if (Array.isArray(records)) { return { kind: 'invocation', condition: String(content?.requestContext?.condition ?? 'the reason is not told'), records }; }
  return { kind: 'unknown' };
}

function parsed(text: unknown): any {
  if (typeof text !== 'string') { return text; }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
