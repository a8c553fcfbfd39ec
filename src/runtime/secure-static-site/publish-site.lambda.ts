import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { archiveRelease, releaseId, type PublicationTime } from './archive-release';
import { edgeCache } from './edge-cache';
import { publish, rollBack, storedRelease, sweep, type Publication, type PublishPorts } from './publish-flow';
import { siteStore } from './site-store';
import { publisherEnv, type PublicationProperties } from '../../contract/secure-static-site';
import { answerCloudFormation, NEVER_MADE } from '../kit/custom-resource';
import { createLog } from '../kit/log';

/** Kept free at the end of an invocation to bring back the release before, and to answer. */
const RESERVE_MS = 90_000;
/** For another publication to end, or for IAM to tell S3 of a permission. */
const PATIENCE_MS = 60_000;

const env = publisherEnv.read(process.env);
const s3 = new S3Client({ maxAttempts: 6 });
const log = createLog(env.SERVICE_NAME);
const store = siteStore(s3, env.BUCKET_NAME);
const ports: PublishPorts = {
  records: store.records,
  restore: store.restore,
  remove: store.remove,
  invalidate: edgeCache(new CloudFrontClient({ maxAttempts: 6 }), env.DISTRIBUTION_ID, log),
  now: () => Date.now(),
  retentionMs: Number(env.RETENTION_SECONDS) * 1000,
};

type Command = { readonly rollBackTo: string } | { readonly sweep: true } | { readonly list: true };

/** CloudFormation's requests, the daily sweep, and an operator's `{"rollBackTo":"previous"}` and `{"list":true}`. */
export async function handler(event: CloudFormationCustomResourceEvent | Command, context: Context): Promise<unknown> {
  if ('RequestType' in event) { return answerCloudFormation(event, () => fulfil(event, context)); }
  if ('list' in event) { return (await store.records.current()).history; }
  const { patientUntil } = timeOf(context);
  if ('rollBackTo' in event) { return store.alone(context.awsRequestId, patientUntil, () => logged('rolled back', rollBack(event.rollBackTo, ports))); }
  if ('sweep' in event) { return store.alone(context.awsRequestId, patientUntil, () => logged('swept', sweep(ports))); }
  throw new Error('the event is none of this handler: send {"rollBackTo":"previous"}, {"rollBackTo":"<release>"}, {"list":true} or {"sweep":true}');
}

async function fulfil(event: CloudFormationCustomResourceEvent, context: Context) {
  const properties = event.ResourceProperties as unknown as PublicationProperties;
  if (event.RequestType === 'Delete') {
    const served = (await store.records.current()).release !== '';
    if (properties.EmptyOnDelete === 'true' || (event.PhysicalResourceId === NEVER_MADE && !served)) { await store.empty(); }
    return { physicalResourceId: event.PhysicalResourceId };
  }
  const release = releaseId(properties);
  const time = timeOf(context);
  await store.alone(event.RequestId, time.patientUntil, async () => {
    // A release that was served before, as when a stack rolls back, is still in the bucket.
    const known = await store.records.release(release);
    const toServe = known ? storedRelease(known, ports) : await archiveRelease(s3, env.BUCKET_NAME, store, properties, time);
    const policy = properties.Policy ?? '';
    return logged('published', publish({ ...toServe, policy }, ports, { policy }));
  });
  return { physicalResourceId: `${env.BUCKET_NAME}-site`, data: { Release: release } };
}

function timeOf(context: Context): PublicationTime {
  const left = Math.max(1, context.getRemainingTimeInMillis() - RESERVE_MS);
  return { signal: AbortSignal.timeout(left), patientUntil: Date.now() + Math.min(PATIENCE_MS, left) };
}

async function logged(message: string, done: Promise<Publication | undefined>) {
  const result = await done;
  log.info(message, { ...result });
  return result;
}
