import { Assembly, Resource } from './assembly';
import { EstimateOptions, modelOf } from './estimate';
import { decoded, pathOf } from './gateway-cache';
import { Model, SECONDS } from './model';
import { shareOf } from './models/traffic';
import { Passes } from './relations';
import { UsageValues } from './usage';

/** A quota, what the traffic asks of it, and the traffic at which it breaks. */
export interface Limit {
  /** Path of the resource, or "account". */
  readonly where: string;
  readonly name: string;
  readonly quota: number;
  readonly unit: string;
  /** Asked at the given traffic, in the same unit. */
  readonly load: number;
  /** Requests a second of the whole app at which the quota is reached. */
  readonly breaksAtRps: number;
  /** AWS's page, or "template" for a limit that the app sets itself. */
  readonly source: string;
}

const GATEWAY = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const DYNAMODB = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html';
const PARTITION = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html';
const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html';
const SNS = 'https://docs.aws.amazon.com/general/latest/gr/sns.html';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
const CLOUDFRONT = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';

/** Executions at once, of an account in a region. */
const CONCURRENCY = 1000;

/** Messages a second that may be published, by region; the last for all others. */
const SNS_PUBLISHES: { readonly [region: string]: number } = { 'us-east-1': 30_000, 'us-west-2': 9000, 'eu-west-1': 9000, 'other': 300 };

/**
 * The amounts that make of an app one that gets `rps` requests a second, evenly: the APIs keep their shares, and the pages of
 * distributions grow with them. Amounts that are given for other resources stay.
 *
 * @throws Error where nothing takes requests
 */
export function trafficOf(assembly: Assembly, options: EstimateOptions, rps: number): ReadonlyMap<string, UsageValues> {
  const model = modelOf(assembly, options);
  const apis = entries(model, 'requests', 'AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api');
  const sites = entries(model, 'siteRequests', 'AWS::CloudFront::Distribution');
  const [main] = [apis, sites].filter((some) => some.length > 0);
  if (!main) { throw new Error('--rps: nothing takes requests. Allowed: an app with a REST or HTTP API, or a CloudFront distribution. Fix: leave --rps out.'); }
  const now = main.reduce((sum, { amount }) => sum + amount, 0);
  const factor = (amount: number) => (now > 0 ? amount / now : 1 / main.length) * rps * SECONDS;
  return new Map([...apis, ...sites].map(({ resource, name, amount }) => [resource.key, { [name]: factor(amount) }]));
}

/** @returns every limit that the traffic touches, the one that breaks first first */
export function limitsOf(model: Model, rps: number): Limit[] {
  const limits = model.settle(() => [
    ...gatewayLimits(model), ...functionLimits(model), ...tableLimits(model), ...messagingLimits(model), ...otherLimits(model),
  ]);
  return limits.filter(({ load }) => load > 0).map((limit) => ({ ...limit, breaksAtRps: rps * limit.quota / limit.load }))
    .sort((a, b) => a.breaksAtRps - b.breaksAtRps);
}

type Found = Omit<Limit, 'breaksAtRps'>;

function gatewayLimits(model: Model): Found[] {
  const apis = model.resources.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api');
  const load = apis.reduce((sum, api) => sum + perSecond(model, api, 'requests'), 0);
  const stages = model.resources.ofType('AWS::ApiGateway::Stage').flatMap((stage) => throttles(stage, model));
  return [{ where: 'account', name: 'API Gateway, all APIs of a region', quota: 10_000, unit: 'requests/s', load, source: GATEWAY }, ...stages];
}

/** Of a stage, and of those of its methods that have their own. */
function throttles(stage: Resource, model: Model): Found[] {
  const [api] = model.resources.refs(stage, stage.properties.RestApiId);
  if (!api) { return []; }
  const all = [...new Set(model.relations.from(api, Passes.REQUESTS).flatMap(({ routes }) => routes!.all))];
  const requests = perSecond(model, api, 'requests');
  return ((stage.properties.MethodSettings ?? []) as any[]).flatMap(({ HttpMethod, ResourcePath, ThrottlingRateLimit }): Found[] => {
    const common = { where: stage.path, quota: Number(ThrottlingRateLimit), unit: 'requests/s', source: 'template' };
    if (!(common.quota > 0)) { return []; }
    if (HttpMethod === '*' && ResourcePath === '/*') { return [{ ...common, name: 'throttle of the stage', load: requests }]; }
    const path = decoded(ResourcePath);
    const own = all.filter((method) => method.properties.HttpMethod === HttpMethod
      && pathOf(model.resources, method, method.properties.ResourceId) === path);
    return [{ ...common, name: `throttle of ${HttpMethod} ${path}`, load: requests * shareOf(own, all, model) }];
  });
}

