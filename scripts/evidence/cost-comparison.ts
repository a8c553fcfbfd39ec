import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Blueprint } from './blueprint';
import { costCommand } from './cost';
import { csv, keep, keepJson, markdownTable } from './place';

interface TemplateResource { Type: string; Properties?: any }
interface Template { readonly Resources: { [logicalId: string]: TemplateResource } }

interface Variant {
  readonly name: string;
  /** What is there and is undone to see what it saves, or what is not done and would save. */
  readonly kind: 'applied' | 'possible';
  change(template: Template): void;
}

const each = (type: string, change: (properties: any, resource: TemplateResource) => void) => (template: Template) => {
  for (const resource of Object.values(template.Resources).filter(({ Type }) => Type === type)) { change(resource.Properties ??= {}, resource); }
};

/** What peak hours give, all day long. */
function provisionAllDay({ Resources: resources }: Template) {
  const targets = Object.entries(resources).filter(([, { Type, Properties }]) => Type === 'AWS::ApplicationAutoScaling::ScalableTarget' && Properties.ScheduledActions);
  for (const [logicalId, { Properties }] of targets) {
    const alias = Object.entries(resources).find(([id, { Type }]) => Type === 'AWS::Lambda::Alias' && JSON.stringify(Properties.ResourceId).includes(id))
      ?? Object.entries(resources).find(([, { Type }]) => Type === 'AWS::Lambda::Alias');
    if (!alias) { throw new Error(`${logicalId} scales no alias of its template`); }
    alias[1].Properties.ProvisionedConcurrencyConfig = { ProvisionedConcurrentExecutions: Properties.MaxCapacity };
    delete resources[logicalId];
  }
}

const VARIANTS: readonly Variant[] = [
  { name: 'Concurrencia aprovisionada solo en horas punta, y no todo el día', kind: 'applied', change: provisionAllDay },
  { name: 'Funciones en arm64, y no en x86_64', kind: 'applied', change: each('AWS::Lambda::Function', (properties) => { properties.Architectures = ['x86_64']; }) },
  {
    name: 'Quitar la caché de la pasarela mientras el tráfico no la pague',
    kind: 'possible',
    change: each('AWS::ApiGateway::Stage', (properties) => {
      properties.CacheClusterEnabled = false;
      delete properties.CacheClusterSize;
      for (const setting of properties.MethodSettings ?? []) { delete setting.CachingEnabled; }
    }),
  },
  { name: 'Quitar Contributor Insights', kind: 'possible', change: each('AWS::DynamoDB::Table', (properties) => { delete properties.ContributorInsightsSpecification; }) },
  { name: 'Quitar la concurrencia aprovisionada', kind: 'possible', change: withoutProvisioned },
];

function withoutProvisioned({ Resources: resources }: Template) {
  for (const [logicalId, { Type }] of Object.entries(resources)) {
    if (Type === 'AWS::ApplicationAutoScaling::ScalableTarget') { delete resources[logicalId]; }
  }
}

/** lesson6/cost-before-after: the same amounts, priced for the system with and without each optimization (G2). */
export function costComparison({ folder }: Blueprint) {
  const rows = VARIANTS.map((variant) => {
    const { name, kind } = variant;
    const { before, after } = withChanged(folder, [variant], (changed) => compared(...(kind === 'applied' ? [changed, folder] as const : [folder, changed] as const)));
    return { name, kind, beforeUsd: before, afterUsd: after, usd: after - before };
  });
  const applied = VARIANTS.filter(({ kind }) => kind === 'applied');
  const total = withChanged(folder, applied, (changed) => {
    const out = join(changed, 'cost-before.csv');
    costCommand(changed, '--out', out);
    keep('lesson6/cost-before.csv', readFileSync(out));
    return compared(changed, folder);
  });
  keepJson('lesson6/cost-before-after.json', { total: { beforeUsd: total.before, afterUsd: total.after, usd: total.usd }, rows, changes: total.changes });
  const money = (amount: number) => amount.toFixed(2);
  keep('lesson6/cost-before-after.csv', csv(['optimization', 'kind', 'before_usd', 'after_usd', 'difference_usd'], rows.map(({ name, kind, beforeUsd, afterUsd, usd }) => [name, kind, money(beforeUsd), money(afterUsd), money(usd)])));
  keep('lesson6/cost-before-after.md', [
    '# Coste antes y después de las optimizaciones', '',
    'Calculado con `npx serverless-inteligente cost cdk.out --before <antes>`: las mismas cantidades y los mismos precios; solo cambia la plantilla.', '',
    markdownTable(['Aplicada', 'Antes (USD/mes)', 'Después (USD/mes)', 'Diferencia'], [
      ...rows.filter(({ kind }) => kind === 'applied').map(({ name, beforeUsd, afterUsd, usd }) => [name, money(beforeUsd), money(afterUsd), money(usd)]),
      ['**Juntas**', money(total.before), money(total.after), money(total.usd)],
    ]), '',
    markdownTable(['Posible a este tráfico', 'Ahora (USD/mes)', 'Sería (USD/mes)', 'Diferencia'], rows.filter(({ kind }) => kind === 'possible').map(({ name, beforeUsd, afterUsd, usd }) => [name, money(beforeUsd), money(afterUsd), money(usd)])), '',
    'El coste de antes, línea a línea: `cost-before.csv`; el de ahora: `cost.csv`.', '',
  ].join('\n'));
}

interface Compared { readonly before: number; readonly after: number; readonly usd: number; readonly changes: readonly any[] }

function compared(before: string, after: string): Compared {
  return JSON.parse(costCommand(after, '--before', before, '--format', 'json')).comparison;
}

/** Does the work with a copy of the assembly whose templates are changed. */
function withChanged<T>(folder: string, variants: readonly Variant[], work: (changed: string) => T): T {
  const changed = mkdtempSync(join(tmpdir(), 'changed-'));
  try {
    cpSync(folder, changed, { recursive: true });
    for (const file of readdirSync(changed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.template.json'))) {
      const template: Template = JSON.parse(readFileSync(join(changed, file), 'utf8'));
      for (const { change } of variants) { change(template); }
      writeFileSync(join(changed, file), JSON.stringify(template));
    }
    return work(changed);
  } finally {
    rmSync(changed, { recursive: true, force: true });
  }
}
