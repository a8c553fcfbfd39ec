import type { Item, Slide } from './model';
import { card, COLOR, part, slideOf } from './parts';
import type { Sources } from '../report/sources';
import { day, decimal, percent, usd } from '../report/spanish';

/** The client's five slides: architecture, key metrics, optimizations, demo, conclusions. @param date ISO 8601 */
export function presentation(given: Sources, date: string): Slide[] {
  return [architecture(given, date), metrics(given), optimizations(given), demo(given), conclusions(given)];
}

function architecture(given: Sources, date: string): Slide {
  const [entry, compute, data, events] = ['7C3AED', 'C2410C', COLOR.sky, 'BE185D'];
  const arrow = (from: readonly [number, number], to: readonly [number, number], dashed = false): Item => ({ kind: 'arrow', from, to, color: '64748B', dashed });
  const items: Item[] = [
    ...part(0.6, 3.0, 'Navegador', 'página y API, un origen', COLOR.soft),
    ...part(2.95, 3.0, 'CloudFront', 'TLS, CSP, HTTP/3', entry),
    ...part(5.3, 1.75, 'S3', 'cloudcommerce-static', data, 2.05),
    ...part(5.3, 3.0, 'API Gateway', '2 API REST, caché, límites', entry, 2.05),
    ...part(5.3, 4.25, 'Cognito', 'usuarios y JWT', COLOR.accent, 2.05),
    ...part(7.95, 3.0, 'Lambda', `${given.count('lesson3/functions.json')} funciones`, compute, 1.9),
    ...part(10.45, 3.0, 'DynamoDB', `${given.count('lesson5/tables.json')} tablas bajo demanda`, data, 2.25),
    ...part(10.45, 4.25, 'order_events_publisher', 'stream de Orders', compute, 2.25),
    ...part(10.45, 5.5, 'SNS → SQS', 'order-events, order-processing', events, 2.25),
    ...part(7.95, 5.5, 'invoice_worker', 'factura en PDF', compute, 1.9),
    ...part(5.3, 5.5, 'S3', 'invoices/, imágenes', data, 2.05),
    arrow([2.35, 3.41], [2.95, 3.41]), arrow([4.7, 3.41], [5.3, 3.41]), arrow([4.7, 3.2], [5.3, 2.3]), arrow([6.32, 3.82], [6.32, 4.25], true),
    arrow([7.35, 3.41], [7.95, 3.41]),
    arrow([9.85, 3.41], [10.45, 3.41]), arrow([11.57, 3.82], [11.57, 4.25]),
    arrow([11.57, 5.07], [11.57, 5.5]), arrow([10.45, 5.91], [9.85, 5.91]), arrow([7.95, 5.91], [7.35, 5.91]),
    { kind: 'rectangle', x: 0.6, y: 5.5, w: 4.1, h: 0.82, fill: COLOR.mint },
    { kind: 'text', x: 0.78, y: 5.55, w: 3.8, h: 0.72, size: 12, color: COLOR.ink, valign: 'middle', lines: [`**CostGuardAlarms**: ${given.count('lesson7/alarms.json', '/alarms')} alarmas, ${given.count('lesson7/alarms.json', '/dashboards')} paneles, presupuesto`] },
    { kind: 'text', x: 0.6, y: 6.5, w: 12.1, h: 0.42, size: 12, color: COLOR.soft, lines: [`El diagrama completo, con el coste de cada parte y generado de la plantilla: evidence/lesson6/architecture.png. ${day(date)}`] },
    { kind: 'text', x: 7.95, y: 1.72, w: 4.75, h: 0.95, size: 14, color: COLOR.ink, lines: ['Cuatro constructos de CDK, en cinco lenguajes: la infraestructura **y** el código de sus funciones, probados, seguros y observables de fábrica.'] },
  ];
  return slideOf(1, 'Una biblioteca de CDK que trae el sistema entero', 'ARQUITECTURA', items,
    'La página y las API comparten origen detrás de CloudFront. Cada pedido se guarda en DynamoDB; su flujo se publica en SNS y una cola lo entrega al que hace la factura.');
}

