import { aws_cloudfront as cloudfront, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface SecurityHeadersProps {
  readonly hstsPreload: boolean;
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
  return new cloudfront.ResponseHeadersPolicy(scope, id, {
    comment: `Security headers of ${scope.node.path}`.slice(0, 128),
    securityHeadersBehavior: {
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
      ],
    },
    removeHeaders: STORAGE_HEADERS,
  });
}
