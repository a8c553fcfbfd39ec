import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barChart } from './bar-chart';
import type { Blueprint } from './blueprint';
import { pictureOfSvg } from './browser';
import { csv, keep, keepJson, markdownTable, ROOT, shown } from './place';
import { inSpanish } from './spanish-drawing';
import { USAGE } from '../cost-report';

interface Limit {
  readonly where: string;
  readonly name: string;
  readonly quota: number;
  readonly unit: string;
  readonly breaksAtRps: number;
  readonly source: string;
}

/** Requests a second that the growth of lesson 7 is computed for. */
const TRAFFIC = [10, 100, 1_000, 10_000, 100_000];

/** lesson6: what a month costs, drawn and as a table; lesson7/growth: the same at other traffics, and what breaks first (G2). */
export async function cost({ folder }: Blueprint) {
  const out = mkdtempSync(join(tmpdir(), 'cost-'));
  try {
    const file = (name: string) => join(out, name);
    costCommand(folder, ...['architecture.svg', 'cost.csv', 'cost.json'].flatMap((name) => ['--out', file(name)]));
    const drawing = inSpanish(readFileSync(file('architecture.svg'), 'utf8'));
    keep('lesson6/architecture.svg', drawing);
    await pictureOfSvg(drawing, 'lesson6/architecture.png');
    keep('lesson6/cost.csv', readFileSync(file('cost.csv')));
    const report = JSON.parse(readFileSync(file('cost.json'), 'utf8'));
    keepJson('lesson6/cost.json', {
      monthlyUsd: report.monthlyUsd,
      prices: report.prices,
      services: report.services,
      resources: report.resources.map(({ path, type, usd }: any) => ({ path, type, usd })),
      unknown: report.unknown,
      assumptions: report.assumptions,
    });
    await servicesOf(report);
    growth(folder);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The package's own command, as it ships, with the amounts that docs/scale.md is computed for. */
export function costCommand(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'assets', 'cli', 'index.js'), 'cost', '--usage', USAGE, ...args], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) { throw new Error(`serverless-inteligente cost ${args.join(' ')} ended with ${status}:\n${shown(stderr)}`); }
  return stdout;
}

async function servicesOf({ monthlyUsd, services, resources, prices }: any) {
  const rows = services.map(({ service, usd }: any) => ({ service, usd, share: usd / monthlyUsd }));
  keep('lesson6/cost-by-service.csv', csv(['service', 'monthly_usd', 'share'], rows.map(({ service, usd, share }: any) => [service, usd.toFixed(4), share.toFixed(4)])));
  keep('lesson6/cost.md', [
    '# Coste mensual estimado', '',
    `${monthlyUsd.toFixed(2)} USD al mes con precios de lista de ${prices.region} (${prices.asOf}), sin capa gratuita. Cantidades de \`examples/reference-system/cost/usage.json\`; las demás, y su origen, en \`cost.json\`.`, '',
    markdownTable(['Servicio', 'USD al mes', 'Parte'], rows.map(({ service, usd, share }: any) => [service, usd.toFixed(2), `${(share * 100).toFixed(1)} %`])), '',
    markdownTable(['Los diez recursos más caros', 'USD al mes'], resources.slice(0, 10).map(({ path, usd }: any) => [`\`${path}\``, usd.toFixed(2)])), '',
  ].join('\n'));
  const svg = barChart({
    title: 'Coste mensual por servicio',
    note: `Precios de lista de ${prices.region}, ${prices.asOf}, sin capa gratuita; cantidades de cost/usage.json`,
    unit: 'USD',
    digits: 2,
    bars: rows.map(({ service, usd }: any) => ({ label: service, value: usd })),
  });
  keep('lesson6/cost-by-service.svg', svg);
  await pictureOfSvg(svg, 'lesson6/cost-by-service.png');
}

function growth(folder: string) {
  const rows = TRAFFIC.map((rps) => {
    const { traffic } = JSON.parse(costCommand(folder, '--rps', String(rps), '--format', 'json'));
    const exceeded = traffic.limits.filter(({ load, quota }: any) => load > quota);
    return { rps, monthlyUsd: traffic.monthlyUsd, exceeded: exceeded.map(limitOf) };
  });
  const { traffic: { limits } } = JSON.parse(costCommand(folder, '--rps', '1', '--format', 'json'));
  const first = (limits as Limit[]).map(limitOf).sort((a, b) => a.breaksAtRps - b.breaksAtRps).slice(0, 12);
  keepJson('lesson7/growth.json', { traffic: rows, limits: first });
  keep('lesson7/growth.md', [
    '# Crecimiento: coste y límites a otros tráficos', '', 'Calculado por `npx serverless-inteligente cost cdk.out --usage usage.json --rps N` sobre la plantilla sintetizada: tráfico uniforme durante un mes, sin descuentos.', '',
    markdownTable(['Peticiones/s', 'USD al mes', 'Límites superados'], rows.map(({ rps, monthlyUsd, exceeded }) => [rps, monthlyUsd.toFixed(2), exceeded.length === 0 ? 'ninguno' : [...new Set(exceeded.map(({ name }: Limit) => name))].join('; ')])), '',
    '## Qué se rompe primero', '',
    markdownTable(['Dónde', 'Límite', 'Cuota', 'Se alcanza a (peticiones/s)', 'Fuente'], first.map(({ where, name, quota, unit, breaksAtRps, source }) => [where, name, `${quota} ${unit}`, breaksAtRps, source])), '',
  ].join('\n'));
}

/** Of a limit as `cost --format json` has it. */
function limitOf({ where, name, quota, unit, breaksAtRps, source }: Limit): Limit {
  return { where, name, quota, unit, breaksAtRps: Math.round(breaksAtRps), source };
}