function metrics(given: Sources): Slide {
  const variants: any[] = given.all('lesson3/cold-start.json', '/variants');
  const wall = (label: string) => given.number('lesson3/cold-start.json', `/variants/${variants.findIndex((variant) => variant.label === label)}/wallMs`);
  const [ours, sample] = [wall('Esta biblioteca'), wall('Estilo de los ejemplos de AWS (CJS)')];
  const cards: readonly (readonly [string, string, string])[] = [
    [given.shown('lesson1/tests.json', '/tests'), 'pruebas unitarias, sin fallos', 'lesson1/tests.json'],
    [percent(given.number('coverage-report/summary.json', '/total/lines/pct') / 100), 'de líneas cubiertas (se pide el 80 %)', 'coverage-report/summary.json'],
    [decimal(given.count('lesson1/tdd-cycles.json', '/cycles')), 'ciclos TDD en git (se piden 12)', 'lesson1/tdd-cycles.json'],
    [`${given.shown('lesson4/newman.json', '/requests')} · ${given.shown('lesson4/newman.json', '/failed')}`, 'peticiones de Postman · fallos', 'lesson4/newman.json, en el motor local'],
    [`× ${decimal(ours / sample, 2)}`, 'del tiempo de arranque en frío', 'frente a los ejemplos de AWS: lesson3/cold-start.json'],
    [usd(given.number('lesson6/cost.json', '/monthlyUsd')), 'al mes, con el tráfico supuesto', 'lesson6/cost.json, estimación sin factura'],
  ];
  const items = cards.flatMap(([value, name, source], i) => card(0.6 + (i % 3) * 4.12, 1.65 + Math.floor(i / 3) * 2.0, value, name, source));
  return slideOf(2, 'Todo medido, y cada cifra dice de dónde sale', 'MÉTRICAS CLAVE', [
    ...items,
    { kind: 'text', x: 0.6, y: 5.85, w: 12.1, h: 0.9, size: 13, color: COLOR.soft, lines: ['Lo desplegado corre sobre un motor local que imita a AWS: sus cifras lo dicen, y ninguna es una medida de AWS. El arranque se compara en una máquina Linux. Los costes son estimaciones con precios de lista.'] },
  ], 'Todas las cifras se leen de ficheros que produjo npm run evidence; el anexo A del informe da el sitio exacto.');
}

function optimizations(given: Sources): Slide {
  const variants: any[] = given.all('lesson3/cold-start.json', '/variants');
  const at = (label: string, measure: string) => given.number('lesson3/cold-start.json', `/variants/${variants.findIndex((variant) => variant.label === label)}/${measure}`);
  const [ours, sdk, sample] = ['Esta biblioteca', 'Igual, con el cliente del SDK', 'Estilo de los ejemplos de AWS (CJS)'];
  const row = (what: string, before: number, after: number, unit: string, digits = 0) => [what, `${decimal(before, digits)} ${unit}`, `${decimal(after, digits)} ${unit}`];
  return slideOf(3, 'Menos código: arranca antes y gasta menos CPU', 'OPTIMIZACIONES', [
    { kind: 'picture', x: 0.6, y: 1.6, w: 7.3, h: 3.2, path: 'lesson3/cold-start.png', alt: 'Arranque en frío por variante' },
    {
      kind: 'table',
      x: 8.1,
      y: 1.66,
      w: 4.63,
      h: 2.9,
      size: 12,
      head: ['Qué', 'Antes', 'Después'],
      widths: [2.43, 1.1, 1.1],
      align: 'lrr',
      rows: [
        row('Código (antes, cliente del SDK)', at(sdk, 'bytes') / 1024, at(ours, 'bytes') / 1024, 'KB'),
        row('CPU del arranque (antes, cliente del SDK)', at(sdk, 'cpuMs'), at(ours, 'cpuMs'), 'ms', 1),
        row('Arranque en frío (antes, estilo de AWS)', at(sample, 'wallMs'), at(ours, 'wallMs'), 'ms', 1),
        row('CPU de una creación (antes, estilo de AWS)', at(sample, 'warmCreateUs'), at(ours, 'warmCreateUs'), 'µs'),
      ],
    },
    {
      kind: 'text',
      x: 0.6,
      y: 4.95,
      w: 12.1,
      h: 1.95,
      size: 15,
      color: COLOR.ink,
      bullets: true,
      lines: [
        'Los validadores se compilan en la síntesis: en el arranque no se compila nada.',
        'Cada función lleva solo lo que usa; una capa común resultó más lenta (la medida está en el informe).',
        `Crecimiento calculado hasta ${decimal(given.all<any[]>('lesson7/growth.json', '/traffic').at(-1).rps)} peticiones/s: qué límite se alcanza primero y cuánto cuesta.`,
        `${given.count('lesson7/refactorings.json')} refactorizaciones documentadas, con medidas antes y después.`,
      ],
    },
  ], 'Medido con npm run bench en una máquina Linux, no en AWS Lambda: sirve para comparar variantes.');
}

