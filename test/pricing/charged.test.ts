import { estimate } from '../../src/pricing/estimate';
import { priced, prices, quantities } from '../support/bills';
import { arn, assemblyOf, ref, resource } from '../support/cloud-assemblies';

describe('alarms and dashboards', () => {
  const metric = (Period = 60) => ({ MetricStat: { Metric: {}, Period } });

  it('are charged by the metric, more below a minute, and by the piece for composites and dashboards', () => {
    const alarm = (properties: object) => priced({ Alarm: resource('AWS::CloudWatch::Alarm', 'Alarm', { ...properties }) }, {});
    expect(alarm({ Period: 60 })).toEqual({ 'cloudwatch.alarms': 0.1 });
    expect(alarm({ Metrics: [metric(), metric(), { Expression: 'm1 / m2' }] })).toEqual({ 'cloudwatch.alarms': 0.2 });
    expect(alarm({ Metrics: [metric(), { Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' }] })).toEqual({ 'cloudwatch.alarms': 0.3 });
    expect(alarm({ Period: 10 })).toEqual({ 'cloudwatch.alarms.high-resolution': 0.3 });
    expect(priced({ A: resource('AWS::CloudWatch::CompositeAlarm', 'A'), D: resource('AWS::CloudWatch::Dashboard', 'D') }, {}))
      .toEqual({ 'cloudwatch.alarms.composite': 0.5, 'cloudwatch.dashboards': 3 });
  });
});

describe('Contributor Insights of a table', () => {
  const rowsOf = (more: object) => {
    const KeySchema = [{ KeyType: 'HASH' }, { KeyType: 'RANGE' }];
    const table = resource('AWS::DynamoDB::Table', 'Table', { BillingMode: 'PAY_PER_REQUEST', KeySchema, ContributorInsightsSpecification: { Enabled: true, ...more } });
    const found = quantities(assemblyOf({ Table: table }), 'Table', { resources: { 'App/Table': { reads: 1e6 } } });
    return [found['cloudwatch.contributor-insights.rules'], found['cloudwatch.contributor-insights.events']];
  };

  it('are charged by rules and by events, and where they watch throttled keys alone, by half the rules and no event of a request that is served', () => {
    expect(rowsOf({})).toEqual([4, 1e6]);
    expect(rowsOf({ Mode: 'ACCESSED_AND_THROTTLED_KEYS' })).toEqual([4, 1e6]);
    expect(rowsOf({ Mode: 'THROTTLED_KEYS' })).toEqual([2, undefined]);
  });
});

describe('a site behind a distribution', () => {
  const site = {
    Bucket: resource('AWS::S3::Bucket', 'Bucket', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'INTELLIGENT_TIERING' }] }] } }),
    Api: resource('AWS::ApiGateway::RestApi', 'Api'),
    Site: resource('AWS::CloudFront::Distribution', 'Site', {
      DistributionConfig: {
        Origins: [{ DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] } }, { DomainName: { 'Fn::Sub': '${Api}.execute-api' } }],
        DefaultCacheBehavior: { FunctionAssociations: [{ FunctionARN: arn('Edge') }] },
      },
    }),
  };

  it('pays for what viewers get, for the calls that the edge hands on, and nothing for transfer from the API', () => {
    const costs = priced(site, { resources: { 'App/Site': { siteRequests: 10e6, fileKB: 100 }, 'App/Api': { requests: 5e6, responseKB: 0 } } });
    expect(costs).toMatchObject({ 'cloudfront.requests': 15, 'cloudfront.functions': 1, 'cloudfront.transfer.us': 81.06, 's3.reads': 0.4, 's3.it.transitions': 0.01 });
    expect(costs).not.toHaveProperty('transfer.out');
    expect(costs).not.toHaveProperty('s3.storage');
  });
});

