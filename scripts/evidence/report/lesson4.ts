import { figure, heading, list, note, table, text, type Section } from './model';
import type { Sources } from './sources';
import { day, decimal } from './spanish';

export function lesson4(given: Sources): Section {
  const endpoints: any[] = given.all('lesson4/api.json', '/endpoints');
  const stages: any[] = given.all('lesson4/api.json', '/stages');
  return {
    id: 'leccion-4',
    kicker: 'Lección 4',
    title: 'API Gateway',
    blocks: [
      text(`Dos API REST, con **${given.count('lesson4/api.json', '/endpoints')} operaciones** documentadas en OpenAPI 3. Todas, salvo las de inicio de sesión, exigen un token de Cognito: si a una le faltara el autorizador, la síntesis fallaría. `
        + 'Los errores tienen una sola forma (`application/problem+json`, RFC 9457), también los de la propia pasarela.'),
      table(['API', 'Ruta', 'Métodos', 'Token'], pathsOf(endpoints).map(({ api, path, methods, token }) => [`\`${api}\``, `\`/v1${path}\``, methods.join(' · '), token ? 'sí' : 'no']),
        { widths: [1.7, 3, 3.6, 0.8], caption: 'De los documentos OpenAPI que se sintetizan: evidence/lesson4/api.md' }),
      heading('Límites y caché'),
      table(['Etapa', 'Peticiones/s', 'Ráfaga', 'Con límite propio', 'En caché'],
        stages.map(({ path, stage, ratePerSecond, burst, cached, throttled }) => [
          `${path.split('/')[0]}: \`${stage}\``, decimal(ratePerSecond), decimal(burst), decimal(throttled.length), cached.length === 0 ? 'nada' : cached.map(({ route, ttlSeconds }: any) => `\`${route}\` (${ttlSeconds} s)`).join(', '),
        ]), { widths: [1.8, 1.2, 0.9, 1.5, 4], align: 'lrrrl', caption: 'La duración de la caché del catálogo se elige con una propiedad (productsCacheTtl)' }),
      heading('Colección de Postman'),
      text(`La colección se ejecutó con Newman sobre el sistema desplegado en el motor local el ${day(String(given.value('lesson4/newman.json', '/measuredAt')))}: **${given.shown('lesson4/newman.json', '/requests')} peticiones y `
        + `${given.shown('lesson4/newman.json', '/assertions')} aserciones, ${given.shown('lesson4/newman.json', '/failed')} fallos**. Recibieron un 200 ${given.shown('lesson4/newman.json', '/answered200')} de ellas, y un 401 otras ${given.shown('lesson4/newman.json', '/answered401')}; `
        + `las demás comprueban los códigos ${otherStatuses(given)}.`),
      figure('lesson4/screenshots/newman-summary.png', 'Resumen de Newman (evidence/lesson4/newman.txt tiene cada petición)', { width: 0.62 }),
      figure('lesson4/screenshots/newman.png', 'Las primeras peticiones: 200 con la contraseña buena, 401 con la mala', { width: 0.72 }),
      note('El motor local aplica el límite de peticiones de cada etapa, pero no los límites por método ni los validadores de petición de API Gateway. Lo que el motor no imita se comprueba en la plantilla y en los manejadores; la lista está en examples/reference-system/README.md.'),
      heading('La página sobre la API'),
      figure('lesson4/screenshots/tickets.png', 'El tablero de tickets, sobre `/v1/tickets`', { width: 0.85 }),
      list('Escrituras condicionales: `ETag`, `If-Match` (412, o 428 si se exige) y merge patch (RFC 7396).', 'Páginas por cursor con `Link: rel="next"`, idempotencia con `Idempotency-Key`.'),
    ],
  };
}

function pathsOf(endpoints: readonly any[]) {
  const paths = new Map<string, { api: string; path: string; methods: string[]; token: boolean }>();
  for (const { api, path, method, token } of endpoints) {
    const key = `${api} ${path}`;
    const found = paths.get(key) ?? { api, path, methods: [] as string[], token };
    found.methods.push(method);
    paths.set(key, found);
  }
  return [...paths.values()];
}

function otherStatuses(given: Sources): string {
  const statuses = [...new Set(given.all<any[]>('lesson4/newman.json', '/executions').map(({ status }) => status as number))].filter((status) => status !== 200 && status !== 401).sort();
  return `${statuses.slice(0, -1).join(', ')} y ${statuses.at(-1)}`;
}
