import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  AssetHashType, aws_cloudfront as cloudfront, aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_lambda as lambda,
  aws_logs as logs, aws_s3_assets as assets, CustomResource, DockerImage, Duration, RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { SiteBucket } from './site-bucket';
import type { SiteSource } from './site-source';
import { FILES_FOLDER, MANIFEST_FILE, publisherEnv, RECORDS_PREFIX, SITE_PREFIX, type PublicationProperties, type SiteManifest } from '../../contract/secure-static-site';
import { HandlerFunction } from '../private/handler-function';
import { letUseKey } from '../private/key-use';

export interface SitePublisherProps {
  readonly source: SiteSource;
  readonly bucket: SiteBucket;
  readonly distribution: cloudfront.Distribution;
  readonly retention: Duration;
  /** Content of config.json; empty for none. */
  readonly configJson: string;
  /** Content security policy that is enforced; empty for none. */
  readonly policy: string;
  readonly removalPolicy: RemovalPolicy;
  readonly logRetention: logs.RetentionDays;
}

/** Publishes the source when the stack is deployed, sweeps every day, and rolls back when it is told to. */
export class SitePublisher extends Construct {
  public readonly handler: lambda.Function;
  /** Id of the release that the deployment publishes. */
  public readonly release: string;

  constructor(scope: Construct, id: string, props: SitePublisherProps) {
    super(scope, id);
    const { bucket, distribution } = props;
    const archive = archiveAsset(this, 'Source', props.source);
    this.handler = new HandlerFunction(this, 'Handler', {
      bundle: 'publish-site',
      description: `Publishes ${scope.node.path}`,
      environment: publisherEnv.render({
        BUCKET_NAME: bucket.bucketName,
        DISTRIBUTION_ID: distribution.distributionId,
        RETENTION_SECONDS: props.retention.toSeconds().toString(),
        SERVICE_NAME: 'site-publisher',
      }),
      memorySize: 1_769, // a whole processor
      timeout: Duration.minutes(15),
      logRetention: props.logRetention,
    });
    const emptyOnDelete = props.removalPolicy === RemovalPolicy.DESTROY;
    const properties: PublicationProperties = {
      SourceBucketName: archive.s3BucketName,
      SourceObjectKey: archive.s3ObjectKey,
      ConfigJson: props.configJson,
      Policy: props.policy,
      EmptyOnDelete: String(emptyOnDelete),
    };
    const permissions = new iam.Policy(this, 'Permissions', {
      roles: [this.handler.role!],
      statements: [
        allow(['s3:GetObject'], [archive.bucket.arnForObjects(archive.s3ObjectKey)]),
        allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [bucket.arnForObjects(`${RECORDS_PREFIX}*`)]),
        allow(['s3:PutObject', 's3:GetObjectVersion', 's3:DeleteObject', 's3:AbortMultipartUpload'], [bucket.arnForObjects(`${SITE_PREFIX}*`)]),
        allow(['s3:ListBucket', 's3:ListBucketVersions'], [bucket.bucketArn]),
        // Only what is at the end of a failed creation, or of a bucket that is to be destroyed.
        allow(['s3:DeleteObjectVersion'], [bucket.arnForObjects('*')]),
        allow(['cloudfront:CreateInvalidation'], [distribution.distributionArn]),
      ],
    });
    letUseKey(bucket.siteKey, this.handler, 'reads objects', 'writes objects');
    const publication = new CustomResource(this, 'Publication', {
      resourceType: 'Custom::SitePublication',
      serviceToken: this.handler.functionArn,
      serviceTimeout: Duration.minutes(17), // an answer that has not come by then never will
      properties: { ...properties },
    });
    // All of the bucket's own: its policy, its key's alias; and the role's, or the first write would be refused.
    publication.node.addDependency(permissions, bucket, distribution);
    this.release = publication.getAttString('Release');
    new events.Rule(this, 'Sweep', {
      description: `Deletes what ${scope.node.path} has had out of use for its window`,
      schedule: events.Schedule.rate(Duration.days(1)),
      targets: [new targets.LambdaFunction(this.handler, { event: events.RuleTargetInput.fromObject({ sweep: true }) })],
    });
  }
}

function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}

/** The source and its manifest as one archive. Its hash is of the manifest, which holds those of all files. */
function archiveAsset(scope: Construct, id: string, source: SiteSource): assets.Asset {
  const manifest: SiteManifest = { files: source.files };
  const json = JSON.stringify(manifest);
  return new assets.Asset(scope, id, {
    path: source.folder,
    assetHashType: AssetHashType.CUSTOM,
    assetHash: createHash('sha256').update(json).digest('hex'),
    bundling: {
      image: DockerImage.fromRegistry('none'), // never pulled: the local bundling below always succeeds
      local: {
        tryBundle(output: string): boolean {
          writeFileSync(join(output, MANIFEST_FILE), json);
          for (const file of source.files) {
            const target = join(output, FILES_FOLDER, file.path);
            mkdirSync(dirname(target), { recursive: true });
            cpSync(source.locate(file), target, { dereference: true });
          }
          return true;
        },
      },
    },
  });
}
