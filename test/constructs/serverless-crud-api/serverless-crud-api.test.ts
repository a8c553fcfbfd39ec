import { App, aws_apigateway as apigateway, aws_cognito as cognito, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Concurrency, ServerlessCrudApi } from '../../../src';
import { authEnv, crudEnv } from '../../../src/contract/serverless-crud-api';
import { actionsOf, methodsOf, resourcesOf, ticketApi, TICKET_SCHEMA } from '../../support/template';

const PUBLIC = ['POST /v1/auth/login', 'POST /v1/auth/challenge', 'POST /v1/auth/refresh', 'POST /v1/auth/logout'];

function only<T>(found: { [id: string]: T }): [string, T] {
  const entries = Object.entries(found);
  expect(entries).toHaveLength(1);
  return entries[0];
}

describe('routes', () => {
  const { template } = ticketApi();

  test('T2: the collection and its items have their methods, and every other method is answered by the handler', () => {
    const names = [...methodsOf(template()).keys()].filter((name) => name.includes('/tickets')).sort();
    expect(names).toEqual([
      'ANY /v1/tickets', 'ANY /v1/tickets/{id}', 'DELETE /v1/tickets/{id}', 'GET /v1/tickets', 'GET /v1/tickets/{id}',
      'OPTIONS /v1/tickets', 'OPTIONS /v1/tickets/{id}', 'PATCH /v1/tickets/{id}', 'POST /v1/tickets', 'PUT /v1/tickets/{id}',
    ]);
  });

  test('A4: nothing is public but login, challenge, refresh, logout and the preflight of CORS', () => {
    const [authorizer, { Properties }] = only(resourcesOf(template(), 'AWS::ApiGateway::Authorizer'));
    const [pool] = only(resourcesOf(template(), 'AWS::Cognito::UserPool'));
    expect(Properties).toMatchObject({ Type: 'COGNITO_USER_POOLS', IdentitySource: 'method.request.header.Authorization', ProviderARNs: [{ 'Fn::GetAtt': [pool, 'Arn'] }] });
    for (const [name, properties] of methodsOf(template())) {
      if (PUBLIC.includes(name) || name.startsWith('OPTIONS ')) {
        expect([name, properties.AuthorizationType]).toEqual([name, 'NONE']);
      } else {
        expect([name, properties.AuthorizationType, properties.AuthorizerId]).toEqual([name, 'COGNITO_USER_POOLS', { Ref: authorizer }]);
      }
    }
    expect([...methodsOf(template()).keys()]).toEqual(expect.arrayContaining([...PUBLIC, 'ANY /{proxy+}', 'ANY /v1/auth/login']));
  });

  test('OPTIONS and the document reach no function', () => {
    for (const [name, { Integration }] of methodsOf(template())) {
      expect([name, Integration.Type]).toEqual([name, /^OPTIONS |^(GET|HEAD) .*openapi.json$/.test(name) ? 'MOCK' : 'AWS_PROXY']);
    }
  });

  test('the gateway may invoke a function by one permission, from this API and stage only', () => {
    const permissions = Object.values(resourcesOf(template(), 'AWS::Lambda::Permission'));
    expect(permissions).toHaveLength(2);
    for (const { Properties } of permissions) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(Properties.SourceArn)).toMatch(/:execute-api:.*"ApiRestApi\w+\\?"\},"\/prod\/\*\/(v1\/tickets)?\*"/);
    }
  });

  test('a method added without the authorizer fails the synth', () => {
    const { stack, api } = ticketApi();
    api.restApi.root.addResource('open').addMethod('GET', new apigateway.MockIntegration());
    expect(() => Template.fromStack(stack)).toThrow(/GET \/open has no authorizer.*Fix: /);
  });

  test('a method added to it from another stack without the authorizer fails the synth', () => {
    const { stack, api } = ticketApi();
    const other = new Stack(stack.node.root as App, 'Other');
    const { restApiId, restApiRootResourceId: rootResourceId } = api.restApi;
    apigateway.RestApi.fromRestApiAttributes(other, 'Same', { restApiId, rootResourceId }).root.addResource('open').addMethod('GET', new apigateway.MockIntegration());
    expect(() => (stack.node.root as App).synth()).toThrow(/Other\/Same.*GET .*has no authorizer.*Fix: /);
  });

  test('public methods of another API, made alike in another stack, are its own', () => {
    const { stack } = ticketApi();
    new ServerlessCrudApi(new Stack(stack.node.root as App, 'Second'), 'Api');
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test('a method added with the authorizer does not', () => {
    const { stack, api } = ticketApi();
    api.restApi.root.addResource('closed').addMethod('GET', new apigateway.MockIntegration(), { authorizer: api.authorizer });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

describe('the stage', () => {
  test('A5, O3: throttles at 100 a second, burst 200, traces and logs', () => {
    const { template } = ticketApi();
    template().hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'prod',
      TracingEnabled: true,
      AccessLogSetting: { DestinationArn: Match.anyValue(), Format: Match.stringLikeRegexp('requestId') },
      MethodSettings: Match.arrayWith([
        Match.objectLike({ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }),
        Match.objectLike({ HttpMethod: 'POST', ResourcePath: '/~1v1~1auth~1login', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 }),
        Match.objectLike({ HttpMethod: 'POST', ResourcePath: '/~1v1~1auth~1challenge', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 }),
        Match.objectLike({ HttpMethod: 'POST', ResourcePath: '/~1v1~1auth~1refresh', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 }),
      ]),
    });
  });

  test('takes other limits and another name', () => {
    const { template } = ticketApi({ stageName: 'dev', apiName: 'ticket-agw', throttle: { rateLimit: 7, burstLimit: 8 }, authThrottle: { rateLimit: 1, burstLimit: 2 } });
    template().hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'ticket-agw', EndpointConfiguration: { Types: ['REGIONAL'] } });
    template().hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'dev',
      MethodSettings: Match.arrayWith([
        Match.objectLike({ ResourcePath: '/*', ThrottlingRateLimit: 7, ThrottlingBurstLimit: 8 }),
        Match.objectLike({ ResourcePath: '/~1v1~1auth~1login', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 }),
      ]),
    });
  });

  test('its log holds no query, header or body', () => {
    const stage = only(resourcesOf(ticketApi().template(), 'AWS::ApiGateway::Stage'))[1];
    expect(stage.Properties.AccessLogSetting.Format).not.toMatch(/input|header|querystring|context\.path|authorizer\.claims\.(?!sub)/i);
  });
});

