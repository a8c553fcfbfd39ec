import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { v7 as uuidv7 } from 'uuid';
import { uploadStore } from './upload-store';
import { serveUploads } from './uploads-flow';
import { uploadsEnv, type UploadSettings } from '../../contract/order-events-pipeline-images';
import { serveHttp } from '../kit/http';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';
import { BucketSigner } from '../kit/s3-signing';
import { traceparentOf } from '../kit/traceparent';
import { traceHeader } from '../kit/xray';

const env = uploadsEnv.read(process.env);
const settings: UploadSettings = JSON.parse(env.UPLOAD_SETTINGS_JSON);
const adminGroups: readonly string[] = JSON.parse(env.ADMIN_GROUPS_JSON);
const uploads = new BucketSigner(env.UPLOADS_BUCKET_NAME, process.env);
const thumbnails = new BucketSigner(env.THUMBNAILS_BUCKET_NAME, process.env);
const store = uploadStore(new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: requestLimits(1_200),
}), env.UPLOADS_TABLE_NAME, Date.now);

/** Lambda proxy handler of the uploads' two paths. */
export const handler = serveHttp((request) => serveUploads(request, {
  ...store,
  settings,
  adminGroups,
  newId: uuidv7,
  newTraceparent: () => traceparentOf(traceHeader(process.env)),
  form: (terms) => uploads.uploadForm({ ...terms, expiresInSeconds: settings.formSeconds }, new Date()),
  link: (key) => thumbnails.link(key, settings.linkSeconds, new Date()),
}), {
  allowedOrigins: JSON.parse(env.ALLOWED_ORIGINS_JSON),
  log: createLog(env.SERVICE_NAME),
  clock: () => performance.now(),
});
