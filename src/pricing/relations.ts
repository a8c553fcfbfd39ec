import { Resource, Resources } from './assembly';
import { cachingStage } from './gateway-cache';

/** What passes between two resources. */
export enum Passes {
  /** A gateway hands requests to a function. */
  REQUESTS = 'requests',
  /** A queue, a stream, a topic, a bucket or a schedule starts a function, or a topic fills a queue. */
  EVENTS = 'events',
  /** A function may call another one. */
  CALLS = 'calls',
  READS = 'reads',
  WRITES = 'writes',
  PUBLISHES = 'publishes',
  /** A distribution fetches from its origin. */
  FETCHES = 'fetches',
  /** A gateway has callers checked by a user pool. */
  ASKS = 'asks',
  /** What failed is put aside in a queue. */
  FAILURES = 'failures',
}

export interface Relation {
  readonly from: Resource;
  readonly to: Resource;
  readonly passes: Passes;
  /** Of requests: the methods that lead to the function, of all that are counted. */
  readonly routes?: Routes;
}

/** Methods of a gateway. */
export interface Routes {
  readonly own: readonly Resource[];
  readonly all: readonly Resource[];
  /** Those that a cache answers, and the stage that has it. */
  readonly cached: readonly Resource[];
  readonly stage?: Resource;
}

const READ = /^dynamodb:(\*|Get(?!Records|ShardIterator)|BatchGet|Query|Scan)|^s3:(\*|Get)/;
const WRITE = /^dynamodb:(\*|Put|Update|Delete|BatchWrite)|^s3:(\*|Put)/;
const PUBLISH = /^sns:(\*|Publish)|^sqs:(\*|Send)/;
const CALL = /^lambda:(\*|Invoke)/;

/** Who starts, calls, reads and writes whom, as the templates say it. */
export class Relations {
  readonly all: readonly Relation[];

  constructor(private readonly resources: Resources) {
    this.all = [
      ...this.gateways(), ...this.eventSources(), ...this.subscriptions(), ...this.schedules(), ...this.notifications(),
      ...this.origins(), ...this.permissions(), ...this.authorizers(), ...this.failures(),
    ].filter(({ from, to }) => from.key !== to.key);
  }

  into(to: Resource, ...kinds: Passes[]): Relation[] {
    return this.all.filter((relation) => relation.to.key === to.key && kinds.includes(relation.passes));
  }

  from(from: Resource, ...kinds: Passes[]): Relation[] {
    return this.all.filter((relation) => relation.from.key === from.key && kinds.includes(relation.passes));
  }

  /** The functions that a value names, by their own name or that of an alias or a version. */
  functions(from: Resource, value: unknown): Resource[] {
    const named = this.resources.refs(from, value).flatMap((resource) => {
      if (resource.type === 'AWS::Lambda::Function') { return [resource]; }
      return /^AWS::Lambda::(Alias|Version)$/.test(resource.type) ? this.functions(resource, resource.properties.FunctionName) : [];
    });
    return [...new Map(named.map((resource) => [resource.key, resource])).values()];
  }

