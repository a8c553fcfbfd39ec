import { Resource } from '../assembly';
import { HOURS, Line, Model, ResourceModel, UsageDefinition } from '../model';
import { Passes } from '../relations';
import { sampled } from './lambda';

/** Sizes as the API names them, and as the price list does. */
const CACHE_SIZES: { readonly [size: string]: string } = {
  0.5: '0.5', 1.6: '1.6', 6.1: '6.1', 13.5: '13.5', 28.4: '28.4', 58.2: '58.2', 118: '118', 237: '237',
};

const API_USAGE: { readonly [name: string]: UsageDefinition } = {
  requests: { unit: 'requests', about: 'calls received', assumed: 1_000_000 },
  responseKB: { unit: 'KB', about: 'mean size of an answer', assumed: 2, max: 10_240 },
  throughDistribution: {
    unit: 'of 1',
    about: 'part of the requests that come through CloudFront, to which transfer is free',
    max: 1,
    assumed: (api, model) => (model.relations.into(api, Passes.FETCHES).length > 0 ? { value: 1, why: 'a distribution has it as origin' } : 0),
  },
};

export const REST_API: ResourceModel = {
  usage: API_USAGE,
  lines: (api, model) => [['apigateway.rest.requests', model.usage(api, 'requests')], ...transfer(api, model)],
};

export const HTTP_API: ResourceModel = {
  usage: API_USAGE,
  lines: (api, model) => [
    ['apigateway.http.requests', model.usage(api, 'requests') * Math.max(1, Math.ceil(model.usage(api, 'responseKB') / 512))],
    ...transfer(api, model),
  ],
};

export const REST_STAGE: ResourceModel = {
  usage: { cacheHitShare: { unit: 'of 1', about: 'part of the requests to methods with a cache that the cache answers', assumed: 0.8, max: 1 } },
  lines(stage, model) {
    const [api] = model.resources.refs(stage, stage.properties.RestApiId);
    const lines: Line[] = [];
    if (stage.properties.TracingEnabled === true && api) { lines.push(['xray.traces', sampled(model.usage(api, 'requests'))]); }
    if (stage.properties.CacheClusterEnabled === true) {
      const size = CACHE_SIZES[String(stage.properties.CacheClusterSize ?? 0.5)];
      if (size) { lines.push([`apigateway.cache.${size}`, HOURS]); }
    }
    return lines;
  },
};

function transfer(api: Resource, model: Model): Line[] {
  const isPrivate = [].concat(api.properties.EndpointConfiguration?.Types ?? []).some((type) => type === 'PRIVATE');
  if (isPrivate) { return []; }
  const direct = model.usage(api, 'requests') * (1 - model.usage(api, 'throughDistribution'));
  return [['transfer.out', direct * model.usage(api, 'responseKB') / 1024 ** 2]];
}
