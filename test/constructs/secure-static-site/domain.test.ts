import {
  App, aws_certificatemanager as acm, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_lambda as lambda, aws_route53 as route53,
  aws_sns_subscriptions as subscriptions, aws_sqs as sqs, Stack,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AlarmSubscriber, CostGuardAlarms, SecureStaticSite, type SecureStaticSiteProps } from '../../../src';
import { createAlarms } from '../../../src/constructs/secure-static-site/site-monitoring';
import { build, removeBuilds, siteStack } from '../../support/site';
import { resourcesOf } from '../../support/template';

afterAll(removeBuilds);

const ACCOUNT = '111122223333';

function domainStack(region: string, props: Partial<SecureStaticSiteProps> = {}, crossRegionReferences = true) {
  const app = new App();
  const stack = new Stack(app, 'Shop', { env: { account: ACCOUNT, region }, crossRegionReferences });
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z123', zoneName: 'example.com' });
  const site = new SecureStaticSite(stack, 'Site', { source: build(), domainName: 'example.com', hostedZone, ...props });
  const named = (suffix: string) => Template.fromStack(app.node.findChild(`Shop${suffix}`) as Stack);
  return { app, stack, site, template: () => Template.fromStack(stack), support: () => named('-us-east-1'), monitoring: () => named('-us-east-1-monitoring') };
}

const stacksOf = (app: App) => app.node.children.filter(Stack.isStack).map(({ node }) => node.id);

