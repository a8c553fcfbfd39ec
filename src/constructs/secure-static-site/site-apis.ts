import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins } from 'aws-cdk-lib';
import type { SiteApi } from './props';
import { fail } from '../private/fail';

/** API Gateway adds its own 29 seconds; what takes longer is lost all the same. */
export function apiBehaviors(
  where: string, apis: readonly SiteApi[], responseHeadersPolicy: cloudfront.IResponseHeadersPolicy,
): { [pathPattern: string]: cloudfront.BehaviorOptions } {
  const behaviors: { [pathPattern: string]: cloudfront.BehaviorOptions } = {};
  for (const { pathPattern, api } of apis) {
    if (!/^\/[\w$.~"'@:+*?&=/-]{0,253}$/.test(pathPattern) || pathPattern === '/*' || pathPattern === '/') {
      fail({
        where,
        what: 'a pathPattern of apis is not valid',
        given: pathPattern,
        allowed: "'/' and up to 254 letters, digits and _-.*$/~\"'@:+?&=, and not all of the site",
        fix: 'begin it with the path of the API, such as /v1/*',
      });
    }
    if (behaviors[pathPattern]) {
      fail({ where, what: 'two apis have one pathPattern', given: pathPattern, allowed: 'each pattern once', fix: 'name the paths that each API serves' });
    }
    behaviors[pathPattern] = {
      origin: new origins.RestApiOrigin(api),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      compress: false, // a compressed answer has a weak ETag, which If-Match refuses
      responseHeadersPolicy,
    };
  }
  return behaviors;
}
