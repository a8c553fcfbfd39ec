import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleHandlers } from '../../scripts/bundle-handlers';
import { bundleLayer } from '../../scripts/bundle-layer';
import { compileResource, type CompileOptions } from '../../src/constructs/serverless-crud-api/resource-schema';
import type { Schema } from '../../src/constructs/serverless-crud-api/validators-module';
import { notifierEnv } from '../../src/contract/cost-guard-alarms';
import { invoicesGeneratorEnv, invoiceWorkerEnv, publisherEnv } from '../../src/contract/order-events-pipeline';
import { imageProcessorEnv, uploadsEnv } from '../../src/contract/order-events-pipeline-images';
import { authEnv, crudEnv, RESOURCE_FILE, VALIDATORS_FILE } from '../../src/contract/serverless-crud-api';
import { usersEnv, usersSweepEnv } from '../../src/contract/serverless-crud-api-users';
import { INVOICE_SETTINGS } from '../support/invoices';
import { ORDER_EVENTS } from '../support/streams';

export const TABLE = 'Tickets';

/** What each handler's construct puts into its environment. */
export const ENVIRONMENTS: { readonly [bundle: string]: { readonly [name: string]: string } } = {
  'crud': crudEnv.render({ TABLE_NAME: TABLE, SIDE_TABLE_NAME: 'Side', SERVICE_NAME: 'tickets', ALLOWED_ORIGINS_JSON: '["*"]' }),
  'auth': authEnv.render({
    USER_POOL_ID: 'eu-west-1_AbCdEfGhI',
    USER_POOL_CLIENT_ID: '1example23456789',
    AUTH_PATH: '/v1/auth',
    REFRESH_TOKEN_SECONDS: '86400',
    SERVICE_NAME: 'auth',
    ALLOWED_ORIGINS_JSON: '["*"]',
  }),
  'notifier': notifierEnv.render({
    WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:hook', WEBHOOK_FORMAT: 'slack', SERVICE_NAME: 'alerts',
  }),
  'users': usersEnv.render({
    TABLE_NAME: TABLE,
    SIDE_TABLE_NAME: 'Side',
    SERVICE_NAME: 'users',
    ALLOWED_ORIGINS_JSON: '["*"]',
    USER_POOL_ID: 'eu-west-1_AbCdEfGhI',
    INVITATION: 'email',
  }),
  'users-sweep': usersSweepEnv.render({
    TABLE_NAME: TABLE, SIDE_TABLE_NAME: 'Side', SERVICE_NAME: 'users-sweep', USER_POOL_ID: 'eu-west-1_AbCdEfGhI', INVITATION: 'email',
  }),
  'invoice-worker': invoiceWorkerEnv.render({
    QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111111111111/invoices',
    DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111111111111/invoices-dlq',
    SERVICE_NAME: 'invoice_worker',
    INVOICES_TABLE_NAME: 'Invoices',
    INVOICES_BUCKET_NAME: 'invoices',
    INVOICE_SETTINGS_JSON: JSON.stringify(INVOICE_SETTINGS),
    ENTITY: 'order',
    CREATED_TYPE: 'ORDER_CREATED',
  }),
  'invoices-generator': invoicesGeneratorEnv.render({
    INVOICES_TABLE_NAME: 'Invoices',
    INVOICES_BUCKET_NAME: 'invoices',
    ORDERS_TABLE_NAME: 'Orders',
    KEY_ATTRIBUTE: 'orderId',
    OWNER_ATTRIBUTE: 'userId',
    ADMIN_GROUPS_JSON: '["admin"]',
    SERVICE_NAME: 'invoices_generator',
    ALLOWED_ORIGINS_JSON: '["*"]',
  }),
  'uploads': uploadsEnv.render({
    UPLOADS_TABLE_NAME: 'Uploads',
    UPLOADS_BUCKET_NAME: 'photos',
    THUMBNAILS_BUCKET_NAME: 'photos',
    UPLOAD_SETTINGS_JSON: JSON.stringify({ bytesMax: 10_485_760, formSeconds: 600, linkSeconds: 300 }),
    ADMIN_GROUPS_JSON: '["admin"]',
    SERVICE_NAME: 'uploads',
    ALLOWED_ORIGINS_JSON: '["*"]',
  }),
  'image-processor': imageProcessorEnv.render({
    QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111111111111/images',
    DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111111111111/images-dlq',
    SERVICE_NAME: 'image_processor',
    UPLOADS_TABLE_NAME: 'Uploads',
    UPLOADS_BUCKET_NAME: 'photos',
    THUMBNAILS_BUCKET_NAME: 'photos',
    IMAGE_SETTINGS_JSON: JSON.stringify({ bytesMax: 10_485_760, pixelsMax: 50_000_000, sizes: [160, 640, 1_280], quality: 80, prefix: 'thumbnails/' }),
  }),
  'publisher': publisherEnv.render({
    TOPIC_ARN: 'arn:aws:sns:eu-west-1:111111111111:order-events',
    SET_ASIDE_BUCKET_NAME: 'set-aside',
    EVENTS_JSON: JSON.stringify(ORDER_EVENTS),
    SERVICE_NAME: 'publisher',
  }),
};

/** What Lambda itself sets, and nothing of the process that asks. */
export const LAMBDA = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI',
  AWS_SESSION_TOKEN: 'token',
  AWS_LAMBDA_FUNCTION_NAME: 'bundle-under-test',
};

/**
 * The handlers' folders as they are deployed: each bundle, beside the CRUD ones what the construct lays there, and the layer.
 * @param declared what the resource declares besides its schema
 */
export async function layShippedBundles(schema: Schema, declared: Partial<CompileOptions> = {}): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'shipped-'));
  await Promise.all([bundleHandlers(out), bundleLayer(out)]);
  const { definition, validators } = compileResource({ where: 'Test/Tickets', name: 'tickets', partitionKey: 'id', concurrency: 'optional', schema, ...declared });
  for (const bundle of ['crud', 'crud-layered', 'users', 'users-sweep']) {
    writeFileSync(join(out, bundle, RESOURCE_FILE), JSON.stringify(definition));
    writeFileSync(join(out, bundle, VALIDATORS_FILE), validators);
  }
  return out;
}

export interface FreshProcess {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a CommonJS script in a `node` of its own that knows only the environment given. */
export async function runFresh(script: string, args: readonly string[], env: { readonly [name: string]: string }): Promise<FreshProcess> {
  try {
    return { ...await promisify(execFile)(process.execPath, ['-e', script, ...args], { env }), code: 0 };
  } catch (error) {
    return error as FreshProcess & Error;
  }
}
