import { aws_apigateway as apigateway, aws_logs as logs, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ApiGatewayAccount } from './api-gateway-account';
import type { ServerlessCrudApiProps } from './props';
import { CORS_REQUEST_HEADERS, CORS_RESPONSE_HEADERS } from '../../contract/wire';

const CORS_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Props made whole, and the paths that are throttled by `authThrottle`. */
export interface RestApiOptions {
  readonly stageName: string;
  readonly throttle: Required<apigateway.ThrottleSettings>;
  readonly allowedOrigins: readonly string[];
  readonly logRetention: logs.RetentionDays;
  readonly authPaths: readonly string[];
}

/** The REST API with its stage: throttles, traces, access log and the preflight of CORS; no route yet. */
export function buildRestApi(
  scope: Construct, props: ServerlessCrudApiProps, { stageName, throttle, allowedOrigins, logRetention, authPaths }: RestApiOptions,
): apigateway.RestApi {
  const authThrottle = { rateLimit: 5, burstLimit: 10, ...props.authThrottle };
  const accessLog = new logs.LogGroup(scope, 'AccessLog', { retention: logRetention });
  const api = new apigateway.RestApi(scope, 'RestApi', {
    restApiName: props.apiName ?? scope.node.id,
    endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] },
    cloudWatchRole: false,
    deployOptions: {
      stageName,
      tracingEnabled: true,
      throttlingRateLimit: throttle.rateLimit,
      throttlingBurstLimit: throttle.burstLimit,
      methodOptions: Object.fromEntries(authPaths.map((path) => [`${path}/POST`, {
        throttlingRateLimit: authThrottle.rateLimit,
        throttlingBurstLimit: authThrottle.burstLimit,
      }])),
      accessLogDestination: new apigateway.LogGroupLogDestination(accessLog),
      accessLogFormat: apigateway.AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    },
    defaultCorsPreflightOptions: allowedOrigins.length === 0 ? undefined : {
      allowOrigins: [...allowedOrigins],
      allowMethods: CORS_METHODS,
      allowHeaders: [...CORS_REQUEST_HEADERS],
      exposeHeaders: [...CORS_RESPONSE_HEADERS],
      maxAge: Duration.minutes(10),
    },
  });
  if (props.cloudWatchRole ?? true) { api.deploymentStage.node.addDependency(ApiGatewayAccount.for(scope)); }
  return api;
}

/** Fields of one line of the access log. Nothing of the query, the headers or the body is in it. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  httpMethod: '$context.httpMethod',
  resourcePath: '$context.resourcePath',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  sub: '$context.authorizer.claims.sub',
  sourceIp: '$context.identity.sourceIp',
  errorType: '$context.error.responseType',
  traceId: '$context.xrayTraceId',
};
