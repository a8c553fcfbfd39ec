import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { authRoutes } from './auth-routes';
import { createCognitoStore } from './cognito-store';
import { refreshCookie } from './refresh-cookie';
import { authEnv } from '../../contract/serverless-crud-api';
import { serveHttp } from '../kit/http';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';

const env = authEnv.read(process.env);

// Three attempts of 3 s and their waits: the answer is a 503 of this handler before its 10 s are over.
const client = new CognitoIdentityProviderClient({
  maxAttempts: 3,
  requestHandler: requestLimits(3_000),
});

/** Logs users in, and answers every path that no route has. */
export const handler = serveHttp(
  authRoutes({
    path: env.AUTH_PATH,
    cookie: refreshCookie(env.AUTH_PATH, Number(env.REFRESH_TOKEN_SECONDS)),
    identities: createCognitoStore(client, { userPoolId: env.USER_POOL_ID, clientId: env.USER_POOL_CLIENT_ID }),
  }),
  {
    allowedOrigins: JSON.parse(env.ALLOWED_ORIGINS_JSON),
    log: createLog(env.SERVICE_NAME),
    clock: () => performance.now(),
  },
);
