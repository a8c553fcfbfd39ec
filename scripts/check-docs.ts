/**
 * What documents say must hold: every block is compiled, parsed or run, or is one of a few kinds that say why not; every command that a
 * sentence or block tells to type is there, with its options; every link and path leads somewhere; and the API, read from .jsii, says
 * of each public symbol what it is. Prints how many of each kind it looked at. Needs `npm run bundle` and `npm run compile`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { apiGaps } from './docs/api-gaps';
import { becomes, BLOCK_LANGUAGES, blockMistakes } from './docs/blocks';
import { RefusedCli } from './docs/cli';
import { spanMistakes, spansOf, type Known } from './docs/commands';
import { fencesOf, type Fence } from './docs/fences';
import { brokenLinks } from './docs/links';
import { missingPaths } from './docs/paths';
import { PLACES, placeOf, SHELL, shellMistakes } from './docs/shell-blocks';
import { runBlock, runInApps } from './docs/shell-run';
import { run } from './run';

const ROOT = resolve(__dirname, '..');
/** Made of the types, so that its blocks are signatures; the gate makes it anew and compares. */
const GENERATED = 'API.md';

async function main() {
  const files = run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT }).split('\n').filter((file) => existsSync(join(ROOT, file)));
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const documents = new Map(files.filter((file) => file.endsWith('.md')).map((file) => [file, read(file)]));
  const fences = [...documents].filter(([file]) => file !== GENERATED).flatMap(([file, text]) => fencesOf(file, text));
  const spans = [...documents].flatMap(([file, text]) => spansOf(file, text));
  const there = new Set(files.flatMap((file) => file.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))));
  const scripts = files.filter((file) => /(^|\/)package\.json$/.test(file)).flatMap((file) => Object.keys(JSON.parse(read(file)).scripts ?? {}));
  const cli = await RefusedCli.start();
  const textOf = (file: string) => (there.has(file) ? read(file) : undefined);
  const known: Known = { scripts: new Set(scripts), has: (path) => there.has(path), refusal: (args) => cli.refusal(args) };

  const mistakes = [
    ...fences.filter(({ language }) => language !== SHELL).flatMap((fence) => readMistakes(fence, textOf)),
    ...(await Promise.all(fences.filter(({ language }) => language === SHELL).map((fence) => shellMistakes(fence, known, read('.ci/run'))))).flat(),
    ...(await Promise.all(spans.map((span) => spanMistakes(span, known)))).flat(),
    ...[...documents].flatMap(([file, text]) => missingPaths(file, text, known.has)),
    ...brokenLinks(documents, files),
    ...apiGaps(JSON.parse(read('.jsii'))).map((gap) => `.jsii: ${gap}. Write it above the symbol in src/`),
  ];
  await cli.stop();
  if (mistakes.length === 0) { mistakes.push(...await ran(fences)); }
  if (mistakes.length > 0) {
    console.error(mistakes.join('\n'));
    process.exitCode = 1;
    return;
  }
  for (const line of summary(fences)) { console.log(line); }
  console.log(`${String(fencesOf(GENERATED, documents.get(GENERATED)!).length).padStart(4)} in ${GENERATED}: signatures made of the types, which the gate makes anew`);
  console.log(`${documents.size} documents, ${spans.length} commands in sentences that can be typed; every link and path leads somewhere; the API says what everything is`);
}

function readMistakes(fence: Fence, read: (file: string) => string | undefined): string[] {
  if (becomes(fence.language) !== undefined) { return blockMistakes(fence, read); }
  return [`${fence.file}:${fence.line}: nothing here looks at blocks of '${fence.language}'. Allowed: ${[SHELL, ...BLOCK_LANGUAGES].join(', ')}. `
    + 'Fix: name its language, text for a picture, or teach scripts/docs/blocks.ts'];
}

/** Two at a time: apps have folders of their own, and the repository's blocks go one after another. */
async function ran(fences: readonly Fence[]): Promise<string[]> {
  const at = (place: string) => fences.filter((fence) => fence.language === SHELL && placeOf(fence) === place);
  const inRepository = async () => {
    const mistakes: string[] = [];
    for (const block of at('checkout')) { mistakes.push(...await runBlock(block, ROOT)); }
    return mistakes;
  };
  return (await Promise.all([runInApps(ROOT, at('app'), fences), inRepository()])).flat();
}

function summary(fences: readonly Fence[]): string[] {
  const kinds = new Map<string, number>();
  for (const fence of fences) {
    const kind = fence.language === SHELL ? `${SHELL}: ${PLACES[placeOf(fence)!]}` : `${fence.language}: ${becomes(fence.language)}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([kind, count]) => `${String(count).padStart(4)} ${kind}`);
}

void main();
