import { code, figure, heading, list, note, table, text, type Block, type Section } from './model';
import type { Sources } from './sources';
import { day, decimal, usd } from './spanish';
import { METRIC_NAMES } from '../refactorings';

/** Lines of a change. */
const SHOWN = 18;

export interface Kept { readonly gate: boolean; readonly dashboards: readonly string[] }

export function lesson7(given: Sources, kept: Kept): Section {
  const alarms: any[] = given.all('lesson7/alarms.json', '/alarms');
  const composite = alarms.filter(({ kind }) => kind === 'CompositeAlarm').length;
  return {
    id: 'leccion-7',
    kicker: 'Lección 7',
    title: 'Crecimiento y optimización',
    blocks: [
      heading('Qué pasa cuando crece'),
      text('La orden `cost --rps N` supone que las API reciben N peticiones por segundo durante todo el mes, y dice cuánto cuesta y qué límite se alcanza primero.'),
      table(['Peticiones/s', 'USD al mes', 'Límites superados'],
        given.all<any[]>('lesson7/growth.json', '/traffic').map(({ rps, monthlyUsd, exceeded }) => [decimal(rps), usd(monthlyUsd), exceeded.length === 0 ? 'ninguno' : [...new Set(exceeded.map(({ name }: any) => limitName(name)))].join('; ')]),
        { widths: [1.4, 2, 5], align: 'rrl', caption: 'Precios de lista, sin descuentos: evidence/lesson7/growth.md' }),
      table(['Límite', 'Cuota', 'Se alcanza a'],
        firstOfEach(given.all('lesson7/growth.json', '/limits')).slice(0, 6).map(({ where, name, quota, breaksAtRps }) => [`${limitName(name)} (\`${where.split('/')[0]}\`)`, decimal(quota), `${decimal(breaksAtRps)} peticiones/s`]),
        { widths: [4.5, 1.4, 2.2], align: 'lrr', caption: 'Peticiones/s: de todo el sistema. Los límites de etapas y métodos son propios y se cambian con una propiedad; los demás son cuotas de AWS, casi todas ampliables' }),
      heading('Observabilidad'),
      text(`**${given.count('lesson7/alarms.json', '/alarms')} alarmas** (${composite} compuestas: agrupan a otras para que un problema dé un solo aviso), ${given.count('lesson7/alarms.json', '/dashboards')} paneles y una entrada del manual de operación por alarma. El enunciado pide:`),
      table(['Alarma pedida', 'Periodo', 'Umbral', 'Cuántas', 'Avisa a'], asked(alarms), { widths: [3, 1, 1.6, 1, 2.4], align: 'lrrrl', caption: 'Todas, con su texto y su sección del manual: evidence/lesson7/alarms.md' }),
      text('Los contactos son los de ejemplo de la plantilla. Con `slack` y `pagerUrl` en los contactos de la etapa, los errores van al canal de Slack y los 5xx al buscapersonas (pager); el manual de operación es docs/runbook.md.'),
      ...kept.dashboards.map((path): Block => figure(path, `Panel de ${dashboardName(path)}: vista previa de su definición, **con datos de muestra: nada de lo que se ve se ha medido**. Los títulos están en inglés, como en CloudWatch`, { width: 0.95 })),
      heading('Optimizaciones medidas'),
      ...optimizations(given),
      figure('lesson7/throughput.png', 'Peticiones por segundo de CPU (evidence/lesson3/cold-start.json)', { width: 0.9 }),
      heading('Refactorizaciones'),
      text('Leídas del historial de git, con las medidas del código que toca cada una, antes y después.'),
      ...given.all<any[]>('lesson7/refactorings.json').flatMap(refactoring),
      heading('La puerta de calidad'),
      ...gate(given, kept.gate),
    ],
  };
}

function dashboardName(path: string): string {
  const name = path.replace(/.*-|\.png$/g, '');
  return { operations: 'operaciones', costs: 'costes', infrastructure: 'infraestructura' }[name] ?? name;
}

/** An alarm of an objective looks at the same metrics as the one that the client asks for. */
const OBJECTIVE = /budget|availability/;

function asked(alarms: readonly any[]): string[][] {
  const kinds: readonly (readonly [string, RegExp])[] = [
    ['Errores de Lambda', /^AWS\/Lambda Errors$/], ['Invocaciones rechazadas de Lambda (throttles)', /^AWS\/Lambda Throttles$/], ['Peticiones rechazadas de DynamoDB (throttles)', /^AWS\/DynamoDB .*Throttle/],
    ['5xx de la API', /^AWS\/ApiGateway 5XXError$/], ['Gasto estimado sobre el presupuesto', /^AWS\/Billing EstimatedCharges$/],
  ];
  return kinds.flatMap(([name, pattern]) => {
    const found = alarms.filter(({ kind, name: alarm, metrics }) => kind === 'Alarm' && metrics.some((metric: string) => pattern.test(metric)) && !OBJECTIVE.test(alarm));
    if (found.length === 0) { return []; }
    const [{ periodSeconds, threshold, comparison, says, tells }] = found;
    const unit = /5xx/.test(name) ? ' %' : /Gasto/.test(name) ? ` USD (${/\d+ % of \d+/.exec(says)![0].replace('of', 'de')})` : '';
    return [[name, periodOf(periodSeconds), `${comparison.includes('Greater') ? '>' : '<'} ${decimal(threshold)}${unit}`, decimal(found.length), tells.map((one: string) => one.replace(/^email /, '')).join(', ')]];
  });
}

