import { statSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { rootStackOf } from '../private/support-stack';
import { fail } from '../private/fail';

/** Of a template (CloudFormation quotas); the bytes are those of a template in S3, which is where the CDK puts it. */
export const RESOURCES_MAX = 500;
const BYTES_MAX = 1_000_000;

const APART = 'put the CostGuardAlarms into a stack of its own, leave out dashboards, or watch the parts of the system by a guard each';

/** @returns how many resources are in a stack, without those of stacks nested in it */
export function resourcesIn(stack: Stack): number {
  const countBelow = (node: IConstruct): number => node.node.children.reduce((count, child) =>
    Stack.isStack(child) ? count : count + (CfnResource.isCfnResource(child) ? 1 : 0) + countBelow(child), 0);
  return countBelow(stack);
}

/**
 * @param stacks that a guard has added to
 * @throws a synth error for one with more resources than CloudFormation takes, and, once it is written, for one of more bytes
 */
export function checkTemplates(guard: Construct, stacks: readonly Stack[]) {
  for (const stack of stacks) {
    const given = resourcesIn(stack);
    if (given <= RESOURCES_MAX) { continue; }
    fail({
      where: guard.node.path,
      what: `the stack ${stack.node.path} has more resources than CloudFormation takes`,
      given,
      allowed: `${RESOURCES_MAX} (CloudFormation quotas)`,
      fix: APART,
    });
  }
  new WrittenTemplates(guard, stacks);
}

/** Stands behind the stacks in the tree, so that their templates are written when its turn comes. */
class WrittenTemplates extends Construct {
  constructor(guard: Construct, stacks: readonly Stack[]) {
    super(Stage.of(rootStackOf(guard))!, `${guard.node.path.replace(/\//g, '-')}-Templates`);
    attachCustomSynthesis(this, {
      onSynthesize: ({ outdir }) => {
        for (const stack of stacks) {
          const given = statSync(join(outdir, stack.templateFile), { throwIfNoEntry: false })?.size ?? 0; // a synthesizer of one's own may write elsewhere
          if (given <= BYTES_MAX) { continue; }
          fail({
            where: guard.node.path,
            what: `the template of the stack ${stack.node.path} is larger than CloudFormation takes`,
            given,
            allowed: `${BYTES_MAX} bytes (CloudFormation quotas)`,
            fix: `give the stack suppressTemplateIndentation: true, ${APART}`,
          });
        }
      },
    });
  }
}
