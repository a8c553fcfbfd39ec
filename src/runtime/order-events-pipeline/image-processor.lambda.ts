import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { imageCodecs } from './image-codecs';
import { imageFileStore } from './image-file-store';
import { makeThumbnails } from './make-thumbnails';
import { describeImages, processImages } from './process-image-flow';
import { queueStore } from './queue-store';
import { uploadStore } from './upload-store';
import { imageProcessorEnv, type ImageSettings } from '../../contract/order-events-pipeline-images';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';
import { serveQueue } from '../kit/sqs';

const env = imageProcessorEnv.read(process.env);
const settings: ImageSettings = JSON.parse(env.IMAGE_SETTINGS_JSON);
const options = {
  maxAttempts: 3,
  requestHandler: requestLimits(10_000),
};

const codecs = imageCodecs();
const uploads = uploadStore(new DynamoDBClient(options), env.UPLOADS_TABLE_NAME, Date.now);
const files = imageFileStore(new S3Client(options), { uploads: env.UPLOADS_BUCKET_NAME, thumbnails: env.THUMBNAILS_BUCKET_NAME }, settings);
const log = createLog(env.SERVICE_NAME);

/** Makes the thumbnails of what was uploaded, or sets it aside. */
export const handler = serveQueue((message) => processImages(message, {
  ...uploads,
  ...files,
  makeThumbnails: (bytes) => makeThumbnails(bytes, settings, codecs),
  tell: (key, origin) => log.info('image', { upload: key, ...origin }),
  setAside: async (key, reason) => {
    await files.setAside(key, reason);
    log.info('image set aside', { upload: key, reason });
  },
}), {
  ...queueStore(new SQSClient(options), env.QUEUE_URL, env.DEAD_LETTER_QUEUE_URL),
  describe: describeImages,
  random: Math.random,
  clock: () => performance.now(),
  log,
});
