import { aws_cloudwatch as cloudwatch, CfnResource, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Types that the local engine does not know. README.md says what is lost. */
const UNKNOWN_TYPES = ['AWS::Logs::DeliverySource', 'AWS::Logs::DeliveryDestination', 'AWS::Logs::Delivery'];

/** Leaves out of the app what the local engine would refuse to deploy. */
export class LocalTarget implements IAspect {
  public visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node) && isRefused(node)) { node.node.scope!.node.tryRemoveChild(node.node.id); }
  }
}

function isRefused(resource: CfnResource): boolean {
  const calculates = resource instanceof cloudwatch.CfnAlarm && resource.metrics !== undefined;
  return calculates || UNKNOWN_TYPES.includes(resource.cfnResourceType);
}
