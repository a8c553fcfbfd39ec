import { aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { handlerIntegration } from './handler-integration';
import type { DocumentedPaths } from './openapi/model';
import type { StageSettings } from './stage-settings';

/** A method of such a route. */
export interface OwnMethod {
  readonly httpMethod: string;
  readonly throttle?: apigateway.ThrottleSettings;
}

/** Routes that another construct of this library has below an API. */
export interface OwnRoutes {
  readonly handler: lambda.IFunction;
  /** Methods of `/v1/<name>`. */
  readonly collection: readonly OwnMethod[];
  /** Methods of `/v1/<name>/{id}`. */
  readonly item: readonly OwnMethod[];
  readonly description: string;
  readonly paths: DocumentedPaths['paths'];
  readonly schemas: DocumentedPaths['schemas'];
}

/** Where they are made. */
export interface OwnRoutesContext {
  readonly api: apigateway.RestApi;
  readonly stageName: string;
  readonly settings: StageSettings;
  /** Resource under which the collection's path is made. */
  readonly parent: apigateway.IResource;
  /** The authorizer. */
  readonly methodOptions: apigateway.MethodOptions;
}

/** Makes the methods, and ANY on both paths: what the function answers is 405 with Allow. */
export function addOwnRoutes(
  scope: Construct, { api, stageName, settings, parent, methodOptions }: OwnRoutesContext, name: string, { handler, collection, item }: OwnRoutes,
) {
  const path = parent.addResource(name);
  const integration = handlerIntegration(handler);
  for (const [resource, methods] of [[path, collection], [path.addResource('{id}'), item]] as const) {
    for (const { httpMethod, throttle } of methods) {
      resource.addMethod(httpMethod, integration, methodOptions);
      settings.set(httpMethod, resource.path, { throttle });
    }
    resource.addMethod('ANY', integration, methodOptions);
  }
  // In the API's stack: the function's must not lean on it.
  new lambda.CfnPermission(scope, 'Invocation', {
    action: 'lambda:InvokeFunction',
    functionName: handler.functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: api.arnForExecuteApi('*', `${path.path}*`, stageName),
  });
}