describe('users', () => {
  test('A4: are made by an administrator only, in a pool that survives its stack', () => {
    const [, pool] = only(resourcesOf(ticketApi().template(), 'AWS::Cognito::UserPool'));
    expect(pool).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
        DeletionProtection: 'ACTIVE',
        Policies: { PasswordPolicy: { MinimumLength: 12 } },
      },
    });
  });

  test('log in through the auth handler only, with tokens of 15 minutes', () => {
    const [, client] = only(resourcesOf(ticketApi().template(), 'AWS::Cognito::UserPoolClient'));
    expect(client.Properties).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      GenerateSecret: false,
      IdTokenValidity: 15,
      RefreshTokenValidity: 1440,
      TokenValidityUnits: { IdToken: 'minutes', RefreshToken: 'minutes' },
      WriteAttributes: ['family_name', 'given_name', 'locale', 'zoneinfo'],
    });
  });

  test('of one pool can serve several APIs', () => {
    const { stack, api } = ticketApi();
    new ServerlessCrudApi(stack, 'Commerce', { userPool: api.userPool, userPoolClient: api.userPoolClient });
    const template = Template.fromStack(stack);
    only(resourcesOf(template, 'AWS::Cognito::UserPool'));
    only(resourcesOf(template, 'AWS::Cognito::UserPoolClient'));
  });

  test('of a pool made elsewhere get a client', () => {
    const stack = new Stack(new App(), 'Stack');
    const userPool = cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_abc');
    new ServerlessCrudApi(stack, 'Api', { userPool, idTokenValidity: Duration.hours(1) });
    expect(only(resourcesOf(Template.fromStack(stack), 'AWS::Cognito::UserPoolClient'))[1].Properties).toMatchObject({ UserPoolId: 'eu-west-1_abc', IdTokenValidity: 60 });
  });
});

