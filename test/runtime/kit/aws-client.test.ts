import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as realCognito from '@aws-sdk/client-cognito-identity-provider';
import * as realDynamoDb from '@aws-sdk/client-dynamodb';
import * as realLambda from '@aws-sdk/client-lambda';
import { SignatureV4 } from '@smithy/signature-v4';
import * as cognito from '../../../src/runtime/kit/cognito-client';
import * as dynamoDb from '../../../src/runtime/kit/dynamodb-client';
import * as lambda from '../../../src/runtime/kit/lambda-client';
import { requestLimits } from '../../../src/runtime/kit/request-limits';

/** What one attempt sent. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Reply = (response: ServerResponse) => void;

const sent: Sent[] = [];
const replies: Reply[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    sent.push({ method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    (replies.shift() ?? json(200, {}))(response);
  });
});

/** The two clients that a handler can be given, as the handlers make them. */
const OPTIONS = { maxAttempts: 3, requestHandler: requestLimits(300) };
const ENV = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI', AWS_SESSION_TOKEN: 'token' };
const before = { ...process.env };

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(() => {
  process.env = { ...before, ...ENV, AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  sent.length = 0;
  replies.length = 0;
});
afterAll(() => {
  process.env = before;
  server.closeAllConnections();
  server.close();
});

function json(status: number, body: object, headers: { [name: string]: string } = {}): Reply {
  return (response) => response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': 'REQUEST-1', ...headers }).end(JSON.stringify(body));
}

const hangsUp: Reply = (response) => { response.socket!.destroy(); };
const breaksOff: Reply = (response) => {
  response.writeHead(200, { 'Content-Length': '100' });
  response.write('{"Item":', () => response.socket!.destroy());
};
const stopsHalfway: Reply = (response) => { response.writeHead(200, { 'Content-Length': '100' }).write('{"Item":'); };
const neverAnswers: Reply = () => undefined;

/** What came of a call: what it returned or threw, and the attempts it took. */
async function outcome(call: () => Promise<any>, answers: readonly Reply[]) {
  sent.length = 0;
  replies.splice(0, replies.length, ...answers);
  try {
    const { $metadata, ...output } = await call();
    const { httpStatusCode, requestId, attempts: told } = $metadata;
    return { output, httpStatusCode, requestId, attempts: sent.length, told };
  } catch (error: any) {
    const { name, message, code, $fault, $metadata: { httpStatusCode, attempts: told }, Item, CancellationReasons } = error;
    return { name, message, code, $fault, Item, CancellationReasons, httpStatusCode, attempts: sent.length, told };
  }
}

const ITEM = { id: { S: 'a "quoted" ñ' }, price: { N: '1.50' }, tags: { L: [{ S: 'x' }, { NULL: true }] }, gift: { BOOL: false }, to: { M: {} } };
const error = (type: string, more: object = {}) => ({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: `${type} said`, ...more });

const COMMANDS: { readonly [name: string]: (sdk: any) => any } = {
  PutItem: (sdk) => new sdk.PutItemCommand({
    TableName: 'T',
    Item: ITEM,
    ConditionExpression: 'attribute_not_exists(#pk)',
    ExpressionAttributeNames: { '#pk': 'id' },
  }),
  GetItem: (sdk) => new sdk.GetItemCommand({ TableName: 'T', Key: { id: { S: 'a' } }, ConsistentRead: true }),
  UpdateItem: (sdk) => new sdk.UpdateItemCommand({
    TableName: 'T',
    Key: { id: { S: 'a' } },
    UpdateExpression: 'SET a = :a',
    ExpressionAttributeValues: { ':a': { N: '1' } },
  }),
  DeleteItem: (sdk) => new sdk.DeleteItemCommand({ TableName: 'T', Key: { id: { S: 'a' } }, ReturnValues: undefined }),
  Scan: (sdk) => new sdk.ScanCommand({ TableName: 'T', Limit: 20 }),
  Query: (sdk) => new sdk.QueryCommand({ TableName: 'T', IndexName: 'i', KeyConditionExpression: 'a = :a', ExpressionAttributeValues: { ':a': { S: 'b' } } }),
  BatchGetItem: (sdk) => new sdk.BatchGetItemCommand({ RequestItems: { T: { Keys: [{ id: { S: 'a' } }] } } }),
  TransactWriteItems: (sdk) => new sdk.TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 'T', Item: ITEM } }], ClientRequestToken: 'once' }),
};

