import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { v7 as uuidv7 } from 'uuid';
import { itemPages } from './item-pages';
import { itemStore } from './item-store';
import { resourceValidators } from './patch-validator';
import { loginStore } from './users-login-store';
import { usersRoutes } from './users-routes';
import { RESOURCE_FILE, VALIDATORS_FILE, type CompiledValidators, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { usersEnv, type Invitation } from '../../contract/serverless-crud-api-users';
import { serveHttp } from '../kit/http';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';
import { traceparentOf } from '../kit/traceparent';
import { traceHeader } from '../kit/xray';

const env = usersEnv.read(process.env);
const definition: ResourceDefinition = JSON.parse(readFileSync(join(__dirname, RESOURCE_FILE), 'utf8'));
// Not `require`: the bundler would look for the file, which the consumer's synth writes beside the bundle.
const validators: CompiledValidators = createRequire(__filename)(`./${VALIDATORS_FILE}`);

// Whichever fails, DynamoDB within 4 s or Cognito within 8, its first failure ends the request with a 503, before the function's 20 s are over.
const dynamodb = new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: requestLimits(1_200),
});
const cognito = new CognitoIdentityProviderClient({
  maxAttempts: 2,
  requestHandler: requestLimits(3_000),
});

const now = () => new Date().toISOString();

const routes = usersRoutes({
  definition,
  validators: resourceValidators(validators, definition),
  store: itemStore(dynamodb, { items: env.TABLE_NAME, side: env.SIDE_TABLE_NAME }, definition, now),
  pages: itemPages(dynamodb, env.TABLE_NAME, definition, now),
  newId: uuidv7,
  newTraceparent: () => traceparentOf(traceHeader(process.env)),
}, loginStore(cognito, { userPoolId: env.USER_POOL_ID, invitation: env.INVITATION as Invitation }));

/** Lambda proxy handler of the users' two paths. */
export const handler = serveHttp(routes, {
  allowedOrigins: JSON.parse(env.ALLOWED_ORIGINS_JSON),
  log: createLog(env.SERVICE_NAME),
  clock: () => performance.now(),
});
