import { code, figure, heading, list, note, table, text, type Section } from './model';
import type { Sources } from './sources';
import { percent } from './spanish';

const FIRST = 12;

export function lesson1(given: Sources): Section {
  const cycles: any[] = given.all('lesson1/tdd-cycles.json', '/cycles');
  return {
    id: 'leccion-1',
    kicker: 'Lección 1',
    title: 'Entorno y «hola mundo» con TDD',
    blocks: [
      text('El entorno completo se levanta en una máquina con Node 20, Python 3.11 y los registros de paquetes, sin cuenta de AWS y sin Docker. '
        + 'El CDK real despliega las plantillas reales sobre un motor local que imita a AWS.'),
      code('npm ci\nnpm run demo            # despliega y muestra las direcciones\nnpm run demo -- --check # recorre el sistema y dice «N passed, N failed»\nnpm test                # pruebas, cobertura y el sistema desplegado'),
      text('El «hola mundo» de la biblioteca es una API completa. Un JSON Schema se convierte en API REST con usuarios, validación, HTTP correcto y tabla, sin escribir el código de ninguna función:'),
      code('const api = new ServerlessCrudApi(stack, \'Api\');\napi.addResource(\'tickets\', {\n  schema: {\n    type: \'object\',\n    required: [\'title\'],\n    properties: { title: { type: \'string\', maxLength: 200 } },\n  },\n});'),
      heading('Herramientas'),
      table(['El enunciado propone', 'Aquí', 'Por qué'], [
        ['Python', 'TypeScript', 'Lo pidió el cliente'],
        ['SAM', 'AWS CDK con projen y jsii', 'El enunciado admite cualquiera de los dos; jsii publica en cinco lenguajes'],
        ['pytest', 'Jest', 'Es el ejecutor de pruebas habitual en TypeScript'],
        ['moto', 'Dobles de prueba que hablan HTTP, y un motor local', 'Así se prueba el mismo código que se despliega, con su cliente de AWS'],
        ['flake8, black, isort', 'ESLint', 'Estilo, orden de importaciones y límites entre carpetas'],
      ], { widths: [2, 3, 5] }),
      heading('Desarrollo guiado por pruebas'),
      text(`El historial de git tiene **${given.count('lesson1/tdd-cycles.json', '/cycles')} ciclos completos**: un commit \`tdd: RED …\` con la prueba que falla, un \`tdd: GREEN …\` con el código que la satisface `
        + `y, cuando hace falta, un \`tdd: REFACTOR …\`. El enunciado pide 12. El último recuento fue de **${given.shown('lesson1/tests.json', '/tests')} pruebas unitarias** en ${given.shown('lesson1/tests.json', '/suites')} ficheros, `
        + `con ${given.shown('lesson1/tests.json', '/failures')} fallos, y una cobertura de líneas del **${percent(given.number('coverage-report/summary.json', '/total/lines/pct') / 100)}** (se pide el 80 %).`),
      table(['#', 'Comportamiento que exige la prueba', 'RED', 'GREEN'],
        cycles.slice(0, FIRST).map(({ behaviour, red, green }, i) => [String(i + 1), behaviour, `\`${red}\``, `\`${green}\``]),
        { widths: [0.6, 7, 1.4, 1.4], align: 'rlll', caption: `Los primeros ${FIRST} ciclos; todos están en evidence/lesson1/tdd-cycles.md. Los nombres están en inglés, como el código.` }),
      text('La salida en rojo es la de Jest en el commit RED, extraído a una carpeta aparte y ejecutado al generar este informe; debajo, la misma prueba en su commit GREEN. Este primer ciclo falla porque el módulo aún no existe; evidence/lesson1/red-green-2.txt muestra otro, '
        + 'en el que el código existía y la prueba falla por su resultado.'),
      figure('lesson1/screenshots/red-green-1.png', 'Salida real de Jest en el commit RED y en el GREEN de un mismo ciclo (evidence/lesson1/red-green-1.txt)', { width: 0.84 }),
      heading('Cobertura'),
      table(['Carpeta de src', 'Ficheros', 'Líneas', 'Ramas', 'Funciones'],
        [
          ...given.all<any[]>('coverage-report/summary.json', '/rooms').map(({ room, files, lines, branches, functions }) => [`\`${room.replace(/^\//, '')}\``, String(files), ...[lines, branches, functions].map((pct: number) => percent(pct / 100))]),
          ['**Total**', '', ...['lines', 'branches', 'functions'].map((measure) => `**${percent(given.number('coverage-report/summary.json', `/total/${measure}/pct`) / 100)}**`)],
        ],
        { widths: [4, 1.2, 1.3, 1.3, 1.3], align: 'lrrrr', caption: 'Informe completo, fichero a fichero: evidence/coverage-report/index.html' }),
      note('Los puntos de entrada de las funciones (`*.lambda.ts`) leen el entorno y crean los clientes. Se prueban ya empaquetados, en un proceso aparte que la cobertura no mide: por eso aparecen sin cubrir.'),
      text('Las pruebas que nombra el enunciado están en estos ficheros:'),
      list('Validación de entradas: `test/runtime/serverless-crud-api/schema-problems.test.ts`', 'Manejo de errores: `test/runtime/serverless-crud-api/faults.test.ts`',
        'DynamoDB: `test/bundle/write-round-trips.test.ts`', 'URL prefirmada de S3: `test/runtime/kit/s3-signing.test.ts`', 'Publicación en SNS: `test/runtime/order-events-pipeline/publish-changes.test.ts`'),
    ],
  };
}
