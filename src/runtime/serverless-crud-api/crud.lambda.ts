import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { v7 as uuidv7 } from 'uuid';
import { beforeWriteFunction } from './before-write-function';
import { crudRoutes } from './crud-routes';
import { itemPages } from './item-pages';
import { itemStore } from './item-store';
import { resourceValidators } from './patch-validator';
import { crudEnv, RESOURCE_FILE, VALIDATORS_FILE, type CompiledValidators, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { serveHttp } from '../kit/http';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';
import { traceparentOf } from '../kit/traceparent';
import { traceHeader } from '../kit/xray';

const env = crudEnv.read(process.env);
const definition: ResourceDefinition = JSON.parse(readFileSync(join(__dirname, RESOURCE_FILE), 'utf8'));
// Not `require`: the bundler would look for the file, which the consumer's synth writes beside the bundle.
const validators: CompiledValidators = createRequire(__filename)(`./${VALIDATORS_FILE}`);

/**
 * A request ends within 4 s: three attempts of 1.2 s and their short waits, or three that are throttled at once and up
 * to 3 s of waits. A patch that reads before it writes makes two, and still answers 503 before its 10 s are over; with a
 * function to ask twice, 5 s each, and a write more, it does so before its 25 s are.
 */
const client = new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: requestLimits(1_200),
});

const { BEFORE_WRITE_FUNCTION_ARN: hookArn } = env;
const lambda = hookArn === undefined ? undefined : new LambdaClient({
  maxAttempts: 1,
  requestHandler: requestLimits(5_000),
});

const now = () => new Date().toISOString();

const routes = crudRoutes({
  definition,
  validators: resourceValidators(validators, definition),
  store: itemStore(client, { items: env.TABLE_NAME, side: env.SIDE_TABLE_NAME }, definition, now),
  pages: itemPages(client, env.TABLE_NAME, definition, now),
  ...(lambda && hookArn !== undefined && { beforeWrite: beforeWriteFunction(lambda, hookArn) }),
  newId: uuidv7,
  newTraceparent: () => traceparentOf(traceHeader(process.env)),
});

/** Lambda proxy handler of one resource's two paths. */
export const handler = serveHttp(routes, {
  allowedOrigins: JSON.parse(env.ALLOWED_ORIGINS_JSON),
  log: createLog(env.SERVICE_NAME),
  clock: () => performance.now(),
});