describe('a domain', () => {
  test('S1: has a certificate in us-east-1 from a stack in any region, and TLS 1.2 of 2021 or newer', () => {
    const { template, support } = domainStack('eu-west-1');
    support().hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'example.com', SubjectAlternativeNames: ['www.example.com'], ValidationMethod: 'DNS', DomainValidationOptions: Match.arrayWith([{ DomainName: 'example.com', HostedZoneId: 'Z123' }]),
    });
    template().hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: ['example.com', 'www.example.com'], ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only', AcmCertificateArn: Match.anyValue() } },
    });
  });

  test('S1: has A, AAAA and HTTPS records, for www too', () => {
    const records = Object.values(resourcesOf(domainStack('eu-west-1').template(), 'AWS::Route53::RecordSet')).map(({ Properties: { Name, Type } }) => `${Type} ${Name}`);
    expect(records.sort()).toEqual(['A example.com.', 'A www.example.com.', 'AAAA example.com.', 'AAAA www.example.com.', 'HTTPS example.com.', 'HTTPS www.example.com.']);
  });

  test('is the one host of the site: every other is redirected to it', () => {
    const { template } = domainStack('eu-west-1');
    template().hasResourceProperties('AWS::CloudFront::Function', { FunctionCode: Match.stringLikeRegexp('"host":"example.com"') });
  });

  test('www may be the host, and the bare domain lead to it', () => {
    const { support, template, site } = domainStack('eu-west-1', { domainName: 'www.example.com' });
    support().hasResourceProperties('AWS::CertificateManager::Certificate', { DomainName: 'www.example.com', SubjectAlternativeNames: ['example.com'] });
    template().hasResourceProperties('AWS::CloudFront::Function', { FunctionCode: Match.stringLikeRegexp('"host":"www.example.com"') });
    expect(site.url).toBe('https://www.example.com');
  });

  test('a name below the zone has no www', () => {
    const records = Object.values(resourcesOf(domainStack('eu-west-1', { domainName: 'app.example.com' }).template(), 'AWS::Route53::RecordSet')).map(({ Properties }) => Properties.Name);
    expect([...new Set(records)]).toEqual(['app.example.com.']);
  });

  test('needs no other stack in us-east-1', () => {
    const { app, template } = domainStack('us-east-1', {}, false);
    expect(stacksOf(app)).toEqual(['Shop']);
    template().resourceCountIs('AWS::CertificateManager::Certificate', 1);
    template().resourceCountIs('AWS::CloudWatch::Alarm', 2);
    template().resourceCountIs('AWS::Logs::Delivery', 1);
  });

  test('one stack there for certificate and alarms would wait for the site, which waits for it: so there are two (decision 13)', () => {
    const app = new App();
    const stack = (id: string, region: string) => new Stack(app, id, { env: { account: ACCOUNT, region }, crossRegionReferences: true });
    const [site, support] = [stack('Shop', 'eu-west-1'), stack('Shop-us-east-1', 'us-east-1')];
    const certificate = new acm.Certificate(support, 'Certificate', { domainName: 'example.com' });
    const distribution = new cloudfront.Distribution(site, 'Distribution', {
      certificate, domainNames: ['example.com'], defaultBehavior: { origin: new origins.HttpOrigin('origin.example.com') },
    });
    createAlarms(support, distribution, certificate, []);
    expect(() => app.synth()).toThrow(
      "'Shop' depends on 'Shop-us-east-1' (Shop -> Shop-us-east-1/Certificate/Resource.Ref). "
      + 'Adding this dependency (Shop-us-east-1 -> Shop/Distribution/Resource.Ref) would create a cyclic reference.',
    );
    const two = domainStack('eu-west-1');
    two.app.synth();
    expect(stacksOf(two.app).sort()).toEqual(['Shop', 'Shop-us-east-1', 'Shop-us-east-1-monitoring']);
    expect(two.stack.dependencies.map(({ node }) => node.id)).toEqual(['Shop-us-east-1']);
  });

  test('its deployment fails, and says so, where us-east-1 was not bootstrapped', () => {
    const { support, monitoring } = domainStack('eu-west-1');
    for (const template of [support(), monitoring()]) {
      const { Parameters, Rules } = template.toJSON();
      expect(Parameters.BootstrapVersion).toMatchObject({ Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' });
      expect(JSON.stringify(Rules)).toMatch(/cdk bootstrap/);
    }
  });

  test('fails where the region is not known, or may not be left', () => {
    const stack = new Stack(new App(), 'Shop');
    const hostedZone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z123', zoneName: 'example.com' });
    expect(() => new SecureStaticSite(stack, 'Site', { source: build(), domainName: 'example.com', hostedZone })).toThrow(/domainName.*explicit env.*Fix: .*env.*bootstrap.*us-east-1/s);
    expect(() => domainStack('eu-west-1', {}, false)).toThrow(/crossRegionReferences.*Fix: .*crossRegionReferences: true/);
  });

  test('fails half given, outside its zone, or with a zone that waits for this very stack', () => {
    expect(() => siteStack({ domainName: 'example.com' })).toThrow(/hostedZone.*Fix: /);
    expect(() => domainStack('eu-west-1', { domainName: 'example.org' })).toThrow(/"example\.org".*example\.com.*Fix: /);
    expect(() => domainStack('eu-west-1', { domainName: 'https://example.com' })).toThrow(/domainName.*Fix: /);
    const stack = new Stack(new App(), 'Shop', { env: { account: ACCOUNT, region: 'eu-west-1' }, crossRegionReferences: true });
    const hostedZone = new route53.PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' });
    expect(() => new SecureStaticSite(stack, 'Site', { source: build(), domainName: 'example.com', hostedZone })).toThrow(/hostedZone is made in.*Fix: /);
  });

  test('without one, the synth says what CloudFront does of TLS', () => {
    Annotations.fromStack(siteStack().stack).hasInfo('*', Match.stringLikeRegexp('TLSv1'));
  });
});

