import { aws_cloudfront as cloudfront, aws_iam as iam, aws_kms as kms, aws_s3 as s3, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SITE_PREFIX } from '../../contract/secure-static-site';
import { privateBucket } from '../private/private-bucket';

export interface SiteBucketProps {
  readonly bucketName?: string;
  readonly customerManagedKey: boolean;
  readonly intelligentTiering: boolean;
  readonly removalPolicy: RemovalPolicy;
  readonly retention: Duration;
}

/** The bucket of a site. Nobody reads it but the distribution that `letIn` names. */
export class SiteBucket extends s3.Bucket {
  /** Its own key, where it has one. */
  public readonly siteKey?: kms.Key;

  constructor(scope: Construct, id: string, props: SiteBucketProps) {
    super(scope, id, {
      ...privateBucket(),
      bucketName: props.bucketName,
      versioned: true,
      removalPolicy: props.removalPolicy,
      lifecycleRules: [
        {
          // A day more than an earlier release may be brought back, so that it never dies under the one who does.
          noncurrentVersionExpiration: Duration.days(props.retention.toDays() + 1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          expiredObjectDeleteMarker: true,
        },
        ...(props.intelligentTiering
          ? [{ transitions: [{ storageClass: s3.StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }] }]
          : []),
      ],
    });
    if (props.customerManagedKey) { this.siteKey = this.encryptWithOwnKey(props.removalPolicy); }
  }

  /** Lets this distribution, and no other, read the site's objects and see that one is missing: 404 instead of 403. */
  public letIn(distribution: cloudfront.Distribution) {
    const cloudFront = {
      principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
      conditions: { StringEquals: { 'AWS:SourceArn': distribution.distributionArn } },
    };
    this.addToResourcePolicy(new iam.PolicyStatement({ ...cloudFront, actions: ['s3:GetObject'], resources: [this.arnForObjects(`${SITE_PREFIX}*`)] }));
    this.addToResourcePolicy(new iam.PolicyStatement({ ...cloudFront, actions: ['s3:ListBucket'], resources: [this.bucketArn] }));
    this.siteKey?.addToResourcePolicy(new iam.PolicyStatement({ ...cloudFront, actions: ['kms:Decrypt'], resources: ['*'] }));
  }

  /**
   * The key's policy names the distribution, which names the bucket, which must name the key: the bucket does so by the
   * key's alias, a name known at synth, so that CloudFormation sees no circle.
   */
  private encryptWithOwnKey(removalPolicy: RemovalPolicy): kms.Key {
    const stack = Stack.of(this);
    const aliasName = `alias/${stack.stackName}-site-${this.node.addr.slice(-8)}`;
    const key = new kms.Key(this, 'Key', { description: `Objects of ${this.node.path}`, enableKeyRotation: true, removalPolicy });
    new kms.Alias(this, 'Alias', { aliasName, targetKey: key });
    (this.node.defaultChild as s3.CfnBucket).bucketEncryption = {
      serverSideEncryptionConfiguration: [{
        bucketKeyEnabled: true,
        serverSideEncryptionByDefault: {
          sseAlgorithm: 'aws:kms',
          kmsMasterKeyId: stack.formatArn({ service: 'kms', resource: aliasName }),
        },
      }],
    };
    return key;
  }
}
