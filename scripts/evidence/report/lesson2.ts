import { figure, heading, list, note, table, text, type Section } from './model';
import type { Sources } from './sources';
import { decimal } from './spanish';

const LOCAL = 'Medido en el motor local, sin caché de borde ni red: muestra que la orden funciona y **no dice nada de la latencia de AWS**.';
const NAMES: { readonly [name: string]: string } = { before: 'Antes: S3 directo', after: 'Después: a través del sitio', new: 'nueva', kept: 'mantenida' };

export function lesson2(given: Sources): Section {
  const is = (pointer: string) => given.value('lesson2/site.json', pointer) === true;
  return {
    id: 'leccion-2',
    kicker: 'Lección 2',
    title: 'Sitio estático: S3 y CloudFront',
    blocks: [
      text('`SecureStaticSite` publica una web ya construida detrás de CloudFront. El bucket es privado y solo la distribución lo lee; la política de seguridad de contenido (CSP) se calcula a partir de los ficheros que se publican.'),
      table(['Requisito', 'En la plantilla desplegada'], [
        ['Bucket `cloudcommerce-static`', `\`${given.value('lesson2/site.json', '/bucket')}\` (S3 exige un nombre único)`],
        ['Privado', is('/publicAccessBlocked') ? 'Los cuatro bloqueos de acceso público, y HTTPS obligatorio' : 'No'],
        ['Versionado', is('/versioned') ? 'Activado' : 'No'],
        ['Origin Access Control', `${given.shown('lesson2/site.json', '/originAccessControls')}: la política del bucket admite solo a la distribución`],
        ['TLS y dominio', is('/certificate') ? `Certificado de ACM, TLS mínimo \`${given.value('lesson2/site.json', '/minimumTls')}\`` : 'Con la propiedad `domain`: certificado de ACM y registros de Route 53. La plantilla mostrada no da dominio y usa el de CloudFront'],
        ['Intelligent-Tiering', is('/intelligentTiering') ? 'Regla de ciclo de vida desde el día 0' : 'Opción del constructo (`intelligentTiering`); no está activada en la plantilla mostrada'],
        ['Protocolo', `HTTP/2 y HTTP/3 (\`${given.value('lesson2/site.json', '/httpVersion')}\`), compresión automática`],
      ], { widths: [2, 5], caption: 'Fuente: evidence/lesson2/site.json' }),
      figure('lesson2/screenshots/catalogue.png', 'El catálogo, en Chromium, sobre el sistema desplegado en el motor local'),
      figure('lesson2/screenshots/sign-in.png', 'Inicio de sesión', { width: 0.55 }),
      figure('lesson2/screenshots/catalogue-phone.png', 'El catálogo en un teléfono (390 píxeles de ancho)', { width: 0.3 }),
      heading('Cabeceras de seguridad'),
      text('Cada respuesta lleva una política de contenido estricta (`default-src \'none\'`), HSTS, `nosniff`, `frame-ancestors \'none\'` y políticas de origen cruzado. Las pruebas comprueban en un navegador real que nada '
        + 'de la página queda bloqueado y que se bloquea lo que viene de fuera. Las cabeceras recibidas están en evidence/lesson2/site-headers.txt.'),
      heading('Latencia antes y después'),
      table(['Medida', 'Conexión', 'Peticiones', 'p50 (ms)', 'p95 (ms)', 'Máximo (ms)'],
        given.all<any[]>('lesson2/latency.json', '/lines').map(({ name, connection, requests, p50Ms, p95Ms, maxMs }, i) => {
          for (const measure of ['p50Ms', 'p95Ms']) { given.value('lesson2/latency.json', `/lines/${i}/${measure}`); }
          return [NAMES[name], NAMES[connection], decimal(requests), decimal(p50Ms, 2), decimal(p95Ms, 2), decimal(maxMs, 2)];
        }), { widths: [3, 1.6, 1.4, 1.3, 1.3, 1.5], align: 'llrrrr', caption: 'Orden: npx serverless-inteligente site latency <url de S3> <url del sitio>. Cada petición está en evidence/lesson2/latency.csv' }),
      note(`${LOCAL} El motor local sirve el sitio con un servidor intermedio que aplica cabeceras, compresión y la función de borde en cada petición, por lo que aquí «después» es más lento. En AWS la misma orden mide la distribución real.`),
      figure('lesson2/latency.png', 'Qué parte de las peticiones había terminado a los milisegundos del eje, en el motor local', { width: 0.85 }),
      list('Para volver atrás basta una orden: `site rollback` sirve la versión anterior.', 'Publicar no rompe una página abierta: los ficheros de la versión anterior siguen ahí hasta que caducan.'),
    ],
  };
}
