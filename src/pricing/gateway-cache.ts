import type { Resource, Resources } from './assembly';

/**
 * The stage of an API whose cache may answer requests to a method: only GET is cached, and where settings speak of a method, they
 * count more than those of all.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function cachingStage(resources: Resources, api: Resource, method: Resource): Resource | undefined {
  if (method.properties.HttpMethod !== 'GET') { return undefined; }
  const path = pathOf(resources, method, method.properties.ResourceId);
  return resources.ofType('AWS::ApiGateway::Stage').find((stage) => {
    const { CacheClusterEnabled, MethodSettings = [], RestApiId } = stage.properties;
    if (CacheClusterEnabled !== true || !resources.refs(stage, RestApiId).some(({ key }) => key === api.key)) { return false; }
    const settings = (MethodSettings as any[]).filter(({ CachingEnabled }) => CachingEnabled !== undefined);
    const own = settings.find(({ HttpMethod, ResourcePath }) => /^(GET|\*)$/.test(HttpMethod) && decoded(ResourcePath) === path);
    return (own ?? settings.find(({ HttpMethod, ResourcePath }) => /^(GET|\*)$/.test(HttpMethod) && ResourcePath === '/*'))?.CachingEnabled === true;
  });
}

/** @returns `/v1/products`, from the resources above it; "" for the root */
export function pathOf(resources: Resources, from: { readonly stack: string }, id: unknown): string {
  const [resource] = resources.refs(from, id).filter(({ type }) => type === 'AWS::ApiGateway::Resource');
  if (!resource) { return ''; }
  return `${pathOf(resources, resource, resource.properties.ParentId)}/${resource.properties.PathPart}`;
}

/** Method settings write `/v1/products` as `/~1v1~1products`. */
export function decoded(path = ''): string {
  return path.replace(/^\/(?=~1)/, '').replace(/~1/g, '/');
}
