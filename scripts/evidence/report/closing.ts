import { limitName } from './lesson7';
import { list, table, text, type Section } from './model';
import type { Sources } from './sources';
import { decimal, percent, usd } from './spanish';

export function conclusions(given: Sources): Section {
  const services: any[] = given.all('lesson6/cost.json', '/services');
  const lambda = services.find(({ service }) => service === 'AWS Lambda').usd;
  const total = given.number('lesson6/cost.json', '/monthlyUsd');
  return {
    id: 'conclusiones',
    title: 'Conclusiones',
    blocks: [
      list(
        `**El sistema pedido está completo y se puede comprobar sin cuenta de AWS.** Una orden lo despliega, otra lo recorre (${given.shown('lesson5/journey.json', '/passed')} comprobaciones) y otra rehace este informe.`,
        `**La calidad se puede leer en el historial.** ${given.count('lesson1/tdd-cycles.json', '/cycles')} ciclos que empiezan por la prueba, ${given.shown('lesson1/tests.json', '/tests')} pruebas y una cobertura de líneas del ${percent(given.number('coverage-report/summary.json', '/total/lines/pct') / 100)}.`,
        `**El cómputo no es lo caro.** Con las cantidades supuestas, Lambda es ${usd(lambda)} de ${usd(total)}: pesan más los usuarios, la API y la observabilidad. Con esa tabla se decide qué optimizar.`,
        '**Mejor empaquetar que compartir.** Una función que lleva solo lo que usa arranca antes que con una capa; la medida está en la lección 3.',
        `**Los límites se conocen antes de chocar con ellos.** El primero que se alcanza es el ${limitName(given.all<any[]>('lesson7/growth.json', '/limits')[0].name)}, que se cambia con una propiedad; después vienen cuotas de AWS, casi todas ampliables.`,
      ),
      text('**Lo que falta por medir en AWS.** La latencia real de CloudFront, los milisegundos de arranque en Lambda y la factura: solo se conocen con una cuenta. Lo que los mide ya existe y no cambia: la orden `site latency`, los paneles y el presupuesto.'),
    ],
  };
}

export function sourcesAnnex(given: Sources): Section {
  const shown = (value: number | string | boolean) => (typeof value === 'number' ? decimal(value, Number.isInteger(value) ? 0 : 2) : typeof value === 'boolean' ? (value ? 'sí' : 'no') : value);
  const rows = [...given.cited].sort((a, b) => a.file.localeCompare(b.file, 'en') || a.pointer.localeCompare(b.pointer, 'en'));
  return {
    id: 'anexo-a',
    kicker: 'Anexo A',
    title: 'De dónde sale cada cifra',
    blocks: [
      text('Fichero de evidence/ y sitio dentro de él (JSON Pointer). (n) quiere decir que el valor es el número de elementos que hay ahí. La lista se genera al escribir el informe; una prueba la compara con los ficheros.'),
      table(['Fichero', 'Sitio', 'Valor'], rows.map(({ file, pointer, value, counted }) => [`\`${file}\``, pointer === '' ? 'todo el fichero' : `\`${pointer}\``, `${shown(value)}${counted ? ' (n)' : ''}`]), { widths: [3.2, 3.2, 2.6] }),
    ],
  };
}

/** Each artefact, and the command that makes it: the text of evidence/README.md, too. */
export const COMMANDS: readonly (readonly [path: string, what: string, command: string])[] = [
  ['report.pdf, report.docx', 'Este informe', 'npm run evidence -- --only report'],
  ['presentation.pdf, presentation.pptx', 'La presentación de cinco diapositivas', 'npm run evidence -- --only slides'],
  ['coverage-report/', 'Cobertura, en HTML, de todas las pruebas unitarias', 'npm run evidence -- --only coverage'],
  ['lesson1/', 'Ciclos TDD del historial; salida de un RED y de su GREEN', 'npm run evidence -- --only tdd,red-green'],
  ['lesson2/', 'Capturas del sitio, cabeceras y latencia', 'npm run evidence -- --only system,blueprint'],
  ['lesson3/', 'Funciones y arranque en frío', 'npm run evidence -- --only blueprint,cold-start,system'],
  ['lesson4/', 'Operaciones, colección de Postman e informe de Newman', 'npm run evidence -- --only blueprint,system'],
  ['lesson5/', 'Tablas, permisos, recorrido y factura', 'npm run evidence -- --only blueprint,system'],
  ['lesson6/', 'Diagrama (PNG y SVG) y costes (CSV)', 'npm run evidence -- --only blueprint'],
  ['lesson7/', 'Alarmas, paneles, crecimiento, refactorizaciones y puerta de calidad', 'npm run evidence -- --only blueprint,refactorings,cold-start,gate --gate-log <fichero>'],
];

export function commandsAnnex(): Section {
  return {
    id: 'anexo-b',
    kicker: 'Anexo B',
    title: 'Cómo se rehace cada evidencia',
    blocks: [
      text('`npm run evidence` rehace todo; cada parte se puede rehacer sola:'),
      table(['En evidence/', 'Qué', 'Orden'], COMMANDS.map(([path, what, command]) => [`\`${path}\``, what, `\`${command}\``]), { widths: [2.2, 3.4, 4.4] }),
    ],
  };
}