describe('logs', () => {
  const of = (properties: object, more: { readonly [logicalId: string]: ReturnType<typeof resource> } = {}) => assemblyOf({
    Group: resource('AWS::Logs::LogGroup', 'Group', { RetentionInDays: 365, ...properties }),
    Fn: resource('AWS::Lambda::Function', 'Fn', { LoggingConfig: { LogGroup: ref('Group') } }),
    ...more,
  });
  const gigabyte = { resources: { 'App/Fn': { invocations: 1024 ** 2, logKB: 1 } } };

  it('of a function are at Lambda’s tiers, by the class of their group, and kept at its price', () => {
    expect(quantities(of({}), 'Group', gigabyte)).toEqual({ 'logs.lambda': 1, 'logs.storage': expect.closeTo(1.8, 6) });
    expect(quantities(of({ LogGroupClass: 'INFREQUENT_ACCESS' }), 'Group', gigabyte)).toEqual({ 'logs.lambda.ia': 1, 'logs.storage.ia': expect.closeTo(1.8, 6) });
  });

  it('of a stage are at the price of all others; what is said of the group itself is parted as it would be', () => {
    const api = {
      Api: resource('AWS::ApiGateway::RestApi', 'Api'),
      Stage: resource('AWS::ApiGateway::Stage', 'Api/Stage', { RestApiId: ref('Api'), AccessLogSetting: { DestinationArn: arn('Group') } }),
    };
    const usage = { resources: { ...gigabyte.resources, 'App/Api': { requests: 2 * 1024 ** 2 } } };
    expect(quantities(of({}, api), 'Group', usage)).toMatchObject({ 'logs.lambda': 1, 'logs.ingestion': 1, 'logs.storage': expect.closeTo(3.6, 6) });
    expect(quantities(of({}, api), 'Group', { resources: { ...usage.resources, 'App/Group': { ingestedGB: 4 } } })).toEqual({ 'logs.lambda': 2, 'logs.ingestion': 2, 'logs.storage': expect.closeTo(7.2, 6) });
  });
});

describe('a key', () => {
  it('costs as much again after each of its first two rotations, where somebody says how many it had', () => {
    const key = assemblyOf({ Key: resource('AWS::KMS::Key', 'Key', { EnableKeyRotation: true }) });
    expect(quantities(key, 'Key')).toMatchObject({ 'kms.keys': 1 });
    expect(quantities(key, 'Key', { resources: { 'App/Key': { rotations: 2 } } })).toMatchObject({ 'kms.keys': 3 });
    expect(() => quantities(key, 'Key', { resources: { 'App/Key': { rotations: 3 } } })).toThrow('rotations is out of range, got 3. Allowed: 0 to 2');
  });
});

describe('the delivery of logs', () => {
  const delivery = (OutputFormat: string, destination: string, source = ':cloudfront::1:distribution/') => estimate(assemblyOf({
    Source: resource('AWS::Logs::DeliverySource', 'Source', { Name: 'edge', LogType: 'ACCESS_LOGS', ResourceArn: { 'Fn::Join': ['', ['arn:aws', source, ref('Site')]] } }),
    Bucket: resource('AWS::S3::Bucket', 'Bucket'),
    Group: resource('AWS::Logs::LogGroup', 'Group'),
    Destination: resource('AWS::Logs::DeliveryDestination', 'Destination', { DestinationResourceArn: arn(destination), OutputFormat }),
    Delivery: resource('AWS::Logs::Delivery', 'Delivery', { DeliverySourceName: 'edge', DeliveryDestinationArn: arn('Destination') }),
  }), { prices }).unknown.map(({ type }) => type);

  it('is free from CloudFront to a bucket, and of unknown cost where it is another service, another place or Parquet', () => {
    expect(delivery('json', 'Bucket')).toEqual([]);
    expect(delivery('parquet', 'Bucket')).toEqual(['AWS::Logs::Delivery']);
    expect(delivery('json', 'Group')).toEqual(['AWS::Logs::Delivery']);
    expect(delivery('json', 'Bucket', ':cognito-idp:eu-west-1:1:userpool/')).toEqual(['AWS::Logs::Delivery']);
  });
});