function functionLimits(model: Model): Found[] {
  const running = model.resources.ofType('AWS::Lambda::Function').map((fn) => {
    const invocations = perSecond(model, fn, 'invocations');
    return { fn, invocations, load: invocations * model.usage(fn, 'durationMs') / 1000 };
  });
  const total = (of: 'invocations' | 'load') => running.reduce((sum, one) => sum + one[of], 0);
  const workers = model.resources.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping): Found[] => {
    const quota = Number(mapping.properties.ScalingConfig?.MaximumConcurrency);
    const [fn] = model.relations.functions(mapping, mapping.properties.FunctionName);
    const load = running.find((one) => one.fn.key === fn?.key)?.load ?? 0;
    return quota > 0 ? [{ where: fn?.path ?? mapping.path, name: 'functions that a queue starts at once', quota, unit: 'executions', load, source: 'template' }] : [];
  });
  return [
    { where: 'account', name: 'Lambda, concurrent executions', quota: CONCURRENCY, unit: 'executions', load: total('load'), source: LAMBDA },
    {
      where: 'account',
      name: 'Lambda, invocations a second, 10 by each execution environment',
      quota: 10 * CONCURRENCY,
      unit: 'invocations/s',
      load: total('invocations'),
      source: LAMBDA,
    },
    ...running.filter(({ fn }) => fn.properties.ReservedConcurrentExecutions !== undefined).map(({ fn, load }) => ({
      where: fn.path, name: 'reserved concurrency', quota: Number(fn.properties.ReservedConcurrentExecutions), unit: 'executions', load, source: 'template',
    })),
    ...workers,
  ];
}

function tableLimits(model: Model): Found[] {
  return model.resources.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').flatMap((table): Found[] => {
    const where = table.path;
    const indexes: any[] = table.properties.GlobalSecondaryIndexes ?? [];
    const writeUnits = perSecond(model, table, 'writes') * Math.max(1, Math.ceil(model.usage(table, 'itemKB'))) * (1 + model.usage(table, 'transactionalShare'));
    const readUnits = perSecond(model, table, 'reads') * model.usage(table, 'unitsPerRead');
    const hottest = model.usage(table, 'hottestKeyShare');
    return [
      { where, name: 'write units of a table on demand', quota: 40_000, unit: 'WRU/s', load: writeUnits, source: DYNAMODB },
      { where, name: 'read units of a table on demand', quota: 40_000, unit: 'RRU/s', load: readUnits, source: DYNAMODB },
      { where, name: 'writes of the hottest key, one partition', quota: 1000, unit: 'WRU/s', load: writeUnits * hottest, source: PARTITION },
      { where, name: 'reads of the hottest key, one partition', quota: 3000, unit: 'RRU/s', load: readUnits * hottest, source: PARTITION },
      ...indexes.map(({ IndexName }) => ({
        where,
        name: `writes of the hottest key of ${IndexName}, one partition`,
        quota: 1000,
        unit: 'WRU/s',
        load: writeUnits * model.usage(table, 'hottestIndexKeyShare'),
        source: PARTITION,
      })),
    ];
  });
}

function messagingLimits(model: Model): Found[] {
  const topics = model.resources.ofType('AWS::SNS::Topic').map((topic): Found => {
    const quota = topic.properties.FifoTopic === true ? 300 : SNS_PUBLISHES[topic.region ?? 'us-east-1'] ?? SNS_PUBLISHES.other;
    return { where: topic.path, name: 'SNS, messages published', quota, unit: 'messages/s', load: perSecond(model, topic, 'publishes'), source: SNS };
  });
  const queues = model.resources.ofType('AWS::SQS::Queue').flatMap((queue): Found[] => {
    const messages = perSecond(model, queue, 'messages');
    // Of one function: until its invocation ends, a message is in flight.
    const [consumer] = model.relations.all.filter(({ from, to }) => from.key === queue.key && to.type === 'AWS::Lambda::Function');
    const seconds = consumer ? model.usage(consumer.to, 'durationMs') / 1000 : 0;
    const fifo = queue.properties.FifoQueue === true;
    return [
      { where: queue.path, name: 'SQS, messages in flight', quota: fifo ? 20_000 : 120_000, unit: 'messages', load: messages * seconds, source: SQS },
      ...fifo ? [{ where: queue.path, name: 'SQS FIFO, calls of an action without batches', quota: 300, unit: 'calls/s', load: messages, source: SQS }] : [],
    ];
  });
  return [...topics, ...queues];
}

function otherLimits(model: Model): Found[] {
  return [
    ...model.resources.ofType('AWS::S3::Bucket').flatMap((bucket): Found[] => [
      { where: bucket.path, name: 'S3, writes under one prefix', quota: 3500, unit: 'requests/s', load: perSecond(model, bucket, 'writes'), source: S3 },
      { where: bucket.path, name: 'S3, reads under one prefix', quota: 5500, unit: 'requests/s', load: perSecond(model, bucket, 'reads'), source: S3 },
    ]),
    ...model.resources.ofType('AWS::CloudFront::Distribution').map((distribution): Found => ({
      where: distribution.path,
      name: 'CloudFront, requests of a distribution',
      quota: 250_000,
      unit: 'requests/s',
      load: perSecond(model, distribution, 'siteRequests') + perSecond(model, distribution, 'apiRequests'),
      source: CLOUDFRONT,
    })),
  ];
}

function perSecond(model: Model, resource: Resource, name: string): number {
  return model.usage(resource, name) / SECONDS;
}

function entries(model: Model, name: string, ...types: string[]) {
  return model.resources.ofType(...types).map((resource) => ({ resource, name, amount: model.usage(resource, name) }));
}