describe('watched from us-east-1', () => {
  test('O2: alarms on errors and on a certificate that is about to expire reach the subscribers', () => {
    const { monitoring } = domainStack('eu-west-1', { alarmSubscriptions: [new subscriptions.EmailSubscription('ops@example.com')] });
    monitoring().hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
    const alarms = Object.values(resourcesOf(monitoring(), 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
    expect(alarms).toHaveLength(2);
    for (const alarm of alarms) { expect(alarm.AlarmActions).toEqual([{ Ref: expect.any(String) }]); }
    expect(JSON.stringify(alarms)).toMatch(/5xxErrorRate.*DaysToExpiry|DaysToExpiry.*5xxErrorRate/);
  });

  test.each(['us-east-1', 'eu-west-1'])('O2: without subscribers of their own, the alarms of a site in %s tell those of the CostGuardAlarms that watches it, each once', (region) => {
    const { app, stack, site } = domainStack(region);
    expect(site.alarmTopic).toBeUndefined();
    const watch = new Stack(app, 'Watch', { env: { account: ACCOUNT, region } });
    new CostGuardAlarms(watch, 'Guard', { watch: [stack], notify: { general: [AlarmSubscriber.email('ops@example.com')] }, topicName: 'alerts', dashboards: false });
    const resources = app.synth().stacks.flatMap(({ template }) => Object.values<any>(template.Resources));
    const alarms = resources.filter(({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && /5xxErrorRate|DaysToExpiry/.test(JSON.stringify(Properties)));
    expect(alarms).toHaveLength(2);
    for (const { Properties: { AlarmActions: actions } } of alarms) { expect(JSON.stringify(actions)).toContain(':sns:us-east-1:111122223333:alerts'); }
  });

  test('a queue and a function of the site’s own stack may subscribe, whatever its region', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop', { env: { account: ACCOUNT, region: 'eu-west-1' }, crossRegionReferences: true });
    const queue = new sqs.Queue(stack, 'Queue');
    const handler = new lambda.Function(stack, 'Handler', { code: lambda.Code.fromInline('0'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_LATEST });
    new SecureStaticSite(stack, 'Site', { source: build(), alarmSubscriptions: [new subscriptions.SqsSubscription(queue), new subscriptions.LambdaSubscription(handler)] });
    const [site, monitoring] = ['Shop', 'Shop-us-east-1-monitoring'].map((name) => app.synth().getStackByName(name).template);
    const far = Object.values<any>(monitoring.Resources);
    expect(far.filter(({ Type }) => Type === 'AWS::SNS::Subscription').map(({ Properties }) => Properties.Protocol).sort()).toEqual(['lambda', 'sqs']);
    const { TopicName: name } = far.find(({ Type }) => Type === 'AWS::SNS::Topic').Properties;
    const allowed = JSON.stringify(site.Resources).match(/:sns:us-east-1:111122223333:[^"]*/g);
    expect(allowed).toEqual(Array(2).fill(`:sns:us-east-1:111122223333:${name}`)); // by the queue's policy, and the function's
  });

  test('access logs go to a bucket without ACLs, by the deliveries of CloudWatch', () => {
    const { monitoring } = domainStack('eu-west-1');
    monitoring().hasResourceProperties('AWS::Logs::DeliverySource', { LogType: 'ACCESS_LOGS' });
    monitoring().hasResourceProperties('AWS::Logs::DeliveryDestination', { OutputFormat: 'json' });
    monitoring().resourceCountIs('AWS::Logs::Delivery', 1);
    monitoring().hasResourceProperties('AWS::S3::Bucket', {
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      AccessControl: Match.absent(),
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 90 })]) },
    });
  });

  test('is left out where env is not explicit, and where it is told to be', () => {
    expect(stacksOf(siteStack().app)).toEqual(['Stack']);
    expect(stacksOf(siteStack({ alarms: false, accessLogs: false }, { env: { account: ACCOUNT, region: 'eu-west-1' } }).app)).toEqual(['Stack']);
    expect(() => siteStack({ alarms: true })).toThrow(/explicit env/);
    expect(() => siteStack({ accessLogs: true })).toThrow(/explicit env/);
  });

  test('fails for subscribers of alarms that are not made: nobody would ever be told', () => {
    const alarmSubscriptions = [new subscriptions.EmailSubscription('ops@example.com')];
    expect(() => siteStack({ alarmSubscriptions })).toThrow(/alarmSubscriptions.*explicit env.*Fix: .*env/s);
    expect(() => siteStack({ alarmSubscriptions, alarms: false }, { env: { account: ACCOUNT, region: 'eu-west-1' } })).toThrow(/alarmSubscriptions.*alarms.*Fix: /s);
  });

  test('the firewall and the metrics that cost money are there when asked for', () => {
    const { support, template } = domainStack('eu-west-1', { webAcl: true, originLatencyMetrics: true });
    support().hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    template().hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { WebACLId: Match.anyValue() } });
    template().resourceCountIs('AWS::CloudFront::MonitoringSubscription', 1);
    expect(JSON.stringify(domainStack('eu-west-1').support().toJSON())).not.toContain('WebACL');
  });
});
