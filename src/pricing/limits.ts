import { Assembly, Resource } from './assembly';
import { EstimateOptions, modelOf } from './estimate';
import { decoded, pathOf } from './gateway-cache';
import { Model, SECONDS } from './model';
import { shareOf } from './models/traffic';
import { Passes } from './relations';
import { UsageValues } from './usage';

/** A quota, what the traffic asks of it, and the traffic at which it breaks. */
export interface Limit {
  /** Path of the resource, or "account", with the region where the app is in several: "account, eu-west-1". */
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
const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html';
const SQS_FIFO = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html';
const SQS_CALLS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html';
const SNS = 'https://docs.aws.amazon.com/general/latest/gr/sns.html';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
const CLOUDFRONT = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';

/** Executions at once, of an account in a region. */
const CONCURRENCY = 1000;

/** What a region has that is not as most are. */
type ByRegion = { readonly [region: string]: number };

/** Cape Town, Milan, Jakarta, UAE, Hyderabad, Melbourne, Spain, Zurich, Tel Aviv, Calgary, Malaysia, Thailand and Mexico. */
const SMALL_GATEWAYS = new Set([
  'af-south-1', 'eu-south-1', 'ap-southeast-3', 'me-central-1', 'ap-south-2', 'ap-southeast-4', 'eu-south-2', 'eu-central-2', 'il-central-1',
  'ca-west-1', 'ap-southeast-5', 'ap-southeast-7', 'mx-central-1',
]);

/** Messages that an account may publish in a second, where it is not 300. */
const SNS_PUBLISHES: ByRegion = {
  'us-east-1': 30_000,
  'us-west-2': 9000,
  'eu-west-1': 9000,
  ...Object.fromEntries(['us-east-2', 'us-west-1', 'ap-south-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'eu-central-1']
    .map((region) => [region, 1500])),
};
/** To a topic that keeps the order, and to all of an account's where it has less. */
const SNS_FIFO_PUBLISHES = 3000;

/** Calls of an action at high throughput, where it is not 2,400, the least of all regions. */
const SQS_FIFO_CALLS: ByRegion = { 'us-east-1': 70_000, 'us-west-2': 70_000, 'eu-west-1': 70_000 };
/** Whose quotas are taken of a stack that may go to any region: that of the prices. */
const ANY_REGION = 'us-east-1';

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

/** Resources that share a quota of the account. */
interface Regional {
  readonly where: string;
  readonly region: string;
  readonly resources: readonly Resource[];
}

function byRegion(resources: readonly Resource[]): Regional[] {
  const regions = [...new Set(resources.map(({ region }) => region ?? ANY_REGION))];
  return regions.map((region) => ({
    region,
    where: regions.length === 1 ? 'account' : `account, ${region}`,
    resources: resources.filter((resource) => (resource.region ?? ANY_REGION) === region),
  }));
}

function gatewayLimits(model: Model): Found[] {
  const accounts = byRegion(model.resources.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api')).map(({ where, region, resources }): Found => ({
    where,
    name: 'API Gateway, all APIs of a region',
    quota: SMALL_GATEWAYS.has(region) ? 2500 : 10_000,
    unit: 'requests/s',
    load: sumOf(resources, (api) => perSecond(model, api, 'requests')),
    source: GATEWAY,
  }));
  const stages = model.resources.ofType('AWS::ApiGateway::Stage').flatMap((stage) => throttles(stage, model));
  return [...accounts, ...stages];
}