/** The tables of items: all but the API's side table. */
function itemTablesOf(template: Template) {
  const tables = Object.entries(resourcesOf(template, 'AWS::DynamoDB::Table'));
  return Object.fromEntries(tables.filter(([id]) => !id.startsWith('ApiSideTable')));
}

describe('the table', () => {
  test('T1: is on demand, encrypted by KMS, recoverable, watched, protected and retained', () => {
    const [, table] = only(itemTablesOf(ticketApi({}, { tableName: 'ticket-dydb' }).template()));
    expect(table).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: 'ticket-dydb',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        ContributorInsightsSpecification: { Enabled: true },
        DeletionProtectionEnabled: true,
      },
    });
  });

  test('can be thrown away where a prop says so', () => {
    const [, table] = only(itemTablesOf(ticketApi({}, { removalPolicy: RemovalPolicy.DESTROY }).template()));
    expect(table.DeletionPolicy).toBe('Delete');
    expect(table.Properties.DeletionProtectionEnabled).toBe(false);
  });

  test('takes a key of its own', () => {
    const stack = new Stack(new App(), 'Stack');
    const encryptionKey = new kms.Key(stack, 'Key');
    new ServerlessCrudApi(stack, 'Api').addResource('tickets', { schema: TICKET_SCHEMA, encryptionKey });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() } });
  });

  test('and the user pool keep their logical ids, since another id would be another table', () => {
    const { template } = ticketApi();
    expect(Object.keys(resourcesOf(template(), 'AWS::DynamoDB::Table'))).toEqual(['ApiSideTableDD67F3B3', 'ApiticketsTableC54970BA']);
    expect(Object.keys(resourcesOf(template(), 'AWS::Cognito::UserPool'))).toEqual(['ApiUserPool5AB2526B']);
    expect(Object.keys(resourcesOf(template(), 'AWS::Cognito::UserPoolClient'))).toEqual(['ApiUserPoolClientEE236541']);
  });

  test('of one resource keeps its ids when another is added', () => {
    const { stack, api, template } = ticketApi();
    const before = Object.keys(template().toJSON().Resources).filter((id) => id.startsWith('Apitickets'));
    const other = ticketApi();
    other.api.addResource('products', { schema: TICKET_SCHEMA });
    expect(Object.keys(other.template().toJSON().Resources)).toEqual(expect.arrayContaining(before));
    expect([stack, api]).toBeDefined();
  });
});

