import type { Assembly, Resource } from '../../pricing/assembly';
import { Resources } from '../../pricing/assembly';

/** A dashboard of a cloud assembly. */
export interface SynthesizedDashboard {
  readonly name: string;
  /** JSON, in which every reference is replaced by the name of what it refers to. */
  readonly body: string;
}

/** Of stacks that can go anywhere, and an account that is not known. */
const REGION = 'us-east-1';
const ACCOUNT = '111111111111';
/** Properties that name a resource. */
const NAMES = ['FunctionName', 'TableName', 'QueueName', 'TopicName', 'AlarmName', 'BucketName', 'DashboardName', 'Name'];

/** The dashboards of all stacks, in the order of their names. */
export function dashboardsOf(assembly: Assembly): SynthesizedDashboard[] {
  const resources = new Resources(assembly);
  return resources.ofType('AWS::CloudWatch::Dashboard').map((dashboard) => {
    const { DashboardName, DashboardBody } = dashboard.properties;
    return {
      name: typeof DashboardName === 'string' ? DashboardName : dashboard.path.replace(/[^\w-]+/g, '-'),
      body: textOf(DashboardBody, dashboard, resources),
    };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Of the body, which is JSON, around which the template puts references: these become names, as JSON writes texts. */
function textOf(value: unknown, from: Resource, resources: Resources): string {
  if (typeof value === 'string') { return value; }
  const [separator, parts] = (value as { readonly 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'] ?? ['', []];
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(nameOf(part, from, resources)).slice(1, -1))).join(separator);
}

function nameOf(value: unknown, from: Resource, resources: Resources): string {
  const region = from.region ?? REGION;
  const pseudo: { readonly [name: string]: string } = { 'AWS::Region': region, 'AWS::AccountId': ACCOUNT, 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com' };
  const ref = (value as { readonly Ref?: string } | undefined)?.Ref;
  if (ref !== undefined && Object.hasOwn(pseudo, ref)) { return pseudo[ref]; }
  const [resource] = resources.refs(from, value);
  if (!resource) { return 'unknown'; }
  const named = NAMES.map((name) => resource.properties[name]).find((name) => typeof name === 'string');
  const name = named ?? (resource.path.split('/').slice(1).join('/') || resource.logicalId);
  return /^AWS::CloudWatch::(Composite)?Alarm$/.test(resource.type) ? `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${name}` : name;
}
