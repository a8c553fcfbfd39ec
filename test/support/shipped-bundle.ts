import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

export type Handler = (event: any, context: any) => Promise<any>;

/**
 * Loads a bundle as a cold start does: with module state of its own, and only the environment given. Waits shorter than a
 * second, which are those between attempts, take a fiftieth of their time.
 * @param log gets the lines that it writes
 */
export function loadBundle(file: string, env: { readonly [name: string]: string }, log: (line: string) => void = () => undefined): Handler {
  const source = compiled.get(file) ?? compile(file);
  const shipped = { exports: {} as { handler: Handler } };
  const hurried = (work: (...args: any[]) => void, ms = 0, ...rest: any[]) => setTimeout(() => work(...rest), ms < 1_000 ? ms / 50 : ms);
  const own = Object.create(process, {
    env: { value: { ...env, POWERTOOLS_DEV: 'true' } },
    stdout: { value: { write: (line: string) => { log(line); return true; } } },
  });
  const writer = Object.fromEntries(['log', 'info', 'error', 'warn', 'debug'].map((level) => [level, (line: unknown) => log(String(line))]));
  source(createRequire(file), shipped, shipped.exports, file, dirname(file), own, hurried, { ...console, ...writer });
  return shipped.exports.handler;
}

const compiled = new Map<string, Function>();

function compile(file: string): Function {
  const source = new Function('require', 'module', 'exports', '__filename', '__dirname', 'process', 'setTimeout', 'console', readFileSync(file, 'utf8'));
  compiled.set(file, source);
  return source;
}