  /** Requests spread over the methods; ANY and OPTIONS, which answer 405 and preflights, count only where there is nothing else. */
  private gateways(): Relation[] {
    const calls = [
      ...this.resources.ofType('AWS::ApiGateway::Method').map((method) => ({
        method,
        api: this.resources.refs(method, method.properties.RestApiId)[0],
        functions: this.functions(method, method.properties.Integration?.Uri),
        rare: /^(ANY|OPTIONS)$/.test(method.properties.HttpMethod),
      })).map((call) => ({ ...call, stage: call.api && cachingStage(this.resources, call.api, call.method) })),
      ...this.resources.ofType('AWS::ApiGatewayV2::Integration').map((integration) => ({
        method: integration,
        api: this.resources.refs(integration, integration.properties.ApiId)[0],
        functions: this.functions(integration, integration.properties.IntegrationUri),
        rare: false,
        stage: undefined,
      })),
    ].filter(({ api, functions }) => api && functions.length > 0);
    return [...groupBy(calls, ({ api }) => api.key).values()].flatMap((ofApi) => {
      const common = ofApi.filter(({ rare }) => !rare);
      const counted = common.length > 0 ? common : ofApi;
      return [...groupBy(counted, ({ functions }) => functions[0].key).values()].map((ofFunction): Relation => {
        const cached = ofFunction.filter(({ stage }) => stage);
        return {
          from: ofFunction[0].api,
          to: ofFunction[0].functions[0],
          passes: Passes.REQUESTS,
          routes: {
            own: ofFunction.map(({ method }) => method),
            all: counted.map(({ method }) => method),
            cached: cached.map(({ method }) => method),
            stage: cached[0]?.stage,
          },
        };
      });
    });
  }

