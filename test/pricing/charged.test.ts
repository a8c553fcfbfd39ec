import { priced } from '../support/bills';
import { arn, resource } from '../support/cloud-assemblies';

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
