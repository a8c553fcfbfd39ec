import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { itemStore } from './item-store';
import { userRows } from './users-items';
import { loginStore } from './users-login-store';
import { sweepUsers } from './users-sweep-flow';
import { unsettledUsers } from './users-unsettled-store';
import { RESOURCE_FILE, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { usersSweepEnv, type Invitation } from '../../contract/serverless-crud-api-users';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';

const env = usersSweepEnv.read(process.env);
const definition: ResourceDefinition = JSON.parse(readFileSync(join(__dirname, RESOURCE_FILE), 'utf8'));

/** Milliseconds that settling one user takes at most, and the time to tell of it. */
const USER_MS_MAX = 30_000;

const dynamodb = new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: requestLimits(1_200),
});
const cognito = new CognitoIdentityProviderClient({
  maxAttempts: 3,
  requestHandler: requestLimits(3_000),
});

const now = () => new Date().toISOString();
const rows = userRows(itemStore(dynamodb, { items: env.TABLE_NAME, side: env.SIDE_TABLE_NAME }, definition, now));
const logins = loginStore(cognito, { userPoolId: env.USER_POOL_ID, invitation: env.INVITATION as Invitation });
const log = createLog(env.SERVICE_NAME);

/** Invoked on a schedule; what invokes it is of no interest. */
export const handler = (_event: unknown, context: Context): Promise<void> => sweepUsers({
  rows,
  logins,
  log,
  unsettled: () => unsettledUsers(dynamodb, env.TABLE_NAME, now()),
  hasTime: () => context.getRemainingTimeInMillis() > USER_MS_MAX,
});
