import { aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { logicalIdIn } from './references';

/** The queues to which another queue, a subscription or a function gives what it could not handle. */
export function deadLetterQueues(nodes: readonly IConstruct[]): Set<IConstruct> {
  const targets = new Set(nodes.flatMap((node) => targetsOf(node)));
  return new Set(nodes.filter((node) => node instanceof sqs.CfnQueue && targets.has(Stack.of(node).resolve(node.logicalId))));
}

function targetsOf(node: IConstruct): string[] {
  if (!CfnResource.isCfnResource(node)) { return []; }
  const resolved = (value: unknown): any => Stack.of(node).resolve(value) ?? {};
  const found: unknown[] = [];
  if (node instanceof sqs.CfnQueue || node instanceof sns.CfnSubscription) { found.push(resolved(node.redrivePolicy).deadLetterTargetArn); }
  if (node instanceof lambda.CfnFunction) { found.push(resolved(node.deadLetterConfig).targetArn); }
  if (node instanceof lambda.CfnEventInvokeConfig || node instanceof lambda.CfnEventSourceMapping) {
    found.push(resolved(node.destinationConfig).onFailure?.destination);
  }
  return found.flatMap((target) => logicalIdIn(target) ?? []);
}
