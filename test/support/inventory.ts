import type { CfnResource } from './template';

/**
 * What a template has, a line a resource, for people to review: type, logical id, the name that people know it by, and whether it
 * outlives its stack. Digests of deployments, versions and alarms are masked: they are another's with each change, and keep nothing.
 */
export function inventory(resources: { readonly [logicalId: string]: CfnResource }): string[] {
  return Object.entries(resources).map(([id, { Type: type, Properties: properties = {}, DeletionPolicy: policy }]) => {
    const name = ['FunctionName', 'TableName', 'TopicName', 'QueueName', 'BucketName', 'DashboardName', 'Name', 'StageName'].map((key) => properties[key]).find((value) => typeof value === 'string');
    return [type, type.startsWith('AWS::CloudWatch::') ? id.replace(/[0-9A-F]{8}$/, '') : masked(id), ...name === undefined ? [] : [`"${name}"`], ...policy === 'Retain' ? ['kept'] : []].join(' ');
  }).sort();
}

function masked(logicalId: string): string {
  return logicalId.replace(/(Deployment|CurrentVersion)([0-9A-F]{8})?[0-9a-f]{32}$/, '$1<digest>');
}
