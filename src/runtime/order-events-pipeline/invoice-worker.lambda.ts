import { inflateRawSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import bold from './fonts/NotoSans-Bold.ttf';
import regular from './fonts/NotoSans-Regular.ttf';
import { drawInvoice } from './invoice-document';
import { invoiceFileStore } from './invoice-file-store';
import { invoiceNumberStore } from './invoice-number-store';
import { issueInvoice } from './issue-invoice-flow';
import { queueStore } from './queue-store';
import { describeEvent, readEvent } from './read-event';
import { invoiceWorkerEnv, RECEIVES_MAX, type InvoiceSettings } from '../../contract/order-events-pipeline';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';
import { serveQueue } from '../kit/sqs';
import { openTrueType } from '../kit/truetype';

const env = invoiceWorkerEnv.read(process.env);
const settings: InvoiceSettings = JSON.parse(env.INVOICE_SETTINGS_JSON);
const options = {
  maxAttempts: 3,
  requestHandler: requestLimits(3_000),
};

const numbers = invoiceNumberStore(new DynamoDBClient(options), env.INVOICES_TABLE_NAME);
const keep = invoiceFileStore(new S3Client(options), env.INVOICES_BUCKET_NAME);
const fonts = { regular: openTrueType(inflateRawSync(regular), 'NotoSans-Regular'), bold: openTrueType(inflateRawSync(bold), 'NotoSans-Bold') };

/** Writes the invoices of the orders in a batch. */
export const handler = serveQueue((message) => issueInvoice(readEvent(message), {
  ...numbers,
  settings,
  entity: env.ENTITY,
  createdType: env.CREATED_TYPE,
  keep,
  now: () => new Date().toISOString(),
  draw: (invoice) => drawInvoice(invoice, settings, fonts),
}), {
  ...queueStore(new SQSClient(options), env.QUEUE_URL, env.DEAD_LETTER_QUEUE_URL),
  describe: describeEvent,
  random: Math.random,
  clock: () => performance.now(),
  log: createLog(env.SERVICE_NAME),
}, { receivesMax: RECEIVES_MAX });