function periodOf(seconds: number): string {
  return seconds >= 3600 ? `${decimal(seconds / 3600)} h` : `${decimal(seconds / 60)} min`;
}

function optimizations(given: Sources): Block[] {
  const variants: any[] = given.all('lesson3/cold-start.json', '/variants');
  const pointer = (label: string) => `/variants/${variants.findIndex((variant) => variant.label === label)}`;
  const [ours, sdk, sample] = ['Esta biblioteca', 'Igual, con el cliente del SDK', 'Estilo de los ejemplos de AWS (CJS)'].map(pointer);
  const number = (at: string, measure: string) => given.number('lesson3/cold-start.json', `${at}/${measure}`);
  const row = (what: string, before: number, after: number, unit: string, digits: number) => [what, `${decimal(before, digits)} ${unit}`, `${decimal(after, digits)} ${unit}`, `${decimal(after / before, 2)}`];
  return [
    table(['Qué', 'Antes', 'Después', 'Razón'], [
      row('Código de la función: cliente del SDK → módulos propios', number(sdk, 'bytes') / 1024, number(ours, 'bytes') / 1024, 'KB', 0),
      row('CPU del arranque en frío, con Node: cliente del SDK → módulos propios', number(sdk, 'cpuMs'), number(ours, 'cpuMs'), 'ms', 1),
      row('Arranque en frío: estilo de los ejemplos → esta biblioteca', number(sample, 'wallMs'), number(ours, 'wallMs'), 'ms', 1),
      row('CPU de una creación en caliente: estilo de los ejemplos → esta biblioteca', number(sample, 'warmCreateUs'), number(ours, 'warmCreateUs'), 'µs', 0),
    ], { widths: [5, 1.4, 1.4, 0.9], align: 'lrrr', caption: 'Medido en una máquina Linux con npm run bench: evidence/lesson3/cold-start.json' }),
  ];
}

function refactoring({ commit, date, title, asked: what, why, before, after, diff }: any): Block[] {
  const changed = Object.keys(METRIC_NAMES) as (keyof typeof METRIC_NAMES)[];
  const lines = diff.split('\n');
  return [
    text(`**${title}.** Tema: ${what[0].toLowerCase()}${what.slice(1)}. Commit \`${commit}\`, ${day(date)}. ${why}`),
    table(['', ...changed.map((metric) => METRIC_NAMES[metric])], [['Antes', ...changed.map((metric) => (before.files === 0 ? '—' : decimal(before[metric])))], ['Después', ...changed.map((metric) => decimal(after[metric]))]],
      { widths: [1.2, ...changed.map(() => 1.5)], align: `l${'r'.repeat(changed.length)}` }),
    code([...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? ['… sigue en evidence/lesson7/refactorings.md'] : [])].join('\n')),
  ];
}

function gate(given: Sources, kept: boolean): Block[] {
  if (!kept) { return [note('Aún no se ha guardado una ejecución de la puerta de calidad: `npm run evidence -- --gate-log <fichero>` la incorpora.')]; }
  const steps: any[] = given.all('lesson7/gate.json', '/steps');
  return [
    text(`\`bash .ci/run\` parte de un clon limpio y recorre ${given.count('lesson7/gate.json', '/steps')} pasos. Ejecución del ${day(String(given.value('lesson7/gate.json', '/date')))}: **${given.shown('lesson7/gate.json', '/passed')} pasan, `
      + `${given.shown('lesson7/gate.json', '/failed')} fallan**, en ${given.shown('lesson7/gate.json', '/seconds')} s (evidence/lesson7/gate.txt).`),
    table(['Paso', 'Resultado', 'Segundos'], steps.map(({ name, passed, seconds }) => [name, passed ? 'pasa' : '**falla**', decimal(seconds)]), { widths: [5, 1.2, 1.2], align: 'llr' }),
    list('Los nombres de los pasos son los de la propia puerta, en inglés.'),
  ];
}

export function limitName(name: string): string {
  const known: { readonly [name: string]: string } = {
    'functions that a queue starts at once': 'funciones que una cola arranca a la vez',
    'Lambda, concurrent executions': 'ejecuciones simultáneas de Lambda',
    'API Gateway, all APIs of a region': 'API Gateway, todas las API de la región',
    'S3, writes under one prefix': 'escrituras de S3 bajo un prefijo',
    'S3, reads under one prefix': 'lecturas de S3 bajo un prefijo',
    'read units of a table on demand': 'lecturas de una tabla bajo demanda',
    'write units of a table on demand': 'escrituras de una tabla bajo demanda',
    'CloudFront, requests of a distribution': 'CloudFront, peticiones de una distribución',
  };
  if (name.startsWith('throttle of the stage, on ')) { return 'límite de la etapa, en su método más usado'; }
  if (/^throttle of (?:GET|POST|PUT|PATCH|DELETE|ANY) /.test(name)) { return 'límite propio de un método'; }
  if (name.startsWith('Lambda, invocations a second')) { return 'invocaciones por segundo de Lambda'; }
  return known[name] ?? name;
}

/** The first of each kind and stack: a stage has several methods with a throttle of their own. */
function firstOfEach(limits: readonly any[]): any[] {
  const keyOf = ({ where, name }: any) => `${where.split('/')[0]} ${limitName(name)}`;
  return limits.filter((limit, i) => limits.findIndex((other) => keyOf(other) === keyOf(limit)) === i);
}