describe('the functions', () => {
  test('T1, C1: run the bundle on nodejs24.x, on arm64 unless told otherwise', () => {
    const { template } = ticketApi({}, { functionName: 'ticket-lambda', architecture: lambda.Architecture.X86_64, memorySize: 256, timeout: Duration.seconds(5) });
    template().hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'ticket-lambda',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: ['x86_64'],
      MemorySize: 256,
      Timeout: 5,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: Match.objectLike({ LogFormat: 'JSON', LogGroup: Match.anyValue() }),
    });
    template().hasResourceProperties('AWS::Lambda::Function', { Architectures: ['arm64'], MemorySize: 512, Timeout: 10 });
  });

  test('get exactly the environment their handlers read', () => {
    const environments = Object.values(resourcesOf(ticketApi().template(), 'AWS::Lambda::Function'))
      .map(({ Properties }) => Object.keys(Properties.Environment.Variables).sort());
    const always = crudEnv.names.filter((name) => name !== 'BEFORE_WRITE_FUNCTION_ARN');
    expect(environments).toEqual(expect.arrayContaining([[...always].sort(), [...authEnv.names].sort()]));
  });

  test('O1: write to a log group of their own with a retention', () => {
    const groups = Object.values(resourcesOf(ticketApi({ logRetention: logs.RetentionDays.ONE_WEEK }).template(), 'AWS::Logs::LogGroup'));
    expect(groups).toHaveLength(3);
    for (const { Properties } of groups) { expect(Properties.RetentionInDays).toBe(7); }
  });

  test('I1: the CRUD function may do exactly what its requests need, on its own table and the side table', () => {
    const { template } = ticketApi();
    const [table] = only(itemTablesOf(template()));
    const sideTable = 'ApiSideTableDD67F3B3';
    const role = Object.keys(resourcesOf(template(), 'AWS::IAM::Role')).find((id) => id.startsWith('ApiticketsHandlerRole'))!;
    const logGroup = Object.keys(resourcesOf(template(), 'AWS::Logs::LogGroup')).find((id) => id.startsWith('ApiticketsHandlerLogs'))!;
    const arn = (id: string) => JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
    expect(actionsOf(template(), role)).toEqual([
      `Allow dynamodb:DeleteItem ${arn(table)}`,
      `Allow dynamodb:GetItem ${arn(sideTable)}`,
      `Allow dynamodb:GetItem ${arn(table)}`,
      `Allow dynamodb:PutItem ${arn(sideTable)}`,
      `Allow dynamodb:PutItem ${arn(table)}`,
      `Allow dynamodb:Scan ${arn(table)}`,
      `Allow dynamodb:UpdateItem ${arn(table)}`,
      `Allow logs:CreateLogStream ${arn(logGroup)}`,
      `Allow logs:PutLogEvents ${arn(logGroup)}`,
      'Allow xray:PutTelemetryRecords "*"', // X-Ray has no resource to narrow them to
      'Allow xray:PutTraceSegments "*"',
    ]);
  });

  test('I1: the auth function may log users in, in this pool', () => {
    const { template } = ticketApi();
    const [pool] = only(resourcesOf(template(), 'AWS::Cognito::UserPool'));
    const role = Object.keys(resourcesOf(template(), 'AWS::IAM::Role')).find((id) => id.startsWith('ApiAuthHandlerRole'))!;
    const actions = actionsOf(template(), role);
    expect(actions.filter((action) => action.includes('cognito'))).toEqual([
      `Allow cognito-idp:AdminInitiateAuth ${JSON.stringify({ 'Fn::GetAtt': [pool, 'Arn'] })}`,
      `Allow cognito-idp:AdminRespondToAuthChallenge ${JSON.stringify({ 'Fn::GetAtt': [pool, 'Arn'] })}`,
    ]);
    expect(actions.filter((action) => !/cognito|logs|xray/.test(action))).toEqual([]);
  });

  test('no role is shared and none has a managed policy', () => {
    const { template } = ticketApi();
    const roles = Object.values(resourcesOf(template(), 'AWS::Lambda::Function')).map(({ Properties }) => JSON.stringify(Properties.Role));
    expect(new Set(roles).size).toBe(2);
    for (const { Properties } of Object.values(resourcesOf(template(), 'AWS::IAM::Role'))) { expect(Properties.ManagedPolicyArns).toBeUndefined(); }
  });
});

describe('size', () => {
  test('a CRUD resource takes at most 25 CloudFormation resources', () => {
    const { api, template } = ticketApi();
    const before = Object.keys(ticketApi().template().toJSON().Resources).length;
    api.addResource('products', { schema: TICKET_SCHEMA });
    const added = Object.keys(template().toJSON().Resources).length - before;
    expect(added).toBeGreaterThan(5);
    expect(added).toBeLessThanOrEqual(25);
  });
});

test('concurrency required reaches the handler', () => {
  const hashOf = (concurrency: Concurrency) => only(Object.fromEntries(Object.entries(resourcesOf(ticketApi({}, { concurrency }).template(), 'AWS::Lambda::Function')).filter(([id]) => id.startsWith('Apitickets'))))[1].Properties.Code.S3Key;
  expect(hashOf(Concurrency.REQUIRED)).not.toBe(hashOf(Concurrency.OPTIONAL));
});