function demo(given: Sources): Slide {
  return slideOf(4, 'Dos órdenes, sin cuenta de AWS y sin Docker', 'DEMO', [
    { kind: 'rectangle', x: 0.6, y: 1.5, w: 5.55, h: 0.74, fill: COLOR.ink },
    { kind: 'text', x: 0.8, y: 1.5, w: 5.2, h: 0.74, size: 13, bold: true, color: COLOR.white, valign: 'middle', lines: ['npm ci && npm run demo', 'npm run demo -- --check'] },
    { kind: 'text', x: 6.4, y: 1.5, w: 6.3, h: 0.66, size: 13, color: COLOR.soft, valign: 'middle', lines: [`La primera despliega el sistema con el CDK real sobre un motor local; la segunda lo recorre: ${given.shown('lesson5/journey.json', '/passed')} comprobaciones, ${given.shown('lesson5/journey.json', '/failed')} fallos.`] },
    { kind: 'picture', x: 0.6, y: 2.4, w: 5.55, h: 3.5, path: 'lesson2/screenshots/catalogue.png', alt: 'El catálogo' },
    { kind: 'picture', x: 6.4, y: 2.4, w: 4.1, h: 2.5, path: 'lesson5/screenshots/order.png', alt: 'Un pedido y su factura' },
    { kind: 'picture', x: 10.75, y: 2.4, w: 1.98, h: 4.3, path: 'lesson2/screenshots/catalogue-phone.png', alt: 'El catálogo en un teléfono' },
    { kind: 'text', x: 0.6, y: 5.75, w: 5.55, h: 0.4, size: 12, color: COLOR.soft, lines: ['Catálogo, en Chromium'] },
    { kind: 'text', x: 6.4, y: 4.9, w: 4.1, h: 1.9, size: 13, color: COLOR.ink, bullets: true, lines: ['Iniciar sesión y abrir un ticket', 'Pedir, confirmar y descargar la factura', 'Subir una imagen y ver sus miniaturas', 'Cambiar de idioma y de tema'] },
  ], 'Guion: entrar como ana, añadir al cesto, hacer el pedido; como admin, confirmarlo; de nuevo como ana, ver el estado y descargar la factura.');
}

function conclusions(given: Sources): Slide {
  const services: any[] = given.all('lesson6/cost.json', '/services');
  const total = given.number('lesson6/cost.json', '/monthlyUsd');
  const lambda = services.find(({ service }) => service === 'AWS Lambda').usd;
  return slideOf(5, 'Completo, comprobable y con sus límites por escrito', 'CONCLUSIONES', [
    {
      kind: 'text',
      x: 0.6,
      y: 1.65,
      w: 7.4,
      h: 5.1,
      size: 20,
      color: COLOR.ink,
      bullets: true,
      lines: [
        '**Se comprueba en una máquina.** Una orden despliega el sistema, otra lo recorre y otra rehace este material.',
        `**La calidad se lee en el historial.** ${given.count('lesson1/tdd-cycles.json', '/cycles')} ciclos que empiezan por la prueba.`,
        `**El cómputo no es lo caro.** Lambda es ${usd(lambda)} de ${usd(total)} al mes: pesan más los usuarios, la API y la observabilidad.`,
        '**Mejor empaquetar que compartir.** Cada función lleva solo lo que usa.',
        '**Los límites se conocen de antemano.** El primero es propio y se cambia con una propiedad.',
      ],
    },
    { kind: 'rectangle', x: 8.4, y: 1.65, w: 4.33, h: 4.0, fill: COLOR.mint },
    { kind: 'text', x: 8.65, y: 1.8, w: 3.85, h: 0.45, size: 18, bold: true, color: COLOR.accent, valign: 'middle', lines: ['Lo que falta por medir en AWS'] },
    { kind: 'text', x: 8.65, y: 2.4, w: 3.85, h: 1.9, size: 17, color: COLOR.ink, bullets: true, lines: ['La latencia real de CloudFront', 'Los milisegundos de arranque en Lambda', 'La factura'] },
    { kind: 'text', x: 8.65, y: 4.35, w: 3.85, h: 1.2, size: 15, color: COLOR.soft, lines: ['Lo que los mide ya existe y no cambia: la orden site latency, los paneles y el presupuesto.'] },
  ], 'El informe completo está en evidence/report.pdf; cada evidencia, en la carpeta de su lección.');
}
