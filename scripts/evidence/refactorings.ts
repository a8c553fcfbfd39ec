import { codeMetrics, type CodeMetrics } from './code-metrics';
import { keep, keepJson, markdownTable, ROOT } from './place';
import { run } from '../run';

interface Chosen {
  readonly commit: string;
  readonly title: string;
  /** The client's words, where it asked for this one (Q3). */
  readonly asked: string;
  readonly why: string;
  /** The file whose change is shown. */
  readonly shown: string;
  /** Which of the changed sources are measured. */
  readonly measured: RegExp;
}

const CHOSEN: readonly Chosen[] = [
  {
    commit: 'a83ca52',
    title: 'Un fichero por promesa en el manejador CRUD',
    asked: 'Handlers modulares',
    why: 'Un solo fichero contenía todos los flujos. Cada operación (crear, leer, listar, reemplazar, modificar, borrar) pasa a tener el suyo, con sus puertos declarados aparte, '
      + 'antes de que cada una crezca.',
    shown: 'src/runtime/serverless-crud-api/delete-flow.ts',
    measured: /^src\/runtime\/serverless-crud-api\/[\w-]+-(flow|ports|answer|members)\.ts$/,
  },
  {
    commit: '3591f22',
    title: 'Un cliente de AWS para todas las funciones',
    asked: 'Clientes de AWS en módulos reutilizables',
    why: 'La mitad de un arranque en frío, después de arrancar Node, era el cliente del SDK. Firma, envío y reintentos siguen siendo paquetes del SDK; unos módulos de `kit/` los unen '
      + 'para las operaciones que se usan, y todas las funciones los comparten. Antes no había código propio: el paquete del CRUD pasó de 215 a 81 KiB (así lo dice el commit).',
    shown: 'src/runtime/kit/dynamodb-client.ts',
    measured: /^src\/runtime\/kit\/.*-(client|endpoint|errors)\.ts$/,
  },
  {
    commit: '3a664c4',
    title: 'Un rechazo conserva su causa y sus cabeceras',
    asked: 'Manejo de errores',
    why: 'Al rechazar una cookie se creaba un error nuevo y se perdían los errores por campo, la causa y las cabeceras del original. Ahora el rechazo envuelve al original.',
    shown: 'src/runtime/serverless-crud-api/refresh-cookie.ts',
    measured: /^src\/runtime\//,
  },
  {
    commit: 'bea829b',
    title: 'El registro nombra cada fallo por su estado',
    asked: 'Logs estructurados',
    why: 'Al minificar, las clases pierden su nombre y el log decía una letra. Ahora el nombre de cada fallo sale de su estado HTTP, de modo que el campo del log estructurado es estable.',
    shown: 'src/runtime/kit/failures.ts',
    measured: /^src\/runtime\/kit\/failures\.ts$/,
  },
  {
    commit: 'fc6ad7b',
    title: 'Lo que hace privado a un bucket se escribe una vez',
    asked: 'Sin duplicación',
    why: 'Tres buckets repetían las mismas opciones de seguridad. Ahora los tres las toman del mismo sitio, y las plantillas de CloudFormation quedan idénticas byte a byte (así lo dice el commit).',
    shown: 'src/constructs/order-events-pipeline/invoices.ts',
    measured: /^src\/constructs\//,
  },
];

/** lesson7/refactorings: what was made better without a change of behaviour, with before and after (Q3). */
export function refactorings() {
  const records = CHOSEN.map((chosen) => {
    const paths = run('git', ['show', '--no-renames', '--name-only', '--format=', chosen.commit], { cwd: ROOT }).split('\n').filter((path) => chosen.measured.test(path));
    const [subject, date, ...body] = run('git', ['show', '-s', '--format=%s%n%aI%n%b', chosen.commit], { cwd: ROOT }).trim().split('\n');
    return { ...chosen, measured: chosen.measured.source, subject, date, body: body.join(' '), before: metricsAt(`${chosen.commit}^`, paths), after: metricsAt(chosen.commit, paths), diff: excerptOf(chosen) };
  });
  keepJson('lesson7/refactorings.json', records);
  keep('lesson7/refactorings.md', ['# Refactorizaciones, con su antes y su después', '', ...records.map(sectionOf)].join('\n'));
}

function metricsAt(commit: string, paths: readonly string[]): CodeMetrics {
  const there = new Set(run('git', ['ls-tree', '-r', '--name-only', commit], { cwd: ROOT }).split('\n'));
  return codeMetrics(paths.filter((path) => there.has(path)).map((path) => run('git', ['show', `${commit}:${path}`], { cwd: ROOT })));
}

/** The change of one file, without what git says of it. */
function excerptOf({ commit, shown }: Chosen): string {
  const change = run('git', ['show', '--no-renames', '--format=', '--unified=2', commit, '--', shown], { cwd: ROOT });
  return change.slice(change.indexOf('@@ ')).replace(/\n$/, ''); // an unchanged empty line is a space, which belongs to its hunk
}

export const METRIC_NAMES: Readonly<Record<keyof CodeMetrics, string>> = {
  files: 'Ficheros',
  lines: 'Líneas',
  longestFile: 'Fichero más largo (líneas)',
  functions: 'Funciones',
  longestFunction: 'Función más larga (líneas)',
  mostBranches: 'Ramas de la función con más',
};

function sectionOf({ commit, subject, date, body, title, asked, why, shown, before, after, diff }: Omit<Chosen, 'measured'> & Record<'subject' | 'date' | 'body' | 'diff', string> & Record<'before' | 'after', CodeMetrics>): string {
  const rows = (Object.keys(METRIC_NAMES) as (keyof CodeMetrics)[]).map((metric) => [METRIC_NAMES[metric], before[metric], after[metric]]);
  return [
    `## ${title}`, '', `${asked}. Commit \`${commit}\` del ${date.slice(0, 10)}: *${subject}*`, '', why, '', ...(body ? [`> ${body}`, ''] : []),
    markdownTable(['Del código que toca', 'Antes', 'Después'], rows), '', `De \`${shown}\`:`, '', '```diff', diff, '```', '',
  ].join('\n');
}
