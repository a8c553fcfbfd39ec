import { list, table, text, type Section } from './model';
import type { Sources } from './sources';
import { decimal, percent, usd } from './spanish';

/** A row of the table of metrics. */
interface Metric { readonly name: string; readonly asked: string; readonly shown: string; readonly file: string }

export function summary(given: Sources): Section {
  return {
    id: 'resumen',
    title: 'Resumen',
    blocks: [
      text('**serverless-inteligente** es una biblioteca de constructos de AWS CDK. Cada constructo trae la infraestructura y el código de sus funciones, ya probado. Los cuatro se unen en un sistema de referencia: una tienda con pedidos, facturas y tickets. '
        + 'Este informe se genera con una orden (`npm run evidence`) que vuelve a ejecutar, medir y capturar todo lo que muestra.'),
      table(['Constructo', 'Qué es'], [
        ['`ServerlessCrudApi`', 'Un JSON Schema se convierte en API REST con usuarios, validación y tabla'],
        ['`SecureStaticSite`', 'Un sitio estático detrás de CloudFront, con su política de seguridad, y las API bajo el mismo origen'],
        ['`OrderEventsPipeline`', 'Cada cambio de un pedido, publicado una vez; facturas en PDF y miniaturas de imágenes'],
        ['`CostGuardAlarms`', 'Alarmas, paneles, objetivos de servicio y límites de gasto, con un manual de operación'],
      ], { widths: [2.4, 6] }),
      text('**Tabla de métricas.** Cada valor se lee de un fichero que produjo la ejecución; el anexo A da el sitio exacto de cada cifra.'),
      table(['Métrica', 'Se pide', 'Resultado', 'Fuente en evidence/'], metrics(given).map(({ name, asked, shown, file }) => [name, asked, `**${shown}**`, `\`${file}\``]), { widths: [3.6, 1.2, 2, 3.2] }),
      list('**Qué es real y qué no.** El código, las plantillas, el CDK y las pruebas son los que se entregan. El sistema desplegado corre sobre un motor local que imita a AWS: las cifras que salen de él lo dicen, y ninguna es una medida de AWS.',
        'Los costes son estimaciones con precios de lista; no hay ninguna factura.'),
    ],
  };
}

function metrics(given: Sources): Metric[] {
  const metric = (name: string, asked: string, file: string, shown: string): Metric => ({ name, asked, shown, file });
  const pct = (measure: string) => percent(given.number('coverage-report/summary.json', `/total/${measure}/pct`) / 100);
  const variants: any[] = given.all('lesson3/cold-start.json', '/variants');
  const of = (label: string, measure: string) => given.number('lesson3/cold-start.json', `/variants/${variants.findIndex((variant) => variant.label === label)}/${measure}`);
  const [ours, sample] = ['Esta biblioteca', 'Estilo de los ejemplos de AWS (CJS)'];
  return [
    metric('Pruebas unitarias', '≥ 12', 'lesson1/tests.json', `${given.shown('lesson1/tests.json', '/tests')}, ${given.shown('lesson1/tests.json', '/failures')} fallos`),
    metric('Cobertura de líneas', '≥ 80 %', 'coverage-report/summary.json', pct('lines')),
    metric('Cobertura de ramas', '—', 'coverage-report/summary.json', pct('branches')),
    metric('Ciclos TDD', '≥ 12', 'lesson1/tdd-cycles.json', decimal(given.count('lesson1/tdd-cycles.json', '/cycles'))),
    metric('Refactorizaciones documentadas', '≥ 3', 'lesson7/refactorings.json', decimal(given.count('lesson7/refactorings.json'))),
    metric('Funciones Lambda', '≥ 4', 'lesson3/functions.json', decimal(given.count('lesson3/functions.json'))),
    metric('Operaciones de las API', '—', 'lesson4/api.json', decimal(given.count('lesson4/api.json', '/endpoints'))),
    metric('Peticiones de Postman · fallos', '200 y 401', 'lesson4/newman.json', `${given.shown('lesson4/newman.json', '/requests')} · ${given.shown('lesson4/newman.json', '/failed')} (motor local)`),
    metric('Comprobaciones del recorrido · fallos', '—', 'lesson5/journey.json', `${given.shown('lesson5/journey.json', '/passed')} · ${given.shown('lesson5/journey.json', '/failed')} (motor local)`),
    metric('Tiempo de arranque en frío, frente a los ejemplos de AWS', '—', 'lesson3/cold-start.json', `× ${decimal(of(ours, 'wallMs') / of(sample, 'wallMs'), 2)} (Linux)`),
    metric('Peticiones por segundo de CPU, frente a los ejemplos de AWS', '—', 'lesson3/cold-start.json', `× ${decimal(of(ours, 'throughput') / of(sample, 'throughput'), 2)} (Linux)`),
    metric('Alarmas', '5 tipos', 'lesson7/alarms.json', decimal(given.count('lesson7/alarms.json', '/alarms'))),
    metric('Coste mensual estimado', '—', 'lesson6/cost.json', usd(given.number('lesson6/cost.json', '/monthlyUsd'))),
  ];
}
