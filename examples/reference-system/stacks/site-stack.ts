import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aws_route53 as route53, type aws_s3 as s3, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { giveReasons, giveReasonsOfSite } from '../nag-reasons';
import { nameIn, type Stage, STAGES } from '../stages';
import { SecureStaticSite, type ServerlessCrudApi } from 'serverless-inteligente';

export interface SiteStackProps extends StackProps {
  /** @default STAGES.staging */
  readonly stage?: Stage;
  readonly tickets: ServerlessCrudApi;
  readonly commerce: ServerlessCrudApi;
  /** Bucket to which the page sends images, and whose thumbnails it shows. */
  readonly images: s3.IBucket;
  /** Folder of the built page. @default web/dist, or a page that only tells that the APIs are there, where that is not built */
  readonly source?: string;
}

/** What the page reads at /config.json. */
const CONFIG_SCHEMA = {
  type: 'object',
  required: ['region', 'userPoolId', 'userPoolClientId'],
  properties: { region: { type: 'string' }, userPoolId: { type: 'string' }, userPoolClientId: { type: 'string' } },
  additionalProperties: false,
};

/** The client's site (S1): bucket `cloudcommerce-static-…`, the APIs under its own origin. */
export class SiteStack extends Stack {
  public readonly site: SecureStaticSite;

  constructor(scope: Construct, id: string, { stage = STAGES.staging, ...props }: SiteStackProps) {
    super(scope, id, { ...props, crossRegionReferences: stage.domain !== undefined }); // its certificate is in us-east-1
    const { tickets, commerce } = props;
    const { domain } = stage;
    const images = `https://${props.images.bucketRegionalDomainName}`;
    this.site = new SecureStaticSite(this, 'Site', {
      source: props.source ?? builtPage(),
      bucketName: `${nameIn(stage, 'cloudcommerce-static')}-${this.account}-${this.region}`, // a name is one bucket's in all of AWS
      intelligentTiering: true,
      domainName: domain?.name,
      hostedZone: domain && route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: domain.hostedZoneId, zoneName: domain.zoneName }),
      apis: [
        { pathPattern: '/v1/tickets*', api: tickets.restApi },
        { pathPattern: '/v1/auth*', api: tickets.restApi },
        { pathPattern: '/v1/*', api: commerce.restApi },
      ],
      connectTo: [images],
      cspSources: { 'img-src': [images] },
      config: { region: this.region, userPoolId: tickets.userPool.userPoolId, userPoolClientId: tickets.userPoolClient.userPoolClientId },
      configSchema: CONFIG_SCHEMA,
    });
    giveReasons(this);
    giveReasonsOfSite(this);
    for (const alarm of this.site.alarms) { giveReasonsOfSite(alarm.stack); } // in another region, a stack of its own
    new CfnOutput(this, 'SiteUrl', { value: this.site.url });
    new CfnOutput(this, 'SiteDistributionId', { value: this.site.distribution.distributionId });
    new CfnOutput(this, 'SiteBucketName', { value: this.site.bucket.bucketName });
    new CfnOutput(this, 'SitePublisherName', { value: this.site.publisher.functionName });
  }
}

function builtPage(): string {
  const built = join(__dirname, '..', 'web', 'dist');
  return existsSync(join(built, 'index.html')) ? built : join(__dirname, '..', 'site');
}
