import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDbStub } from './dynamodb-stub';
import type { StubTable } from './dynamodb-table';
import { proxyEvent, type ProxyRequest } from './events';
import { BEGUN_TRACEPARENT, ticketId, type Answer } from './ticket-system';
import { UserPoolStub } from './user-pool-stub';
import { loadValidators } from './validators';
import { defineResource } from '../../src/constructs/serverless-crud-api/resource-definition';
import { compileResource } from '../../src/constructs/serverless-crud-api/resource-schema';
import { declareUsers } from '../../src/constructs/serverless-crud-api/users-declaration';
import type { UsersProps } from '../../src/constructs/serverless-crud-api/users-props';
import { SIDE_TABLE_KEY } from '../../src/contract/serverless-crud-api';
import { UNSETTLED, UNSETTLED_INDEX } from '../../src/contract/serverless-crud-api-users';
import { serveHttp } from '../../src/runtime/kit/http';
import { itemPages } from '../../src/runtime/serverless-crud-api/item-pages';
import { itemStore } from '../../src/runtime/serverless-crud-api/item-store';
import { userRows } from '../../src/runtime/serverless-crud-api/users-items';
import { loginStore } from '../../src/runtime/serverless-crud-api/users-login-store';
import { usersRoutes } from '../../src/runtime/serverless-crud-api/users-routes';
import { sweepUsers } from '../../src/runtime/serverless-crud-api/users-sweep-flow';
import { unsettledUsers } from '../../src/runtime/serverless-crud-api/users-unsettled-store';

const POOL = 'eu-west-1_AbCdEfGhI';
export const START = '2026-11-24T10:00:00.000Z';

/** An administrator. */
export const ADMIN = { 'sub': 'b3f1c2d4-0000-4000-8000-00000000000c', 'token_use': 'id', 'cognito:groups': 'admins' };

/** The id of the `n`th user made. */
export const userId = (n: number) => ticketId(n, START);

/** The users of an API, in front of a DynamoDB and a Cognito over HTTP: everything but API Gateway. */
export interface UsersSystem {
  readonly table: DynamoDbStub;
  /** Idempotency keys and unique values. */
  readonly side: StubTable;
  readonly pool: UserPoolStub;
  /** Sends a request to `/v1/users`, as an administrator unless told otherwise. */
  send(request: ProxyRequest): Promise<Answer>;
  /** Sweeps as at a time of day, ISO 8601. */
  sweep(now: string): Promise<void>;
  /** Forgets everything. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startUsersSystem(props: UsersProps = {}): Promise<UsersSystem> {
  const compiled = compileResource(defineResource('Test/users', 'users', declareUsers('Test/users', props)));
  const { definition } = compiled;
  const table = new DynamoDbStub('Users', 'id');
  table.main.indexes[UNSETTLED_INDEX] = { partitionKey: UNSETTLED, sortKey: 'updatedAt', projected: [] };
  const side = table.add('Side', SIDE_TABLE_KEY);
  const pool = await UserPoolStub.start(POOL);
  const settings = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };
  const dynamodb = new DynamoDBClient({ ...settings, endpoint: await table.listen() });
  const cognito = new CognitoIdentityProviderClient({ ...settings, endpoint: pool.cognito.endpoint });
  let made = 0;
  const store = itemStore(dynamodb, { items: 'Users', side: 'Side' }, definition, () => START);
  const logins = loginStore(cognito, { userPoolId: POOL, invitation: 'email' });
  const ignore = () => undefined;
  const log = { info: ignore, error: ignore };
  const routes = usersRoutes({
    definition,
    validators: loadValidators(compiled),
    store,
    pages: itemPages(dynamodb, 'Users', definition, () => START),
    newId: () => userId(++made),
    newTraceparent: () => BEGUN_TRACEPARENT,
  }, logins);
  const handler = serveHttp(routes, { allowedOrigins: ['*'], log, clock: () => 0 });
  return {
    table,
    side,
    pool,
    send: async (request) => {
      const resource = request.id === undefined ? '/v1/users' : '/v1/users/{id}';
      const { statusCode, headers, body } = await handler(proxyEvent({ resource, claims: ADMIN, ...request }));
      return { status: statusCode, headers: headers ?? {}, text: body, body: body === '' ? undefined : JSON.parse(body) };
    },
    sweep: (now) => sweepUsers({ rows: userRows(store), logins, unsettled: () => unsettledUsers(dynamodb, 'Users', now), hasTime: () => true, log }),
    reset: () => {
      table.reset();
      pool.reset();
      made = 0;
    },
    stop: async () => {
      dynamodb.destroy();
      cognito.destroy();
      await pool.cognito.stop();
      await table.close();
    },
  };
}