/**
 * Of the methods that have a throttle of their own, and of the busiest of those that take the stage's, which each method has to itself:
 * a stage's is applied at the level of methods.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
function throttles(stage: Resource, model: Model): Found[] {
  const [api] = model.resources.refs(stage, stage.properties.RestApiId);
  if (!api) { return []; }
  const all = [...new Set(model.relations.from(api, Passes.REQUESTS).flatMap(({ routes }) => routes!.all))];
  const requests = perSecond(model, api, 'requests');
  const settings: any[] = stage.properties.MethodSettings ?? [];
  const isOfAll = ({ HttpMethod, ResourcePath }: any) => HttpMethod === '*' && ResourcePath === '/*';
  const nameOf = (method: Resource) => `${method.properties.HttpMethod} ${pathOf(model.resources, method, method.properties.ResourceId)}`;
  const loadOf = (name: string) => requests * shareOf(all.filter((method) => nameOf(method) === name), all, model);
  const own = settings.filter((setting) => !isOfAll(setting))
    .map(({ HttpMethod, ResourcePath, ...setting }) => ({ ...setting, name: `${HttpMethod} ${decoded(ResourcePath)}` }));
  const [busiest] = [...new Set(all.map(nameOf))].filter((name) => !own.some((setting) => setting.name === name && setting.ThrottlingRateLimit > 0))
    .sort((a, b) => loadOf(b) - loadOf(a));
  const common = settings.filter((setting) => busiest && isOfAll(setting)).map((setting) => ({ ...setting, name: busiest, prefix: 'the stage, on ' }));
  return [...own, ...common].filter(({ ThrottlingRateLimit }) => Number(ThrottlingRateLimit) > 0).map(({ name, prefix = '', ThrottlingRateLimit }) => ({
    where: stage.path, name: `throttle of ${prefix}${name}`, quota: Number(ThrottlingRateLimit), unit: 'requests/s', load: loadOf(name), source: 'template',
  }));
}

function functionLimits(model: Model): Found[] {
  const running = model.resources.ofType('AWS::Lambda::Function').map((fn) => {
    const invocations = perSecond(model, fn, 'invocations');
    return { fn, invocations, load: invocations * model.usage(fn, 'durationMs') / 1000 };
  });
  const accounts = byRegion(running.map(({ fn }) => fn)).flatMap(({ where, resources }): Found[] => {
    const total = (of: 'invocations' | 'load') => sumOf(running.filter(({ fn }) => resources.includes(fn)), (one) => one[of]);
    return [
      { where, name: 'Lambda, concurrent executions', quota: CONCURRENCY, unit: 'executions', load: total('load'), source: LAMBDA },
      {
        where,
        name: 'Lambda, invocations a second, 10 by each execution environment',
        quota: 10 * CONCURRENCY,
        unit: 'invocations/s',
        load: total('invocations'),
        source: LAMBDA,
      },
    ];
  });
  const workers = model.resources.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping): Found[] => {
    const quota = Number(mapping.properties.ScalingConfig?.MaximumConcurrency);
    const [fn] = model.relations.functions(mapping, mapping.properties.FunctionName);
    const load = running.find((one) => one.fn.key === fn?.key)?.load ?? 0;
    return quota > 0 ? [{ where: fn?.path ?? mapping.path, name: 'functions that a queue starts at once', quota, unit: 'executions', load, source: 'template' }] : [];
  });
  return [
    ...accounts,
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
  const topics = model.resources.ofType('AWS::SNS::Topic');
  const published = (name: string, where: string, quota: number, some: readonly Resource[]): Found =>
    ({ where, name, quota, unit: 'messages/s', load: sumOf(some, (topic) => perSecond(model, topic, 'publishes')), source: SNS });
  const fifo = topics.filter(({ properties }) => properties.FifoTopic === true);
  const accounts = byRegion(topics).map(({ where, region, resources }) => {
    const standard = SNS_PUBLISHES[region] ?? 300;
    const quota = resources.every((topic) => fifo.includes(topic)) ? Math.max(standard, SNS_FIFO_PUBLISHES) : standard;
    return published('SNS, messages published, all topics of a region', where, quota, resources);
  });
  const ordered = fifo.filter(({ properties }) => properties.FifoThroughputScope !== 'MessageGroup')
    .map((topic) => published('SNS FIFO, messages published', topic.path, SNS_FIFO_PUBLISHES, [topic]));
  const queues = model.resources.ofType('AWS::SQS::Queue').flatMap((queue): Found[] => {
    const messages = perSecond(model, queue, 'messages');
    // Of one function: until its invocation ends, a message is in flight.
    const [consumer] = model.relations.all.filter(({ from, to }) => from.key === queue.key && to.type === 'AWS::Lambda::Function');
    const seconds = consumer ? model.usage(consumer.to, 'durationMs') / 1000 : 0;
    const { FifoQueue, FifoThroughputLimit } = queue.properties;
    const inFlight = { where: queue.path, name: 'SQS, messages in flight', quota: 120_000, unit: 'messages', load: messages * seconds };
    if (FifoQueue !== true) { return [{ ...inFlight, source: SQS }]; }
    const quota = FifoThroughputLimit === 'perMessageGroupId' ? SQS_FIFO_CALLS[queue.region ?? ANY_REGION] ?? 2400 : 300;
    return [
      { ...inFlight, source: SQS_FIFO },
      { where: queue.path, name: 'SQS FIFO, calls of an action without batches', quota, unit: 'calls/s', load: messages, source: SQS_CALLS },
    ];
  });
  return [...accounts, ...ordered, ...queues];
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

function sumOf<T>(some: readonly T[], amount: (one: T) => number): number {
  return some.reduce((sum, one) => sum + amount(one), 0);
}

function perSecond(model: Model, resource: Resource, name: string): number {
  return model.usage(resource, name) / SECONDS;
}

function entries(model: Model, name: string, ...types: string[]) {
  return model.resources.ofType(...types).map((resource) => ({ resource, name, amount: model.usage(resource, name) }));
}
