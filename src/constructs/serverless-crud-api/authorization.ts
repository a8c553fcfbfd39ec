import { aws_apigateway as apigateway, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { describe } from '../private/fail';

/**
 * @returns a synth error for each method of the API that anybody could call though it was not made to be public. An
 * authorizer in the wrong place deploys an open API without a word, so every method of the app is looked at, those
 * added to `restApi` by the library's user among them, in whatever stack.
 */
export function findOpenMethods(api: apigateway.RestApi, publicMethods: ReadonlySet<apigateway.Method>): string[] {
  const declaredPublic = new Set([...publicMethods].map((method) => method.node.defaultChild));
  const isOfApi = methodsOf(api);
  return api.node.root.node.findAll()
    .filter((construct): construct is CfnMethod => construct instanceof CfnMethod)
    .filter((method) => method.httpMethod !== 'OPTIONS' && !declaredPublic.has(method) && method.authorizerId === undefined && isOfApi(method))
    .map((method) => describe({
      where: method.node.path,
      what: `${method.httpMethod} ${pathOf(method)} has no authorizer`,
      allowed: 'methods with the authorizer of this API',
      fix: 'pass { authorizer: api.authorizer } to addMethod',
    }));
}

/** Of its own stack by what the id is there, of another by what it refers to: a logical id is that of several stacks. */
function methodsOf(api: apigateway.RestApi): (method: CfnMethod) => boolean {
  const stack = Stack.of(api);
  const own = JSON.stringify(stack.resolve(api.restApiId));
  return (method) => {
    if (Stack.of(method) === stack) { return JSON.stringify(stack.resolve(method.restApiId)) === own; }
    const reference = Tokenization.reverse(method.restApiId);
    return Reference.isReference(reference) && reference.target === api.node.defaultChild;
  };
}

function pathOf(method: CfnMethod): string {
  const parent = method.node.scope;
  return parent instanceof apigateway.Method ? parent.resource.path : method.node.path;
}
