import { readFileSync } from 'node:fs';
import { documentsOf, ofType, type Blueprint } from './blueprint';
import { keep, keepJson, markdownTable } from './place';

/** lesson4/api: every endpoint and what it asks for, of the OpenAPI documents; throttle and cache of each stage (A1-A5). */
export function apis(blueprint: Blueprint) {
  const endpoints = documentsOf(blueprint, '.openapi.json').flatMap((file) => {
    const document = JSON.parse(readFileSync(file, 'utf8'));
    return Object.entries<any>(document.paths).flatMap(([path, methods]) => Object.entries<any>(methods).filter(([method]) => /^(get|put|post|patch|delete)$/.test(method)).map(([method, operation]) => ({
      api: document.info.title as string,
      method: method.toUpperCase(),
      path,
      summary: operation.summary as string,
      token: (operation.security ?? document.security ?? []).length > 0,
      statuses: Object.keys(operation.responses).sort(),
    })));
  });
  const stages = ofType(blueprint, 'AWS::ApiGateway::Stage').map(({ path, properties }) => {
    const settings: any[] = properties.MethodSettings ?? [];
    const all = settings.find(({ ResourcePath, HttpMethod }) => ResourcePath === '/*' && HttpMethod === '*') ?? {};
    const plain = (text: string) => text.replace(/^\//, '').replace(/~1/g, '/');
    return {
      path,
      stage: properties.StageName,
      ratePerSecond: all.ThrottlingRateLimit,
      burst: all.ThrottlingBurstLimit,
      tracing: properties.TracingEnabled === true,
      cached: settings.filter(({ CachingEnabled }) => CachingEnabled).map(({ HttpMethod, ResourcePath, CacheTtlInSeconds }) => ({ route: `${HttpMethod} ${plain(ResourcePath)}`, ttlSeconds: CacheTtlInSeconds })),
      throttled: settings.filter((one) => one !== all && one.ThrottlingRateLimit).map(({ HttpMethod, ResourcePath, ThrottlingRateLimit, ThrottlingBurstLimit }) => ({ route: `${HttpMethod} ${plain(ResourcePath)}`, ratePerSecond: ThrottlingRateLimit, burst: ThrottlingBurstLimit })),
    };
  });
  const methods = ofType(blueprint, 'AWS::ApiGateway::Method').filter(({ properties }) => properties.HttpMethod !== 'OPTIONS');
  const byAuthorization = { cognito: 0, none: 0 };
  for (const { properties } of methods) { byAuthorization[properties.AuthorizationType === 'COGNITO_USER_POOLS' ? 'cognito' : 'none'] += 1; }
  keepJson('lesson4/api.json', { endpoints, stages, methods: { total: methods.length, ...byAuthorization } });
  keep('lesson4/api.md', [
    '# Las API, de sus documentos OpenAPI y de la plantilla', '',
    markdownTable(['API', 'Método', 'Ruta', 'Token', 'Respuestas'], endpoints.map(({ api, method, path, token, statuses }) => [api, method, `\`${path}\``, token ? 'sí' : 'no', statuses.join(' ')])), '',
    ...stages.flatMap((stage) => [
      `Etapa \`${stage.stage}\` de ${stage.path}: ${stage.ratePerSecond} peticiones/s, ráfaga de ${stage.burst}.`,
      ...stage.cached.map(({ route, ttlSeconds }) => `- caché: \`${route}\`, ${ttlSeconds} s`),
      ...stage.throttled.map(({ route, ratePerSecond, burst }) => `- límite propio: \`${route}\`, ${ratePerSecond} peticiones/s, ráfaga de ${burst}`), '',
    ]),
  ].join('\n'));
}
