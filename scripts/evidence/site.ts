import { ofType, readable, type Blueprint } from './blueprint';
import { keepJson } from './place';

/** lesson2/site: what bucket and distribution are deployed with (S1, S2). */
export function site(blueprint: Blueprint) {
  const [{ stack, properties: { DistributionConfig: distribution } }] = ofType(blueprint, 'AWS::CloudFront::Distribution');
  const [{ properties: bucket }] = ofType(blueprint, 'AWS::S3::Bucket').filter((one) => one.stack === stack);
  const rules: any[] = bucket.LifecycleConfiguration?.Rules ?? [];
  keepJson('lesson2/site.json', {
    bucket: readable(bucket.BucketName ?? ''),
    versioned: bucket.VersioningConfiguration?.Status === 'Enabled',
    publicAccessBlocked: Object.values(bucket.PublicAccessBlockConfiguration ?? {}).filter(Boolean).length === 4,
    intelligentTiering: rules.some(({ Transitions = [] }) => Transitions.some(({ StorageClass }: any) => StorageClass === 'INTELLIGENT_TIERING')),
    originAccessControls: ofType(blueprint, 'AWS::CloudFront::OriginAccessControl').length,
    aliases: (distribution.Aliases ?? []).map(readable),
    certificate: distribution.ViewerCertificate?.AcmCertificateArn !== undefined,
    minimumTls: distribution.ViewerCertificate?.MinimumProtocolVersion ?? '',
    httpVersion: distribution.HttpVersion,
    priceClass: distribution.PriceClass ?? '',
    behaviors: [...(distribution.CacheBehaviors ?? []).map((one: any) => one.PathPattern), '*'],
    compressed: distribution.DefaultCacheBehavior.Compress === true,
  });
}
