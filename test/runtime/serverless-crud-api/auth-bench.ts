import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { authEnv } from '../../../src/contract/serverless-crud-api';
import { CognitoStub, type CognitoReply } from '../../support/cognito-stub';

export const AUTH_PATH = '/v1/auth';
export const POOL = 'eu-west-1_AbCdEfGhI';
export const CLIENT = '1example23456789';
export const PASSWORD = 'Corr3ct-horse-battery';
export const SESSION = `session-${'s'.repeat(40)}`;
export const TOKENS = { IdToken: 'id.token.1', AccessToken: 'access.token.1', RefreshToken: 'refresh.token.1', ExpiresIn: 3600, TokenType: 'Bearer' };
export const SIGNED_IN: CognitoReply = { result: { AuthenticationResult: TOKENS, ChallengeParameters: {} } };

export type Answer = Omit<APIGatewayProxyResult, 'body' | 'headers'> & {
  readonly headers: { readonly [name: string]: unknown };
  /** The body as it was sent. */
  readonly text: string;
  readonly body: any;
  readonly cookies: readonly string[];
};

/** The handler as Lambda runs it, in front of a Cognito that knows only what a test taught it. */
export interface AuthBench {
  readonly cognito: CognitoStub;
  /** Everything written to standard output and error since the test began. */
  output(): string;
  post(step: string, body: unknown, more?: Partial<APIGatewayProxyEvent>): Promise<Answer>;
  send(event: Partial<APIGatewayProxyEvent>): Promise<Answer>;
}

/** Sets the bench up for a whole file of tests. */
export function useAuthBench(): AuthBench {
  const bench = {} as { cognito: CognitoStub };
  const written: string[] = [];
  let handler: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
  let requests = 0;

  beforeAll(async () => {
    bench.cognito = await CognitoStub.start();
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI',
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: bench.cognito.endpoint,
      ...authEnv.render({
        USER_POOL_ID: POOL,
        USER_POOL_CLIENT_ID: CLIENT,
        AUTH_PATH,
        REFRESH_TOKEN_SECONDS: '86400',
        SERVICE_NAME: 'tickets-auth',
        ALLOWED_ORIGINS_JSON: '["https://app.example.com"]',
      }),
    });
    ({ handler } = jest.requireActual<typeof import('../../../src/runtime/serverless-crud-api/auth.lambda')>('../../../src/runtime/serverless-crud-api/auth.lambda'));
  });
  beforeEach(() => {
    bench.cognito.forget();
    written.length = 0;
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((chunk) => { written.push(String(chunk)); return true; });
    }
  });
  afterEach(() => {
    jest.restoreAllMocks();
    bench.cognito.verify();
  });
  afterAll(() => bench.cognito.stop());

  const send = async (event: Partial<APIGatewayProxyEvent>): Promise<Answer> => {
    requests += 1;
    const { body, headers = {}, multiValueHeaders = {}, ...rest } = await handler(anEvent(event, `request-${requests}`));
    const cookies = [...(multiValueHeaders['Set-Cookie'] ?? []), headers['Set-Cookie']].filter((cookie) => cookie !== undefined).map(String);
    return { ...rest, headers, text: body, body: body === '' ? undefined : JSON.parse(body), cookies };
  };
  return Object.assign(bench, {
    output: () => written.join(''),
    send,
    post: (step: string, body: unknown, more: Partial<APIGatewayProxyEvent> = {}) => send({
      httpMethod: 'POST',
      resource: `${AUTH_PATH}/${step}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...more,
    }),
  });
}

function anEvent(event: Partial<APIGatewayProxyEvent>, requestId: string): APIGatewayProxyEvent {
  return {
    httpMethod: 'GET',
    resource: '/{proxy+}',
    path: '/',
    headers: { 'Content-Type': 'application/json' },
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    ...event,
    requestContext: { requestId, ...event.requestContext } as APIGatewayProxyEvent['requestContext'],
  };
}
