import { aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { toGatewayModel } from './gateway-model';
import { allowInvocation, handlerIntegration } from './handler-integration';
import { listParametersOf } from './resource-definition';
import type { CrudResourceProps } from './resource-props';
import type { StageSettings } from './stage-settings';
import type { Schema } from './validators-module';
import type { Operation, ResourceDefinition } from '../../contract/serverless-crud-api';

/** Where a resource's methods are made. */
export interface RoutesContext {
  readonly api: apigateway.RestApi;
  readonly stageName: string;
  readonly settings: StageSettings;
  /** Methods that anybody may call, which the API's own check lets pass. */
  readonly publicMethods: Set<apigateway.Method>;
  /** Resource under which the collection's path is made. */
  readonly parent: apigateway.IResource;
  /** The authorizer. */
  readonly methodOptions: apigateway.MethodOptions;
  readonly allowedOrigins: readonly string[];
}

interface Route { readonly httpMethod: string; readonly path: 'collection' | 'item' | 'restore' }

const ROUTES: { readonly [operation in Operation]: Route } = {
  create: { httpMethod: 'POST', path: 'collection' },
  list: { httpMethod: 'GET', path: 'collection' },
  read: { httpMethod: 'GET', path: 'item' },
  replace: { httpMethod: 'PUT', path: 'item' },
  patch: { httpMethod: 'PATCH', path: 'item' },
  delete: { httpMethod: 'DELETE', path: 'item' },
  restore: { httpMethod: 'POST', path: 'restore' },
};

/** What the routes of one resource are made of. */
export interface RoutesOptions {
  /** What answers: a function or its alias. */
  readonly handler: lambda.IFunction;
  readonly definition: ResourceDefinition;
  /** What a client sends whole. */
  readonly sentSchema: Schema;
  readonly props: Pick<CrudResourceProps, 'cacheTtl' | 'throttle' | 'validateAtGateway'>;
}

/** The paths of a resource; that of its items is missing where nothing is done with one. */
export interface ResourcePaths {
  readonly collection: apigateway.Resource;
  readonly item?: apigateway.Resource;
}

/** Makes a method for each declared operation, and ANY on every path: what it answers is 405 with Allow. */
export function buildRoutes(scope: Construct, context: RoutesContext, options: RoutesOptions): ResourcePaths {
  const { handler, definition, props } = options;
  const { operations } = definition;
  const collection = context.parent.addResource(definition.name);
  const item = operations.some((operation) => ROUTES[operation].path !== 'collection') ? collection.addResource('{id}') : undefined;
  const restore = operations.includes('restore') ? item!.addResource('restore') : undefined;
  const paths = { collection, item, restore };
  const checked = props.validateAtGateway ? gatewayValidation(scope, context.api, options.sentSchema) : {};
  for (const operation of operations) {
    const { httpMethod, path } = ROUTES[operation];
    const resource = paths[path]!;
    const isCached = httpMethod === 'GET' && props.cacheTtl !== undefined;
    const cacheKey = isCached ? cacheKeyOf(operation, definition, context.allowedOrigins) : undefined;
    addMethod(context, resource, httpMethod, operation, definition, handlerIntegration(handler, cacheKey), {
      ...(operation === 'create' || operation === 'replace' ? checked : {}),
      ...(cacheKey && { requestParameters: Object.fromEntries(cacheKey.map((parameter) => [parameter, parameter === ID])) }),
    });
    context.settings.set(httpMethod, resource.path, { throttle: props.throttle?.[operation], cacheTtl: isCached ? props.cacheTtl : undefined });
  }
  for (const resource of [collection, item, restore]) { resource?.addMethod('ANY', handlerIntegration(handler), context.methodOptions); }
  allowInvocation(handler, context.api, context.stageName, `${collection.path}*`);
  return { collection, item };
}

/** What anybody may GET anybody may HEAD; a HEAD of everything else comes by ANY, which has the authorizer. */
function addMethod(
  { methodOptions, publicMethods }: RoutesContext, resource: apigateway.Resource, httpMethod: string, operation: Operation,
  { access }: ResourceDefinition, integration: apigateway.Integration, options: apigateway.MethodOptions,
) {
  if (!access[operation]?.public) {
    resource.addMethod(httpMethod, integration, { ...methodOptions, ...options });
    return;
  }
  for (const publicMethod of [httpMethod, 'HEAD']) {
    publicMethods.add(resource.addMethod(publicMethod, integration, { ...options, authorizationType: apigateway.AuthorizationType.NONE }));
  }
}

const ID = 'method.request.path.id';

/** Everything that changes the answer: what a list declares, an item's id, and the origin where the CORS header names it. */
function cacheKeyOf(operation: Operation, { indexes }: ResourceDefinition, allowedOrigins: readonly string[]): string[] {
  const isOriginNamed = allowedOrigins.length > 0 && !allowedOrigins.includes('*');
  return [
    ...(operation === 'list' ? listParametersOf(indexes).map((name) => `method.request.querystring.${name}`) : [ID]),
    ...(isOriginNamed ? ['method.request.header.Origin'] : []),
  ];
}

function gatewayValidation(scope: Construct, api: apigateway.RestApi, schema: Schema): apigateway.MethodOptions {
  const model = new apigateway.CfnModel(scope, 'Model', { restApiId: api.restApiId, contentType: 'application/json', schema: toGatewayModel(schema) });
  return { requestModels: { 'application/json': { modelId: model.ref } }, requestValidator: bodyValidatorOf(api) };
}

/** One serves every resource of the API. */
function bodyValidatorOf(api: apigateway.RestApi): apigateway.RequestValidator {
  const existing = api.node.tryFindChild('BodyValidator') as apigateway.RequestValidator | undefined;
  return existing ?? new apigateway.RequestValidator(api, 'BodyValidator', { restApi: api, validateRequestBody: true });
}
