import type { Resource } from '../../../pricing/assembly';
import type { Estimate } from '../../../pricing/estimate';
import type { Model } from '../../../pricing/model';
import { Passes } from '../../../pricing/relations';

/** A box of the diagram: a resource and what is charged with it. */
export interface Part {
  readonly id: string;
  readonly stack: string;
  readonly title: string;
  readonly kind: string;
  /** Colour family. */
  readonly family: Family;
  /** Of the resource and of all that belongs to it. */
  readonly usd: number;
}

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly passes: Passes;
}

/** What is in no box: its cost by the kind of thing, for the foot of the picture. */
export interface Rest {
  readonly kind: string;
  readonly count: number;
  readonly usd: number;
}

export interface Parts {
  readonly parts: readonly Part[];
  readonly flows: readonly Flow[];
  readonly rest: readonly Rest[];
}

export type Family = 'edge' | 'compute' | 'data' | 'messages' | 'identity';

const KINDS: { readonly [type: string]: readonly [kind: string, family: Family] } = {
  'AWS::ApiGateway::RestApi': ['REST API', 'edge'],
  'AWS::ApiGatewayV2::Api': ['HTTP API', 'edge'],
  'AWS::CloudFront::Distribution': ['CloudFront', 'edge'],
  'AWS::Cognito::UserPool': ['Cognito users', 'identity'],
  'AWS::DynamoDB::GlobalTable': ['DynamoDB table', 'data'],
  'AWS::DynamoDB::Table': ['DynamoDB table', 'data'],
  'AWS::Events::EventBus': ['Event bus', 'messages'],
  'AWS::Events::Rule': ['Schedule or rule', 'messages'],
  'AWS::Lambda::Function': ['Lambda', 'compute'],
  'AWS::S3::Bucket': ['S3 bucket', 'data'],
  'AWS::SNS::Topic': ['SNS topic', 'messages'],
  'AWS::SQS::Queue': ['SQS queue', 'messages'],
  'AWS::Scheduler::Schedule': ['Schedule', 'messages'],
};

/** Properties that name a resource in the account. */
const NAMES = ['FunctionName', 'TableName', 'QueueName', 'TopicName', 'BucketName', 'Name'];
/** What stands alone and costs less is counted at the foot. */
const A_CENT = 0.005;

/** In the singular; the plural is made by an s. */
const OTHERS: { readonly [type: string]: string } = {
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::CloudWatch::CompositeAlarm': 'composite alarm',
  'AWS::CloudWatch::Dashboard': 'dashboard',
  'AWS::KMS::Key': 'key',
  'AWS::Logs::LogGroup': 'other log group',
  'AWS::Logs::MetricFilter': 'metric filter',
  'AWS::SNS::Topic': 'other topic',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::WAFv2::WebACL': 'web ACL',
};
const LETTERS = 'dead-letter queue';

/** Every resource that is a box or costs something: logs are charged to their function, stages to their API, dead-letter queues stand alone. */
export function partsOf(estimate: Estimate, model: Model): Parts {
  const boxes = new Map(model.resources.all.filter(({ type }) => KINDS[type]).map((resource) => [resource.key, resource]));
  const flows = [...new Map(model.relations.all.filter(({ from, to }) => boxes.has(from.key) && boxes.has(to.key))
    .map(({ from, to, passes }) => [`${from.key} ${to.key}`, { from: from.key, to: to.key, passes }])).values()];
  // What runs at deployments only, and what waits for failures, has no part in the traffic: it would be noise.
  const idle = (resource: Resource) => resource.type === 'AWS::Lambda::Function' && model.usage(resource, 'invocations') === 0;
  const letters = flows.filter(({ passes }) => passes === Passes.FAILURES).map(({ to }) => to)
    .filter((key) => boxes.get(key)!.type === 'AWS::SQS::Queue' && flows.every(({ from }) => from !== key));
  const costOf = new Map(estimate.resources.map(({ resource, usd }) => [resource.key, usd]));
  const alone = ({ key }: Resource) => costOf.get(key)! < A_CENT && flows.every(({ from, to }) => from !== key && to !== key);
  const shown = [...boxes.values()].filter((resource) => !idle(resource) && !letters.includes(resource.key) && !alone(resource));

  const costs = new Map(shown.map(({ key }) => [key, 0]));
  const rest = new Map<string, { count: number; usd: number }>();
  const isQueue = (resource: Resource) => letters.includes(resource.key);
  for (const { resource, usd } of estimate.resources) {
    const owner = costs.has(resource.key) ? resource : ownerOf(resource, shown, model);
    if (owner) { costs.set(owner.key, costs.get(owner.key)! + usd); } else if (usd > 0 || isQueue(resource)) {
      const kind = isQueue(resource) ? LETTERS : OTHERS[resource.type] ?? resource.type.replace(/^AWS::/, '');
      const { count, usd: sum } = rest.get(kind) ?? { count: 0, usd: 0 };
      rest.set(kind, { count: count + 1, usd: sum + usd });
    }
  }
  return {
    parts: shown.map((resource) => {
      const [kind, family] = KINDS[resource.type];
      return { id: resource.key, stack: resource.stack.split('/')[0], title: titleOf(resource), kind, family, usd: costs.get(resource.key)! };
    }),
    flows: flows.filter(({ from, to }) => costs.has(from) && costs.has(to)),
    rest: [...rest].map(([kind, counted]) => ({ kind: counted.count > 1 ? pluralOf(kind) : kind, ...counted })).sort((a, b) => b.usd - a.usd),
  };
}

/** A type of CloudFormation has none. */
function pluralOf(kind: string): string {
  return kind.includes('::') ? kind : `${kind}s`;
}

function ownerOf(resource: Resource, shown: readonly Resource[], model: Model): Resource | undefined {
  switch (resource.type) {
    case 'AWS::ApiGateway::Stage':
    case 'AWS::ApiGatewayV2::Stage':
      return oneOf(shown, model.resources.refs(resource, resource.properties.RestApiId ?? resource.properties.ApiId));
    case 'AWS::Logs::LogGroup':
      return shown.find((fn) => model.resources.refs(fn, fn.properties.LoggingConfig).some(({ key }) => key === resource.key))
        ?? oneOf(shown, model.resources.ofType('AWS::ApiGateway::Stage').filter((stage) => model.resources.refs(stage, stage.properties.AccessLogSetting)
          .some(({ key }) => key === resource.key)).flatMap((stage) => model.resources.refs(stage, stage.properties.RestApiId)));
    default: return undefined;
  }
}

function oneOf(shown: readonly Resource[], candidates: readonly Resource[]): Resource | undefined {
  return shown.find(({ key }) => candidates.some((candidate) => candidate.key === key));
}

/** The name that it has in the account, else the last names of its path that mean something: `orders/Handler` of `Commerce/CommerceApi/orders/Handler`. */
function titleOf({ path, logicalId, properties }: Resource): string {
  const name = NAMES.map((property) => properties[property]).find((value) => typeof value === 'string');
  return name ?? (path.split('/').slice(1).slice(-2).join(' / ') || logicalId);
}
