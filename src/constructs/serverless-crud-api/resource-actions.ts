import { aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { handlerIntegration } from './handler-integration';
import type { CrudActionProps } from './resource-props';
import type { RoutesContext } from './resource-routes';
import { checkThrottle } from '../private/check';
import { fail } from '../private/fail';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Adds a route of the user's own below a resource. */
export function addAction(
  scope: Construct, context: RoutesContext, collection: apigateway.Resource, name: string, props: CrudActionProps,
): apigateway.Method {
  const where = scope.node.path;
  const { handler, method = 'POST', onItem = true, throttle } = props;
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name) || name === 'restore') {
    fail({ where, what: 'the name of an action is not valid', given: name, allowed: "lower-case letters, digits and hyphens, up to 40, a letter first, and not 'restore'", fix: 'name it by a verb, such as close' });
  }
  if (!METHODS.includes(method)) {
    fail({ where, what: 'the method of an action is not valid', given: method, allowed: METHODS.join(', '), fix: 'name one of these, or leave it out for POST' });
  }
  checkThrottle(where, `throttle of ${name}`, throttle);
  const parent = onItem ? below(collection, '{id}') : collection;
  const resource = below(parent, name);
  if (resource.node.tryFindChild(method)) {
    fail({ where, what: 'an action is added twice', given: `${method} ${resource.path}`, allowed: 'each method of a path once', fix: 'use what the first addAction returned' });
  }
  context.settings.set(method, resource.path, { throttle });
  allowActions(scope, context, collection, handler);
  return resource.addMethod(method, handlerIntegration(handler), context.methodOptions);
}

function below(parent: apigateway.IResource, pathPart: string): apigateway.Resource {
  return parent.getResource(pathPart) as apigateway.Resource | undefined ?? parent.addResource(pathPart);
}

/** One permission for a function and a resource, in the API's stack: that of the function must not lean on the API's. */
function allowActions(scope: Construct, { api, stageName }: RoutesContext, collection: apigateway.Resource, handler: lambda.IFunction) {
  const id = `Actions${handler.node.addr}`;
  if (scope.node.tryFindChild(id)) { return; }
  new lambda.CfnPermission(scope, id, {
    action: 'lambda:InvokeFunction',
    functionName: handler.functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: api.arnForExecuteApi('*', `${collection.path}/*`, stageName),
  });
}
