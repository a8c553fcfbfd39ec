import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { barChart, type Chart } from './bar-chart';
import { pictureOfSvg } from './browser';
import { keep, keepJson, markdownTable, ROOT } from './place';
import type { Results } from '../../bench/report';

const RESULTS = 'bench/results/latest.json';

/** The measured variants that a reader compares, by their names in the results. */
const VARIANTS: readonly { readonly name: string; readonly label: string; readonly ours?: boolean }[] = [
  { name: 'crud, as shipped', label: 'Esta biblioteca', ours: true },
  { name: 'crud, small, with the layer', label: 'Esta biblioteca, con una capa', ours: true },
  { name: "crud on the SDK's client", label: 'Igual, con el cliente del SDK' },
  { name: 'AWS sample style, ESM', label: 'Estilo de los ejemplos de AWS (ESM)' },
  { name: 'AWS sample style, CJS', label: 'Estilo de los ejemplos de AWS (CJS)' },
  { name: 'middy + Powertools logger', label: 'middy + Powertools' },
  { name: 'Powertools router + logger', label: 'Powertools: router y logger' },
  { name: 'middy + validator, Powertools logger, tracer', label: 'middy con validador, Powertools y trazas' },
];

/** lesson3/cold-start and lesson7/optimizations-plots: what the bench measured, with its date. */
export async function coldStart() {
  const results = JSON.parse(readFileSync(join(ROOT, RESULTS), 'utf8')) as Results;
  const rows = VARIANTS.filter(({ name }) => results.coldStart[name]).map(({ name, label, ours = false }) => {
    const { ownWallMs, cpuMs, modules, bytes } = results.coldStart[name];
    return { label, ours, wallMs: ownWallMs, cpuMs, modules, bytes, throughput: results.throughput[name]?.['5'] ?? null, warmCreateUs: results.warmCpuUs[name]?.create ?? null };
  });
  const { date, node, machine, rounds, load } = results;
  keepJson('lesson3/cold-start.json', { source: RESULTS, date, node: node, machine, rounds: rounds.cold, load, variants: rows });
  const note = `Mediana de ${rounds.cold} arranques, ${machine}, Node ${node}, ${date.slice(0, 10)}. No es AWS Lambda: compara entre sí`;
  await plot('lesson3/cold-start', { title: 'Arranque en frío: de la carga del código a la primera respuesta', note, unit: 'ms', bars: rows.map(({ label, ours, wallMs }) => ({ label, ours, value: wallMs })) });
  await plot('lesson7/throughput', {
    title: 'Peticiones por segundo de CPU, con DynamoDB a 5 ms',
    note: `Mitad creaciones y mitad lecturas; ${machine}, Node ${node}, ${date.slice(0, 10)}`,
    unit: '/s',
    digits: 0,
    bars: rows.flatMap(({ label, ours, throughput }) => (throughput === null ? [] : [{ label, ours, value: throughput }])),
  });
  const one = (value: number) => value.toFixed(1);
  keep('lesson3/cold-start.md', [
    '# Arranque en frío de una función que crea un elemento', '',
    markdownTable(['Variante', 'ms', 'ms de CPU, con Node', 'Módulos cargados', 'Código (bytes)'], rows.map(({ label, wallMs, cpuMs, modules, bytes }) => [label, one(wallMs), one(cpuMs), modules, bytes])), '',
    `Medido el ${date} con \`npm run bench\` (${RESULTS}): mediana de ${rounds.cold} procesos, ${machine}, Node ${node}, carga de la máquina de ${load.map((value) => value.toFixed(1)).join(' a ')}.`,
    'Son procesos de esta máquina y no AWS Lambda: sirven para comparar variantes entre sí, no para predecir milisegundos en AWS. Cómo se mide: `bench/README.md`.', '',
    '![Arranque en frío](cold-start.svg)', '',
  ].join('\n'));
}

async function plot(path: string, chart: Chart) {
  const svg = barChart(chart);
  keep(`${path}.svg`, svg);
  await pictureOfSvg(svg, `${path}.png`);
}
