import { aws_apigateway as apigateway, Stack } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { describe } from '../private/fail';

/**
 * @returns a synth error for each method of the API that anybody could call though it was not made to be public. An
 * authorizer in the wrong place deploys an open API without a word, so every method of the stack is looked at, those
 * added to `restApi` by the library's user among them.
 */
export function findOpenMethods(api: apigateway.RestApi, publicMethods: ReadonlySet<apigateway.Method>): string[] {
  const stack = Stack.of(api);
  const own = JSON.stringify(stack.resolve(api.restApiId));
  const declaredPublic = new Set([...publicMethods].map((method) => method.node.defaultChild));
  return stack.node.findAll()
    .filter((construct): construct is CfnMethod => construct instanceof CfnMethod)
    .filter((method) => JSON.stringify(stack.resolve(method.restApiId)) === own)
    .filter((method) => method.httpMethod !== 'OPTIONS' && !declaredPublic.has(method) && method.authorizerId === undefined)
    .map((method) => describe({
      where: method.node.path,
      what: `${method.httpMethod} ${pathOf(method)} has no authorizer`,
      allowed: 'methods with the authorizer of this API',
      fix: 'pass { authorizer: api.authorizer } to addMethod',
    }));
}

function pathOf(method: CfnMethod): string {
  const parent = method.node.scope;
  return parent instanceof apigateway.Method ? parent.resource.path : method.node.path;
}
