import { aws_cloudfront as cloudfront, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContentSecurityPolicyMode } from './props';

export interface SecurityHeadersProps {
  readonly hstsPreload: boolean;
  readonly policy: string;
  readonly policyMode: ContentSecurityPolicyMode;
  readonly reportUrl?: string;
}

/** Features that a page must ask its own origin for; a site that needs one says so in a header of its own. */
const REFUSED_FEATURES = [
  'accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb',
];

/** What S3 tells of how it keeps an object, and nobody needs to know. */
const STORAGE_HEADERS = [
  'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id', 'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-storage-class', 'x-amz-version-id',
];

/** The headers of every answer, errors included, on which no function of CloudFront runs. */
export function createSecurityHeaders(scope: Construct, id: string, props: SecurityHeadersProps): cloudfront.ResponseHeadersPolicy {
  const enforced = props.policyMode === ContentSecurityPolicyMode.ENFORCED;
  return new cloudfront.ResponseHeadersPolicy(scope, id, {
    comment: `Security headers of ${scope.node.path}`.slice(0, 128),
    securityHeadersBehavior: {
      contentSecurityPolicy: enforced ? { contentSecurityPolicy: props.policy, override: true } : undefined,
      strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, preload: props.hstsPreload, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Permissions-Policy', value: REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '), override: true },
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
        ...(enforced ? [] : [{ header: 'Content-Security-Policy-Report-Only', value: props.policy, override: true }]),
        ...(props.reportUrl ? [{ header: 'Reporting-Endpoints', value: `csp="${props.reportUrl}"`, override: true }] : []),
      ],
    },
    removeHeaders: STORAGE_HEADERS,
  });
}
