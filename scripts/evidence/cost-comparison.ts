import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Blueprint } from './blueprint';
import { costCommand } from './cost';
import { csv, keep, keepJson, markdownTable } from './place';
import { unoptimized } from '../../examples/reference-system/cost/unoptimized';
import { differenceOf } from '../cost-report';

interface TemplateResource { Type: string; Properties?: any }
interface Template { readonly Resources: { [logicalId: string]: TemplateResource } }

/** What is not done, and would save. */
interface Possibility {
  readonly name: string;
  change(template: Template): void;
}

/** What the reference system does to cost less or to be faster, in the client's language. */
const APPLIED: { readonly [name: string]: string } = {
  'arm64': 'Funciones en arm64, y no en x86_64',
  'log retention': 'Logs borrados tras su retención, y no guardados un año',
  'Intelligent-Tiering': 'S3 Intelligent-Tiering, y no todo en Standard (S2)',
  'catalogue cache': 'Caché del catálogo en la pasarela (A3): lecturas más rápidas, y no más baratas a este tráfico',
  'peak hours': 'Concurrencia aprovisionada solo en horas punta, y no todo el día (G1)',
};

const each = (type: string, change: (properties: any) => void) => (template: Template) => {
  for (const resource of Object.values(template.Resources).filter(({ Type }) => Type === type)) { change(resource.Properties ??= {}); }
};

const POSSIBLE: readonly Possibility[] = [
  {
    name: 'Quitar la caché de la pasarela mientras el tráfico no la pague',
    change: each('AWS::ApiGateway::Stage', (properties) => {
      properties.CacheClusterEnabled = false;
      delete properties.CacheClusterSize;
      for (const setting of properties.MethodSettings ?? []) { delete setting.CachingEnabled; }
    }),
  },
  { name: 'Quitar Contributor Insights', change: each('AWS::DynamoDB::Table', (properties) => { delete properties.ContributorInsightsSpecification; }) },
  { name: 'Quitar la concurrencia aprovisionada', change: withoutProvisioned },
];

function withoutProvisioned({ Resources: resources }: Template) {
  for (const [logicalId, { Type }] of Object.entries(resources)) {
    if (Type === 'AWS::ApplicationAutoScaling::ScalableTarget') { delete resources[logicalId]; }
  }
}

/** lesson6/cost-before-after: the same amounts, priced for the system with and without each optimization (G2). */
export async function costComparison({ folder }: Blueprint) {
  const { beforeUsd, afterUsd, effects, changes } = await differenceOf(folder);
  const applied = effects.map(({ name, about, savesUsd }) => row(APPLIED[name] ?? about, 'applied', afterUsd + savesUsd, afterUsd));
  const possible = POSSIBLE.map((possibility) => withFolder(changedBy(folder, possibility), (after) => {
    const compared = JSON.parse(costCommand(after, '--before', folder, '--format', 'json')).comparison;
    return row(possibility.name, 'possible', compared.before, compared.after);
  }));
  const rows = [...applied, ...possible];
  withFolder(unoptimized(folder), (before) => {
    const out = join(before, 'cost-before.csv');
    costCommand(before, '--out', out);
    keep('lesson6/cost-before.csv', readFileSync(out));
  });
  keepJson('lesson6/cost-before-after.json', { total: { beforeUsd, afterUsd, usd: afterUsd - beforeUsd }, rows, changes });
  keep('lesson6/cost-before-after.csv', csv(['optimization', 'kind', 'before_usd', 'after_usd', 'difference_usd'], rows.map((one) => [one.name, one.kind, ...inMoney(one).slice(1)])));
  keep('lesson6/cost-before-after.md', [
    '# Coste antes y después de las optimizaciones', '',
    'Calculado con `npx serverless-inteligente cost cdk.out --usage usage.json --before <antes>`: las mismas cantidades y los mismos precios; solo cambia la plantilla.', '',
    markdownTable(['Aplicada', 'Antes (USD/mes)', 'Después (USD/mes)', 'Diferencia'], [
      ...applied.map(inMoney),
      ['**Juntas**', money(beforeUsd), money(afterUsd), money(afterUsd - beforeUsd)],
    ]), '',
    markdownTable(['Posible a este tráfico', 'Ahora (USD/mes)', 'Sería (USD/mes)', 'Diferencia'], possible.map(inMoney)), '',
    'El coste de antes, línea a línea: `cost-before.csv`; el de ahora: `cost.csv`.', '',
  ].join('\n'));
}

function row(name: string, kind: string, beforeUsd: number, afterUsd: number) {
  return { name, kind, beforeUsd, afterUsd, usd: afterUsd - beforeUsd };
}

function money(amount: number): string {
  return amount.toFixed(2);
}

function inMoney({ name, beforeUsd, afterUsd, usd }: ReturnType<typeof row>): string[] {
  return [name, money(beforeUsd), money(afterUsd), money(usd)];
}

/** @returns the folder of a copy of the assembly whose templates are changed */
function changedBy(folder: string, { change }: Possibility): string {
  const changed = mkdtempSync(join(tmpdir(), 'changed-'));
  cpSync(folder, changed, { recursive: true });
  for (const file of readdirSync(changed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.template.json'))) {
    const template: Template = JSON.parse(readFileSync(join(changed, file), 'utf8'));
    change(template);
    writeFileSync(join(changed, file), JSON.stringify(template));
  }
  return changed;
}

function withFolder<T>(folder: string, work: (folder: string) => T): T {
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
