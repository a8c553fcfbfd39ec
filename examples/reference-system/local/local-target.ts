import { CfnResource, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Types that the local engine does not know, and what stands on them. README.md says what is lost. */
const UNKNOWN_TYPES = ['AWS::Logs::DeliverySource', 'AWS::Logs::DeliveryDestination', 'AWS::Logs::Delivery'];

/** Leaves out of the app what the local engine would refuse to deploy. */
export class LocalTarget implements IAspect {
  public visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node) && UNKNOWN_TYPES.includes(node.cfnResourceType)) { node.node.scope!.node.tryRemoveChild(node.node.id); }
  }
}
