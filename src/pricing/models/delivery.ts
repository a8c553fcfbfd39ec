import { Resource } from '../assembly';
import { Line, Model, ResourceModel } from '../model';
import { Passes } from '../relations';

export const DISTRIBUTION: ResourceModel = {
  usage: {
    siteRequests: { unit: 'requests', about: 'of pages and files', assumed: 1_000_000 },
    apiRequests: { unit: 'requests', about: 'handed on to APIs', assumed: apiRequestsOf },
    fileKB: { unit: 'KB', about: 'mean size of a file as it is sent', assumed: 20 },
    functionCalls: { unit: 'calls', about: 'of CloudFront Functions', assumed: functionCallsOf },
    uploadGB: { unit: 'GB', about: 'sent on to origins in POST and PUT', assumed: 0 },
    invalidations: { unit: 'paths', about: 'invalidated', assumed: 30 },
  },
  lines(distribution, model) {
    const [site, api] = [model.usage(distribution, 'siteRequests'), model.usage(distribution, 'apiRequests')];
    const answers = model.relations.from(distribution, Passes.FETCHES).filter(({ to }) => to.type !== 'AWS::S3::Bucket')
      .reduce((sum, { to }) => sum + model.usage(to, 'requests') * model.usage(to, 'throughDistribution') * model.usage(to, 'responseKB'), 0);
    return [
      ['cloudfront.requests', site + api],
      ['cloudfront.transfer.us', (site * model.usage(distribution, 'fileKB') + answers) / 1024 ** 2],
      ['cloudfront.functions', model.usage(distribution, 'functionCalls')],
      ['cloudfront.origin.us', model.usage(distribution, 'uploadGB')],
      ['cloudfront.invalidations', model.usage(distribution, 'invalidations')],
    ];
  },
};

export const HOSTED_ZONE: ResourceModel = {
  usage: { queries: { unit: 'queries', about: 'of records that are no alias of an AWS resource', assumed: 100_000 } },
  lines: (zone, model) => [['route53.zones', 1], ['route53.queries', model.usage(zone, 'queries')]],
};

export const HEALTH_CHECK: ResourceModel = {
  usage: {},
  lines({ properties: { HealthCheckConfig: { Type = '', RequestInterval, MeasureLatency } = {} as any } }) {
    const options = [/^HTTPS/.test(Type), /STR_MATCH$/.test(Type), Number(RequestInterval) === 10, MeasureLatency === true];
    return [['route53.health-checks.other', 1], ['route53.health-checks.options', options.filter(Boolean).length]];
  },
};

export const WEB_ACL: ResourceModel = {
  usage: { requests: { unit: 'requests', about: 'inspected', assumed: 1_000_000 } },
  lines: (acl, model) => [['waf.acl', 1], ['waf.rules', (acl.properties.Rules ?? []).length], ['waf.requests', model.usage(acl, 'requests')]],
};

function apiRequestsOf(distribution: Resource, model: Model) {
  const apis = model.relations.from(distribution, Passes.FETCHES).map(({ to }) => to).filter(({ type }) => type !== 'AWS::S3::Bucket');
  if (apis.length === 0) { return 0; }
  const value = apis.reduce((sum, api) => sum + model.usage(api, 'requests') * model.usage(api, 'throughDistribution'), 0);
  return { value, why: `those of ${apis.length} APIs behind it` };
}

/** Those of the default behaviour run for each request of a page or file; those of other behaviours, for the API's. */
function functionCallsOf(distribution: Resource, model: Model) {
  const { DefaultCacheBehavior = {}, CacheBehaviors = [] } = distribution.properties.DistributionConfig ?? {};
  const onSite = (DefaultCacheBehavior.FunctionAssociations ?? []).length;
  const onApi = Math.max(0, ...CacheBehaviors.map(({ FunctionAssociations = [] }: any) => FunctionAssociations.length));
  const value = onSite * model.usage(distribution, 'siteRequests') + onApi * model.usage(distribution, 'apiRequests');
  return { value, why: `${onSite} a page or file, ${onApi} an API request` };
}

/** Of a resource without usage, by how many there are. */
export function each(...lines: Line[]): ResourceModel {
  return { usage: {}, lines: () => lines };
}