const ANSWERS: { readonly [sentence: string]: readonly Reply[] } = {
  'an item': [json(200, { Item: ITEM, ConsumedCapacity: { TableName: 'T', CapacityUnits: 0.5 } })],
  'nothing': [json(200, {})],
  'a condition that failed': [json(400, error('ConditionalCheckFailedException', { Item: ITEM }))],
  'a transaction that was cancelled': [json(400, error('TransactionCanceledException', { CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: ITEM }, { Code: 'None' }] }))],
  'a validation error': [json(400, error('ValidationException'))],
  'a message in capitals': [json(400, { __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'not allowed' })],
  'no message': [json(400, { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException' })],
  'an error that no list has': [json(418, error('TeapotException'))],
  'a throttle, then an answer': [json(400, error('ThrottlingException')), json(200, { Item: ITEM })],
  'throttles only': Array(3).fill(json(400, error('ProvisionedThroughputExceededException'))),
  'a 500, then an answer': [json(500, error('InternalServerError')), json(200, {})],
  '503s only': Array(3).fill(json(503, error('ServiceUnavailable'))),
  'a 501': [json(501, error('NotImplemented'))],
  'a connection that breaks, then an answer': [hangsUp, json(200, {})],
  'an answer that breaks off, then an answer': [breaksOff, json(200, { Item: ITEM })],
  'an answer that stops halfway, then an answer': [stopsHalfway, json(200, { Item: ITEM })],
  'no answer in time': Array(3).fill(neverAnswers),
  'an expired signature, then an answer': [json(400, { __type: 'InvalidSignatureException', message: 'Signature expired: 1 is now earlier than 2' }), json(200, {})],
};

describe('the small client does what the SDK’s does', () => {
  test.each(Object.keys(COMMANDS))('%s is the same request', async (name) => {
    const command = COMMANDS[name];
    const theirs = await requestOf(new realDynamoDb.DynamoDBClient(OPTIONS), command(realDynamoDb));
    const ours = await requestOf(new dynamoDb.DynamoDBClient(OPTIONS), command(dynamoDb));
    expect(ours).toEqual(theirs);
  });

  test.each(Object.keys(ANSWERS))('%s is the same outcome, after as many attempts', async (sentence) => {
    jest.spyOn(Math, 'random').mockReturnValue(0.01); // waits between attempts are random parts of up to 2 s
    const theirs = await outcome(() => new realDynamoDb.DynamoDBClient(OPTIONS).send(COMMANDS.GetItem(realDynamoDb)), ANSWERS[sentence]);
    const ours = await outcome(() => new dynamoDb.DynamoDBClient(OPTIONS).send(COMMANDS.GetItem(dynamoDb) as any), ANSWERS[sentence]);
    expect(ours).toEqual(theirs);
    expect(ours.attempts).toBe(ANSWERS[sentence].length);
  });

  test('its exceptions are told by instanceof', async () => {
    const client = new dynamoDb.DynamoDBClient(OPTIONS);
    for (const name of ['ConditionalCheckFailedException', 'TransactionCanceledException'] as const) {
      replies.push(json(400, error(name)));
      await expect(client.send(COMMANDS.GetItem(dynamoDb))).rejects.toBeInstanceOf(dynamoDb[name]);
    }
  });

  test('a proxy’s page in place of an error is an error with its status', async () => {
    replies.push(...Array(3).fill((response: ServerResponse) => response.writeHead(503).end('<html>')));
    await expect(new dynamoDb.DynamoDBClient(OPTIONS).send(COMMANDS.GetItem(dynamoDb)))
      .rejects.toMatchObject({ $metadata: { httpStatusCode: 503, attempts: 3 } });
  });

  test('a transaction without a token is given one, the same for all its attempts, so that it is made once', async () => {
    replies.push(json(500, error('InternalServerError')), json(200, {}));
    await new dynamoDb.DynamoDBClient(OPTIONS).send(new dynamoDb.TransactWriteItemsCommand({ TransactItems: [] }));
    const tokens = sent.map(({ body }) => JSON.parse(body).ClientRequestToken);
    expect(tokens).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), tokens[0]]);
  });

  test('a caller may end a request', async () => {
    replies.push(neverAnswers);
    const abort = new AbortController();
    const call = new dynamoDb.DynamoDBClient(OPTIONS).send(COMMANDS.GetItem(dynamoDb), { abortSignal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(sent).toHaveLength(1);
  });

  test('signatures are those of the SDK’s signer', async () => {
    await new dynamoDb.DynamoDBClient(OPTIONS).send(COMMANDS.PutItem(dynamoDb));
    const [{ headers, body }] = sent;
    const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization!)![1].split(';');
    expect(signed).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target', 'x-amz-security-token', 'x-amz-content-sha256', 'content-type']));
    expect(await signatureOf('dynamodb', headers, signed, body)).toBe(headers.authorization);
  });
});

