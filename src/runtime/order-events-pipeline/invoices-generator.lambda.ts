import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { invoiceNumberStore } from './invoice-number-store';
import { offerInvoice } from './offer-invoice-flow';
import { orderOwnerStore } from './order-owner-store';
import { INVOICE_LINK_SECONDS, invoicesGeneratorEnv } from '../../contract/order-events-pipeline';
import { serveHttp } from '../kit/http';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';

const env = invoicesGeneratorEnv.read(process.env);
const adminGroups: readonly string[] = JSON.parse(env.ADMIN_GROUPS_JSON);
const options = {
  maxAttempts: 3,
  requestHandler: requestLimits(1_200),
};
const tables = new DynamoDBClient(options);
const files = new S3Client(options);
const numbers = invoiceNumberStore(tables, env.INVOICES_TABLE_NAME);

/** Lambda proxy handler of an order's invoice. */
export const handler = serveHttp((request) => offerInvoice(request, {
  adminGroups,
  findInvoice: numbers.find,
  findOwner: orderOwnerStore(tables, env.ORDERS_TABLE_NAME, env.KEY_ATTRIBUTE, env.OWNER_ATTRIBUTE),
  link: (key, name) => getSignedUrl(files, new GetObjectCommand({
    Bucket: env.INVOICES_BUCKET_NAME,
    Key: key,
    ResponseContentDisposition: `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
    ResponseContentType: 'application/pdf',
  }), { expiresIn: INVOICE_LINK_SECONDS }),
}), {
  allowedOrigins: JSON.parse(env.ALLOWED_ORIGINS_JSON),
  log: createLog(env.SERVICE_NAME),
  clock: () => performance.now(),
});
