import {
  Annotations, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_cloudwatch as cloudwatch, aws_lambda as lambda, aws_logs as logs,
  aws_s3 as s3, aws_sns as sns, Duration, RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { contentSecurityPolicy } from './content-security-policy';
import { createEdgeFunction } from './edge-function';
import { tellPrices } from './paid-features';
import { ContentSecurityPolicyMode, SiteMode, type SecureStaticSiteProps } from './props';
import { createSecurityHeaders } from './security-headers';
import { apiBehaviors } from './site-apis';
import { SiteBucket } from './site-bucket';
import { configJson } from './site-config';
import { createDomain, createRecords, type SiteDomain } from './site-domain';
import { createAccessLogs, createAlarms, type SiteAlarms } from './site-monitoring';
import { SitePublisher } from './site-publisher';
import { siteRoutes } from './site-routes';
import { readSource, type SiteSource } from './site-source';
import { createWebAcl } from './web-acl';
import { INDEX_PAGE, SITE_PREFIX } from '../../contract/secure-static-site';
import { checkDuration, checkPattern } from '../private/check';
import { fail } from '../private/fail';
import { hasExplicitEnv, scopeAfter, scopeBefore } from '../private/support-stack';

/**
 * A static site behind CloudFront: a private bucket that one distribution may read, security headers on every answer,
 * and HTTPS only.
 */
export class SecureStaticSite extends Construct {
  /** Objects of the site, and the records of its releases. */
  public readonly bucket: s3.Bucket;
  /** What browsers talk to. */
  public readonly distribution: cloudfront.Distribution;
  /**
   * Function that publishes. `{"rollBackTo":"previous"}` makes it serve the release before, `{"list":true}` tells which
   * there are.
   */
  public readonly publisher: lambda.Function;
  /** Id of the release that the deployment publishes. */
  public readonly release: string;
  /** The alarms, in us-east-1. */
  public readonly alarms: cloudwatch.Alarm[];
  /** Topic of the alarms, in us-east-1, where there are `alarmSubscriptions`. */
  public readonly alarmTopic?: sns.Topic;

  private readonly domain?: SiteDomain;

  constructor(scope: Construct, id: string, props: SecureStaticSiteProps) {
    super(scope, id);
    checkProps(this, props);
    tellPrices(this, props);
    const source = readSource(this.node.path, props.source);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const retention = props.retention ?? Duration.days(30);
    const bucket = new SiteBucket(this, 'Bucket', {
      bucketName: props.bucketName,
      customerManagedKey: props.customerManagedKey ?? false,
      intelligentTiering: props.intelligentTiering ?? false,
      removalPolicy,
      retention,
    });
    this.bucket = bucket;
    this.domain = createDomain(this, props.domainName, props.hostedZone);
    if (!this.domain) {
      Annotations.of(this).addInfoV2(
        'serverless-inteligente:tls-without-domain',
        'without a domainName, CloudFront takes TLS 1.0 on (TLSv1) on its own name, whatever is set: give domainName and hostedZone for TLS 1.2 and newer only',
      );
    }
    const policy = contentSecurityPolicy(this, {
      source,
      userPools: props.userPools ?? [],
      connectTo: props.connectTo ?? [],
      extra: props.cspSources ?? {},
      reportUrl: props.cspReportUrl,
    });
    const policyMode = props.contentSecurityPolicy ?? ContentSecurityPolicyMode.ENFORCED;
    const headers = createSecurityHeaders(this, 'Headers', { hstsPreload: props.hstsPreload ?? false, policy, policyMode, reportUrl: props.cspReportUrl });
    this.distribution = this.buildDistribution(props, source, headers);
    if (this.domain) { createRecords(this, this.domain, this.distribution); }
    const { alarms, topic } = this.watch(props);
    this.alarms = alarms;
    this.alarmTopic = topic;
    bucket.letIn(this.distribution);
    const publisher = new SitePublisher(this, 'Publisher', {
      source,
      bucket,
      distribution: this.distribution,
      retention,
      policy: policyMode === ContentSecurityPolicyMode.ENFORCED ? policy : '',
      configJson: configJson(this, source, { config: props.config, schema: props.configSchema }),
      removalPolicy,
      logRetention: props.logRetention ?? logs.RetentionDays.THREE_MONTHS,
    });
    this.publisher = publisher.handler;
    this.release = publisher.release;
  }

  /** Where the site is: `https://d111111abcdef8.cloudfront.net`, without a slash at its end. */
  public get url(): string {
    return `https://${this.domain?.name ?? this.distribution.distributionDomainName}`;
  }

  private buildDistribution(
    props: SecureStaticSiteProps, source: SiteSource, headers: cloudfront.ResponseHeadersPolicy,
  ): cloudfront.Distribution {
    const routes = siteRoutes(this.node.path, props.mode ?? SiteMode.SPA, source, this.domain?.name);
    const edge = createEdgeFunction(this, 'Edge', { ...routes, ...(props.hstsPreload && { preload: true }) });
    const accessControl = new cloudfront.S3OriginAccessControl(this, 'AccessControl');
    const origin = origins.S3BucketOrigin.withBucketDefaults(this.bucket, {
      originPath: `/${SITE_PREFIX.slice(0, -1)}`,
      originAccessControlId: accessControl.originAccessControlId,
    });
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: this.node.path.slice(0, 128),
      defaultRootObject: INDEX_PAGE,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      priceClass: props.priceClass ?? cloudfront.PriceClass.PRICE_CLASS_ALL,
      domainNames: this.domain?.names,
      certificate: this.domain?.certificate,
      webAclId: props.webAcl ? createWebAcl(scopeBefore(this, 'webAcl'), 'WebAcl').attrArn : undefined,
      publishAdditionalMetrics: props.originLatencyMetrics ?? false,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultBehavior: {
        origin,
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        compress: true,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        functionAssociations: [{ eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: edge }],
        responseHeadersPolicy: headers,
      },
      additionalBehaviors: apiBehaviors(this.node.path, props.apis ?? [], headers),
    });
  }

  private watch(props: SecureStaticSiteProps): SiteAlarms {
    const byDefault = hasExplicitEnv(this);
    if (props.accessLogs ?? byDefault) {
      createAccessLogs(scopeAfter(this, 'accessLogs'), this.distribution, props.logRetention ?? logs.RetentionDays.THREE_MONTHS);
    }
    const { alarmSubscriptions: subscribers = [] } = props;
    if (props.alarms ?? (byDefault || subscribers.length > 0)) {
      return createAlarms(scopeAfter(this, props.alarms ? 'alarms' : 'alarmSubscriptions'), this.distribution, this.domain?.certificate, subscribers);
    }
    if (subscribers.length > 0) {
      fail({ where: this.node.path, what: 'alarmSubscriptions is given and alarms is false', allowed: 'subscribers of alarms that are made', fix: 'leave one of the two out' });
    }
    return { alarms: [] };
  }
}

function checkProps(scope: Construct, props: SecureStaticSiteProps) {
  const where = scope.node.path;
  checkPattern(where, 'bucketName', props.bucketName, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits, dots or hyphens, a letter or digit at both ends');
  checkDuration(where, 'retention', props.retention, Duration.days(1), Duration.days(365));
}