describe('Cognito', () => {
  const command = (sdk: any) => new sdk.AdminInitiateAuthCommand({ UserPoolId: 'p', ClientId: 'c', AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ñ' } });

  test('is asked as the SDK asks', async () => {
    const theirs = await requestOf(new realCognito.CognitoIdentityProviderClient(OPTIONS), command(realCognito));
    expect(await requestOf(new cognito.CognitoIdentityProviderClient(OPTIONS), command(cognito))).toEqual(theirs);
  });

  test.each<[string, Reply[]]>([
    ['tokens', [json(200, { AuthenticationResult: { IdToken: 'i', ExpiresIn: 900 }, ChallengeParameters: {} })]],
    ['a refusal', [json(400, { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' }, { 'x-amzn-ErrorType': 'NotAuthorizedException:' })]],
    ['too many requests, then tokens', [json(400, { __type: 'TooManyRequestsException', message: 'slow' }), json(200, {})]],
  ])('%s: the same outcome', async (_, answers) => {
    const theirs = await outcome(() => new realCognito.CognitoIdentityProviderClient(OPTIONS).send(command(realCognito)), answers);
    expect(await outcome(() => new cognito.CognitoIdentityProviderClient(OPTIONS).send(command(cognito)), answers)).toEqual(theirs);
  });
});

describe('Lambda', () => {
  const FunctionName = 'arn:aws:lambda:eu-west-1:123456789012:function:hook';
  const command = (sdk: any) => new sdk.InvokeCommand({ FunctionName, InvocationType: 'RequestResponse', Payload: Buffer.from('{"a":1}') });
  const answers: { [sentence: string]: Reply[] } = {
    'an answer': [json(200, { item: {} }, { 'X-Amz-Executed-Version': '$LATEST' })],
    'a function that crashed': [json(200, { errorMessage: 'x' }, { 'X-Amz-Function-Error': 'Unhandled' })],
    'a throttle, then an answer': [json(429, { Reason: 'r', message: 'Rate exceeded' }, { 'x-amzn-ErrorType': 'TooManyRequestsException' }), json(200, {})],
    'a function that is gone': [json(404, { Message: 'no' }, { 'x-amzn-ErrorType': 'ResourceNotFoundException:http://internal.amazon.com/coral/' })],
  };

  test('is asked as the SDK asks', async () => {
    const theirs = await requestOf(new realLambda.LambdaClient(OPTIONS), command(realLambda));
    expect(await requestOf(new lambda.LambdaClient(OPTIONS), command(lambda))).toEqual(theirs);
  });

  test.each(Object.keys(answers))('%s: the same outcome', async (sentence) => {
    jest.spyOn(Math, 'random').mockReturnValue(0.01);
    const readable = async (call: Promise<any>) => {
      const { Payload, ...output } = await call;
      return { ...output, text: Payload && Buffer.from(Payload).toString('utf8') };
    };
    const theirs = await outcome(() => readable(new realLambda.LambdaClient(OPTIONS).send(command(realLambda))), answers[sentence]);
    expect(await outcome(() => readable(new lambda.LambdaClient(OPTIONS).send(command(lambda))), answers[sentence])).toEqual(theirs);
  });
});

describe('the trace that a request belongs to', () => {
  const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0;Lineage=a87bd80c:1';
  const traceSent = async () => {
    await new dynamoDb.DynamoDBClient(OPTIONS).send(COMMANDS.GetItem(dynamoDb));
    return sent[0].headers['x-amzn-trace-id'];
  };
  beforeEach(() => Object.assign(process.env, { AWS_LAMBDA_FUNCTION_NAME: 'function', _X_AMZN_TRACE_ID: TRACE }));

  test('is told to the service as it is, when it is not sampled', async () => {
    expect(await traceSent()).toBe(TRACE);
  });

  test('goes on from the subsegment of the call, when it is', async () => {
    Object.assign(process.env, { _X_AMZN_TRACE_ID: TRACE.replace('Sampled=0', 'Sampled=1'), AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9' });
    expect(await traceSent()).toMatch(/^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=(?!53995c3f42cd8ad8)[0-9a-f]{16};Sampled=1;Lineage=a87bd80c:1$/);
  });

  test.each([
    ['one table', new dynamoDb.GetItemCommand({ TableName: 'T' }), { table_name: 'T' }],
    ['the tables of a transaction', new dynamoDb.TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName: 'T' } }, { Update: { TableName: 'Side' } }, { Put: { TableName: 'Side' } }],
    }), { table_names: ['T', 'Side'] }],
    ['the tables of a batch', new dynamoDb.BatchGetItemCommand({ RequestItems: { T: {}, Side: {} } }), { table_names: ['T', 'Side'] }],
    ['a function', new lambda.InvokeCommand({ FunctionName: 'hook' }), { function_name: 'hook' }],
    ['a user pool, of which X-Ray knows nothing', new cognito.AdminGetUserCommand({ UserPoolId: 'p', Username: 'ana' }), {}],
  ])('tells %s', (_, command, resource) => {
    expect(command.resource).toEqual(resource);
  });

  test('is told by the runtime’s store where invocations run side by side', async () => {
    (globalThis as any).awslambda = { InvokeStore: { getXRayTraceId: () => 'Root=1-0000;Sampled=0' } };
    expect(await traceSent()).toBe('Root=1-0000;Sampled=0');
    delete (globalThis as any).awslambda;
  });

  test('is not told outside of Lambda', async () => {
    delete process.env.AWS_LAMBDA_FUNCTION_NAME;
    expect(await traceSent()).toBeUndefined();
  });
});

describe('endpoints', () => {
  const REGIONS = ['eu-west-1', 'us-east-1', 'cn-north-1', 'us-gov-west-1', 'us-gov-east-1', 'us-iso-east-1', 'us-isob-east-1', 'us-isof-south-1', 'eu-isoe-west-1', 'eusc-de-east-1', 'mx-central-1'];
  const CLIENTS = {
    dynamodb: [realDynamoDb.DynamoDBClient, dynamoDb.DynamoDBClient],
    cognito: [realCognito.CognitoIdentityProviderClient, cognito.CognitoIdentityProviderClient],
    lambda: [realLambda.LambdaClient, lambda.LambdaClient],
  } as { [name: string]: any[] };
  const cases = Object.keys(CLIENTS).flatMap((name) => REGIONS.flatMap((region): [string, string, boolean][] => [
    [name, region, false], [name, region, true],
  ]));

  test.each(cases)('%s in %s is where the SDK finds it (FIPS: %s)', (name, region, fips) => {
    const [Theirs, Ours] = CLIENTS[name];
    const expected = new Theirs({ region }).config.endpointProvider({ Region: region, UseFIPS: fips, UseDualStack: false }).url.href;
    delete process.env.AWS_ENDPOINT_URL;
    Object.assign(process.env, { AWS_REGION: region, ...(fips && { AWS_USE_FIPS_ENDPOINT: 'true' }) });
    expect(new Ours(OPTIONS).endpoint.href).toBe(expected);
  });

  test('a service’s own endpoint comes before that of all', () => {
    process.env.AWS_ENDPOINT_URL_DYNAMODB = 'http://localhost:8000';
    expect(new dynamoDb.DynamoDBClient(OPTIONS).endpoint.href).toBe('http://localhost:8000/');
    process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true';
    expect(new dynamoDb.DynamoDBClient(OPTIONS).endpoint.href).toBe('https://dynamodb.eu-west-1.amazonaws.com/');
  });

  test.each([
    ['a region is missing', { AWS_REGION: '', AWS_ENDPOINT_URL: '' }, /AWS_REGION is not set/],
    ['dual-stack endpoints are asked for', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, /AWS_USE_DUALSTACK_ENDPOINT/],
    ['an endpoint is no URL', { AWS_ENDPOINT_URL: 'localhost' }, /AWS_ENDPOINT_URL/],
  ])('fails where %s', (_, env, message) => {
    Object.assign(process.env, env);
    expect(() => new dynamoDb.DynamoDBClient(OPTIONS)).toThrow(message);
  });

  test('fails at an option it would not obey', () => {
    expect(() => new dynamoDb.DynamoDBClient({ ...OPTIONS, region: 'eu-west-1' } as any)).toThrow(/region.*maxAttempts, requestHandler/);
  });
});

/** What a client sends, as far as its service reads it. */
async function requestOf(client: { send(command: any): Promise<any> }, command: any) {
  sent.length = 0;
  await client.send(command);
  const { method, path, headers, body } = sent[0];
  const read = ['host', 'content-type', 'content-length', 'x-amz-target', 'x-amz-invocation-type', 'x-amz-security-token'];
  return { method, path, body: body && JSON.parse(body), headers: Object.fromEntries(read.map((name) => [name, headers[name]])) };
}

async function signatureOf(service: string, headers: IncomingHttpHeaders, signedHeaders: readonly string[], body: string): Promise<string> {
  class Sha256 {
    private readonly hash;
    constructor(secret?: any) { this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret); }
    update(data: any) { this.hash.update(data); }
    async digest() { return new Uint8Array(this.hash.digest()); }
    reset() { /* never asked */ }
  }
  const signer = new SignatureV4({
    service,
    region: ENV.AWS_REGION,
    sha256: Sha256 as any,
    credentials: { accessKeyId: ENV.AWS_ACCESS_KEY_ID, secretAccessKey: ENV.AWS_SECRET_ACCESS_KEY, sessionToken: ENV.AWS_SESSION_TOKEN },
  });
  const stamp = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers['x-amz-date']))!.slice(1).map(Number);
  const request = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: '/',
    query: {},
    body,
    headers: Object.fromEntries(signedHeaders.filter((name) => name !== 'x-amz-date').map((name) => [name, String(headers[name])])),
  } as any, { signingDate: new Date(Date.UTC(stamp[0], stamp[1] - 1, stamp[2], stamp[3], stamp[4], stamp[5])) }) as any;
  return request.headers.authorization;
}
