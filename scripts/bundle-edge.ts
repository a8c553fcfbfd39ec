/**
 * Compiles every src/runtime/<house>/<name>.edge.ts, each one file that imports nothing, into assets/<name>/edge.js: a
 * script with a function `handler`, as CloudFront Functions run it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { transform } from 'esbuild';

const RUNTIME = resolve(__dirname, '..', 'src', 'runtime');

/** One edge function as it ships. */
export interface CompiledEdge {
  readonly name: string;
  readonly file: string;
}

/** @param out folder that gets one folder a function; what it held of them before is replaced */
export async function bundleEdges(out: string): Promise<CompiledEdge[]> {
  const entries = readdirSync(RUNTIME, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.edge.ts')).sort();
  return Promise.all(entries.map((entry) => compileEdge(join(RUNTIME, entry), out)));
}

async function compileEdge(entry: string, out: string): Promise<CompiledEdge> {
  const name = basename(entry, '.edge.ts');
  const { code } = await transform(readFileSync(entry, 'utf8'), {
    loader: 'ts',
    target: 'es2015', // what is newer, CloudFront's engine lacks
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'none',
    tsconfigRaw: { compilerOptions: { target: 'es2015' } },
  });
  const script = code.replace(/\bexport (?=function handler\b)/, '');
  if (/\b(import|export)\b/.test(script)) { throw new Error(`${entry} imports or exports more than its handler, which CloudFront Functions can't`); }
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'edge.js');
  writeFileSync(file, script);
  return { name, file };
}
