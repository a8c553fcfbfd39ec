import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createLog } from '../src/runtime/kit/log';
import { serveQueue } from '../src/runtime/kit/sqs';
import { describeEvent, readEvent } from '../src/runtime/order-events-pipeline/read-event';

const s3 = new S3Client({ forcePathStyle: true });

/** An effect once an event, by its name: as the library's own workers do it. */
export const handler = serveQueue(async (message) => {
  const { subject, data } = readEvent(message);
  await s3.send(new PutObjectCommand({ Bucket: 'effects', Key: subject, Body: JSON.stringify(data), IfNoneMatch: '*' }));
}, {
  hide: async () => undefined, giveUp: async () => undefined, describe: describeEvent, random: Math.random, clock: () => performance.now(), log: createLog('worker'),
});
