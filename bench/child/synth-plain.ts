import { join } from 'node:path';
import {
  App, aws_apigateway as apigateway, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda,
  aws_lambda_nodejs as nodejs, aws_logs as logs, Aws, Duration, Stack,
} from 'aws-cdk-lib';

/**
 * The resources of synth-ours.ts, each by its L2 construct. argv[2]: the cloud assembly's folder; argv[3]: a folder with a
 * handler's folder a function (`handlers/0`…), or with an entry file a function, which NodejsFunction is to bundle
 */
const [outdir, folder, kind] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new Stack(app, 'Tickets');
const runtime = new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS, { supportsInlineCode: true });

const userPool = new cognito.UserPool(stack, 'UserPool', { signInAliases: { email: true }, deletionProtection: true });
const client = new cognito.UserPoolClient(stack, 'Client', { userPool, authFlows: { adminUserPassword: true } });
const accessLog = new logs.LogGroup(stack, 'AccessLog', { retention: logs.RetentionDays.THREE_MONTHS });
const api = new apigateway.RestApi(stack, 'Api', {
  endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] },
  cloudWatchRole: true,
  deployOptions: { tracingEnabled: true, throttlingRateLimit: 100, accessLogDestination: new apigateway.LogGroupLogDestination(accessLog) },
  defaultCorsPreflightOptions: { allowOrigins: ['*'], allowHeaders: ['Authorization', 'Content-Type'], maxAge: Duration.minutes(10) },
});
const { ResponseType } = apigateway;
const RESPONSES = [
  ResponseType.UNAUTHORIZED, ResponseType.EXPIRED_TOKEN, ResponseType.INVALID_SIGNATURE, ResponseType.ACCESS_DENIED, ResponseType.INVALID_API_KEY,
  ResponseType.WAF_FILTERED, ResponseType.MISSING_AUTHENTICATION_TOKEN, ResponseType.RESOURCE_NOT_FOUND, ResponseType.BAD_REQUEST_BODY,
  ResponseType.BAD_REQUEST_PARAMETERS, ResponseType.REQUEST_TOO_LARGE, ResponseType.UNSUPPORTED_MEDIA_TYPE, ResponseType.THROTTLED,
  ResponseType.QUOTA_EXCEEDED, ResponseType.INTEGRATION_TIMEOUT, ResponseType.INTEGRATION_FAILURE, ResponseType.AUTHORIZER_FAILURE,
  ResponseType.AUTHORIZER_CONFIGURATION_ERROR, ResponseType.API_CONFIGURATION_ERROR, ResponseType.DEFAULT_4XX, ResponseType.DEFAULT_5XX,
];
for (const type of RESPONSES) {
  api.addGatewayResponse(type.responseType, {
    type,
    responseHeaders: { 'Access-Control-Allow-Origin': '\'*\'', 'Content-Type': '\'application/problem+json\'' },
    templates: { 'application/json': '{"title":"$context.error.responseType","requestId":"$context.requestId"}' },
  });
}
const authorizer = new apigateway.CognitoUserPoolsAuthorizer(stack, 'Authorizer', { cognitoUserPools: [userPool] });
const authorized = { authorizer, authorizationType: apigateway.AuthorizationType.COGNITO };
const side = new dynamodb.Table(stack, 'Side', {
  partitionKey: { name: 'key', type: dynamodb.AttributeType.STRING },
  billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
  timeToLiveAttribute: 'expiresAt',
});

const auth = functionOf('Auth', 10, { USER_POOL_ID: userPool.userPoolId, USER_POOL_CLIENT_ID: client.userPoolClientId });
userPool.grant(auth, 'cognito-idp:AdminInitiateAuth', 'cognito-idp:AdminRespondToAuthChallenge');
const authIntegration = integrationOf(auth);
const version = api.root.addResource('v1');
const authPath = version.addResource('auth');
for (const route of ['login', 'challenge', 'refresh', 'logout']) {
  const path = authPath.addResource(route);
  path.addMethod('POST', authIntegration);
  path.addMethod('ANY', authIntegration, authorized);
}
const document = version.addResource('openapi.json');
for (const method of ['GET', 'HEAD', 'ANY']) { document.addMethod(method, authIntegration, authorized); }
api.root.addResource('{proxy+}').addMethod('ANY', authIntegration, authorized);

for (let i = 0; i < 10; i++) {
  const table = new dynamodb.Table(stack, `Table${i}`, {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    encryption: dynamodb.TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    contributorInsightsSpecification: { enabled: true },
    deletionProtection: true,
  });
  const handler = functionOf(`Handler${i}`, i, { TABLE_NAME: table.tableName, SIDE_TABLE_NAME: side.tableName });
  table.grantReadWriteData(handler);
  side.grant(handler, 'dynamodb:GetItem', 'dynamodb:PutItem');
  const integration = integrationOf(handler);
  const collection = version.addResource(`tickets${i}`);
  for (const method of ['GET', 'POST', 'ANY']) { collection.addMethod(method, integration, authorized); }
  const item = collection.addResource('{id}');
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'ANY']) { item.addMethod(method, integration, authorized); }
}
app.synth();

function functionOf(id: string, index: number, environment: { [name: string]: string }): lambda.Function {
  const logGroup = new logs.LogGroup(stack, `${id}Logs`, { retention: logs.RetentionDays.THREE_MONTHS });
  const role = new iam.Role(stack, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const common = {
    runtime,
    environment,
    role,
    logGroup,
    architecture: lambda.Architecture.ARM_64,
    memorySize: 512,
    timeout: Duration.seconds(10),
    tracing: lambda.Tracing.ACTIVE,
    loggingFormat: lambda.LoggingFormat.JSON,
  };
  return kind === 'NodejsFunction'
    ? new nodejs.NodejsFunction(stack, id, { ...common, entry: join(folder, `${index}.ts`), depsLockFilePath: join(folder, 'package-lock.json') })
    : new lambda.Function(stack, id, { ...common, handler: 'index.handler', code: lambda.Code.fromAsset(join(folder, String(index))) });
}

/** One permission a function, as ours has: LambdaIntegration would make two a method. */
function integrationOf(handler: lambda.Function): apigateway.Integration {
  handler.addPermission('ApiGateway', { principal: new iam.ServicePrincipal('apigateway.amazonaws.com'), sourceArn: api.arnForExecuteApi() });
  return new apigateway.Integration({
    type: apigateway.IntegrationType.AWS_PROXY,
    integrationHttpMethod: 'POST',
    uri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
  });
}