  private eventSources(): Relation[] {
    return this.resources.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping) =>
      this.pairs(this.resources.refs(mapping, mapping.properties.EventSourceArn), this.functions(mapping, mapping.properties.FunctionName)));
  }

  private subscriptions(): Relation[] {
    return this.resources.ofType('AWS::SNS::Subscription').flatMap((subscription) => {
      const { TopicArn, Endpoint } = subscription.properties;
      const queues = this.resources.refs(subscription, Endpoint).filter(({ type }) => type === 'AWS::SQS::Queue');
      return this.pairs(this.resources.refs(subscription, TopicArn), [...queues, ...this.functions(subscription, Endpoint)]);
    });
  }

  private schedules(): Relation[] {
    return this.resources.ofType('AWS::Events::Rule', 'AWS::Scheduler::Schedule').flatMap((rule) => {
      const targets = [...(rule.properties.Targets ?? []), rule.properties.Target ?? {}].map(({ Arn }) => Arn);
      const queues = this.resources.refs(rule, targets).filter(({ type }) => type === 'AWS::SQS::Queue');
      return this.pairs([rule], [...this.functions(rule, targets), ...queues]);
    });
  }

  private notifications(): Relation[] {
    const told = (from: Resource, value: unknown) => [
      ...this.functions(from, value), ...this.resources.refs(from, value).filter(({ type }) => type === 'AWS::SQS::Queue'),
    ];
    const custom = this.resources.ofType('Custom::S3BucketNotifications').flatMap((notification) => this.pairs(
      this.resources.refs(notification, notification.properties.BucketName),
      told(notification, notification.properties.NotificationConfiguration),
    ));
    const plain = this.resources.ofType('AWS::S3::Bucket').flatMap((bucket) =>
      this.pairs([bucket], told(bucket, bucket.properties.NotificationConfiguration)));
    const triggers = this.resources.ofType('AWS::Cognito::UserPool').flatMap((pool) =>
      this.pairs([pool], this.functions(pool, pool.properties.LambdaConfig)));
    return [...custom, ...plain, ...triggers];
  }

  private origins(): Relation[] {
    return this.resources.ofType('AWS::CloudFront::Distribution').flatMap((distribution) =>
      this.resources.refs(distribution, distribution.properties.DistributionConfig?.Origins)
        .filter(({ type }) => /^AWS::(S3::Bucket|ApiGateway::RestApi|ApiGatewayV2::Api)$/.test(type))
        .map((to) => ({ from: distribution, to, passes: Passes.FETCHES })));
  }

  private authorizers(): Relation[] {
    return this.resources.ofType('AWS::ApiGateway::Authorizer', 'AWS::ApiGatewayV2::Authorizer').flatMap((authorizer) => {
      const { RestApiId, ApiId, ProviderARNs, JwtConfiguration } = authorizer.properties;
      const pools = this.resources.refs(authorizer, [ProviderARNs, JwtConfiguration]).filter(({ type }) => type === 'AWS::Cognito::UserPool');
      return this.resources.refs(authorizer, RestApiId ?? ApiId).flatMap((from) => pools.map((to) => ({ from, to, passes: Passes.ASKS })));
    });
  }

  private failures(): Relation[] {
    return this.resources.all.flatMap((resource) => {
      const { RedrivePolicy, DeadLetterConfig, DestinationConfig, TopicArn, FunctionName } = resource.properties;
      const queues = this.resources.refs(resource, [RedrivePolicy, DeadLetterConfig, DestinationConfig?.OnFailure]).filter(({ type }) => type === 'AWS::SQS::Queue');
      if (queues.length === 0) { return []; }
      // A subscription's belong to its topic, an event source mapping's to its function.
      const owners = FunctionName === undefined ? this.resources.refs(resource, TopicArn) : this.functions(resource, FunctionName);
      return (owners.length > 0 ? owners : [resource]).flatMap((from) => queues.map((to) => ({ from, to, passes: Passes.FAILURES })));
    });
  }

  /** What functions may do, by the policies of their roles. */
  private permissions(): Relation[] {
    const functions = groupBy(
      this.resources.ofType('AWS::Lambda::Function').flatMap((fn) => this.resources.refs(fn, fn.properties.Role).map((role) => ({ role: role.key, fn }))),
      ({ role }) => role,
    );
    const statements = [
      ...this.resources.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').map((policy) => ({
        policy, document: policy.properties.PolicyDocument, roles: this.resources.refs(policy, policy.properties.Roles),
      })),
      ...this.resources.ofType('AWS::IAM::Role').flatMap((role) => (role.properties.Policies ?? []).map(
        ({ PolicyDocument }: { PolicyDocument: unknown }) => ({ policy: role, document: PolicyDocument as any, roles: [role] }))),
    ].flatMap(({ policy, document, roles }: Granted) => list(document?.Statement).map((statement) => ({ policy, statement, roles })));

    const relations = statements.filter(({ statement }) => statement.Effect !== 'Deny').flatMap(({ policy, statement, roles }) => {
      const targets = this.resources.refs(policy, statement.Resource);
      const actions: string[] = list(statement.Action).filter((action) => typeof action === 'string');
      const callers = roles.flatMap((role) => functions.get(role.key) ?? []).map(({ fn }) => fn);
      return callers.flatMap((from) => targets.flatMap((to) => passed(actions, to, this.functions(policy, statement.Resource)).map(
        ({ to: target, passes }) => ({ from, to: target, passes }))));
    });
    return [...new Map(relations.map((relation) => [`${relation.from.key} ${relation.passes} ${relation.to.key}`, relation])).values()];
  }

  private pairs(from: Resource[], to: Resource[]): Relation[] {
    return from.flatMap((source) => to.map((target) => ({ from: source, to: target, passes: Passes.EVENTS })));
  }
}

/** A policy document and the roles that have it. */
interface Granted {
  readonly policy: Resource;
  readonly document: any;
  readonly roles: Resource[];
}

function passed(actions: string[], to: Resource, functions: Resource[]): { readonly to: Resource; readonly passes: Passes }[] {
  const allows = (pattern: RegExp) => actions.some((action) => pattern.test(action));
  if (/^AWS::(DynamoDB::(Global)?Table|S3::Bucket)$/.test(to.type)) {
    return [...allows(READ) ? [{ to, passes: Passes.READS }] : [], ...allows(WRITE) ? [{ to, passes: Passes.WRITES }] : []];
  }
  if (/^AWS::(SNS::Topic|SQS::Queue)$/.test(to.type) && allows(PUBLISH)) { return [{ to, passes: Passes.PUBLISHES }]; }
  if (/^AWS::Lambda::/.test(to.type) && allows(CALL)) { return functions.map((fn) => ({ to: fn, passes: Passes.CALLS })); }
  return [];
}

function list(value: any): any[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) { groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], item]); }
  return groups;
}
