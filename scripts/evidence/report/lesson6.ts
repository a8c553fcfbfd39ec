import { figure, heading, note, table, text, type Section } from './model';
import type { Sources } from './sources';
import { change, day, percent, usd } from './spanish';

const SERVICES = 'lesson6/cost.json';
const COMPARED = 'lesson6/cost-before-after.json';

export function lesson6(given: Sources): Section {
  const services: any[] = given.all(SERVICES, '/services');
  const resources: any[] = given.all(SERVICES, '/resources');
  const watching = services.filter(({ service }) => /CloudWatch|X-Ray/.test(service)).reduce((sum, { usd: amount }) => sum + amount, 0);
  const total = given.number(SERVICES, '/monthlyUsd');
  return {
    id: 'leccion-6',
    kicker: 'Lección 6',
    title: 'Diagrama y vista de costes',
    blocks: [
      text('El diagrama y el coste salen de la plantilla, no de un dibujo a mano: la orden `cost` de la biblioteca lee lo que sintetiza el CDK, deduce quién llama a quién y pone precio a cada recurso con precios de lista. La misma orden compara dos versiones, escribe en cada pull request lo que cuesta el cambio y puede rechazar el que pase de un límite.'),
      table(['El enunciado nombra', 'Aquí', 'Motivo'], [
        ['Cloudcraft', '`serverless-inteligente cost --out architecture.png`', 'Cloudcraft necesita una cuenta y red; el diagrama propio se regenera con cada cambio'],
        ['AWS Pricing Calculator', '`serverless-inteligente cost --out cost.csv`', 'No tiene API; el CSV tiene las mismas columnas y añade precio, fecha y fuente'],
        ['AWS Cost Explorer', 'Estimación antes de desplegar y presupuesto con alarma', 'Cost Explorer muestra gasto real de una cuenta, y aquí no hay ninguna desplegada'],
      ], { widths: [1.6, 3, 4] }),
      heading('Estimación mensual'),
      text(`**${usd(total)} al mes** con precios de lista de \`${given.value(SERVICES, '/prices/region')}\` (${day(String(given.value(SERVICES, '/prices/asOf')))}), sin capa gratuita y con las cantidades de examples/reference-system/cost/usage.json. `
        + 'Es una estimación: nada de esto se ha facturado. Cada cantidad supuesta, con su origen, está en evidence/lesson6/cost.json.'),
      figure('lesson6/cost-by-service.png', 'Coste mensual por servicio', { width: 0.9 }),
      table(['Servicio', 'USD al mes', 'Parte'], services.map(({ service, usd: amount }) => [service, usd(amount), percent(amount / total)]), { widths: [4, 2, 1.4], align: 'lrr', caption: 'Línea a línea, con precio y fuente: evidence/lesson6/cost.csv' }),
      heading('Qué cuesta más'),
      table(['Recurso', 'USD al mes'], resources.slice(0, 8).map(({ path, usd: amount }) => [`\`${path}\``, usd(amount)]), { widths: [6, 1.6], align: 'lr' }),
      note(`A este tráfico, el ${percent(watching / total)} del coste se va en vigilar el sistema: alarmas, paneles, trazas y logs. Las alarmas y los paneles cuestan lo mismo con más peticiones; la lección 7 da el coste a otros tráficos.`),
      heading('Antes y después de las optimizaciones'),
      text(`Las mismas cantidades y los mismos precios; solo cambia la plantilla. Sin las optimizaciones aplicadas, el sistema costaría ${usd(given.number(COMPARED, '/total/beforeUsd'))} al mes; con ellas, **${usd(given.number(COMPARED, '/total/afterUsd'))}**.`),
      table(['Optimización aplicada', 'Antes', 'Después', 'Diferencia'], comparedRows(given, 'applied'), { widths: [4.6, 1.6, 1.6, 1.5], align: 'lrrr' }),
      table(['Aún posible a este tráfico', 'Ahora', 'Sería', 'Diferencia'], comparedRows(given, 'possible'),
        { widths: [4.6, 1.6, 1.6, 1.5], align: 'lrrr', caption: 'Por qué no se ha hecho: la caché acorta las lecturas del catálogo, Contributor Insights señala las claves calientes y la concurrencia aprovisionada quita arranques en frío. Fuente: evidence/lesson6/cost-before-after.md' }),
      figure('lesson6/architecture.png', 'La arquitectura con el coste mensual de cada parte, en USD (evidence/lesson6/architecture.png y .svg)', { landscape: true }),
    ],
  };
}

function comparedRows(given: Sources, kind: 'applied' | 'possible'): string[][] {
  return given.all<any[]>(COMPARED, '/rows').filter((row) => row.kind === kind).map(({ name, beforeUsd, afterUsd, usd: difference }) => [name, usd(beforeUsd), usd(afterUsd), change(difference)]);
}
