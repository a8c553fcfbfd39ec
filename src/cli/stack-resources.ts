import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { Aws } from './aws';

export interface StackResource {
  /** `AWS::SQS::Queue` */
  readonly type: string;
  /** Physical id. */
  readonly id: string;
}

const NESTED = 'AWS::CloudFormation::Stack';

/** What a deployed stack holds, its nested stacks among it. */
export async function stackResources(stackName: string, { cloudFormation }: Pick<Aws, 'cloudFormation'>): Promise<StackResource[]> {
  const found: StackResource[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client: cloudFormation }, { StackName: stackName })) {
    for (const { ResourceType: type, PhysicalResourceId: id, ResourceStatus } of StackResourceSummaries) {
      if (type === undefined || !id || ResourceStatus === 'DELETE_COMPLETE') { continue; }
      found.push(...type === NESTED ? await stackResources(id, { cloudFormation }) : [{ type, id }]);
    }
  }
  return found;
}
