import { type IPostProcessor, type IResolveContext, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Resolves what constructs leave for later, and no text: CloudFormation's references in it must be seen by the stack. The CDK's own way
 * takes ten times as long.
 */
export function settled(value: unknown, scope: Construct): unknown {
  if (Tokenization.isResolvable(value)) {
    const after: IPostProcessor[] = [];
    const context: IResolveContext = {
      scope, preparing: false, documentPath: [], registerPostProcessor: (one) => after.push(one), resolve: (inner) => settled(inner, scope),
    };
    return after.reduce((result, one) => one.postProcess(result, context), settled(value.resolve(context), scope));
  }
  if (Array.isArray(value)) { return value.map((part) => settled(part, scope)); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, settled(part, scope)]));
}
