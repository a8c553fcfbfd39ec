import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import type { Fence } from './fences';

const execute = promisify(execFile);
/** Of npm, what an app of the library has beside it. */
const PEERS = ['aws-cdk-lib', 'constructs'];

/**
 * Runs a block.
 * @param folder in which it runs
 * @returns what it said, where it failed
 */
export async function runBlock(block: Fence, folder: string): Promise<string[]> {
  try {
    await typeBlock(block, folder);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/**
 * Types a block into a shell that ends with the first failure.
 * @param folder in which the shell begins
 * @param env of the shell
 * @returns what it printed
 * @throws Error for a failure, with the block's place and what was said
 */
export async function typeBlock({ file, line, code }: Fence, folder: string, env = process.env): Promise<string> {
  try {
    return (await execute('/bin/bash', ['-euo', 'pipefail', '-c', code], { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { code: status, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    throw new Error(`${file}:${line}: ended with code ${status}:\n${stdout.slice(-2_000)}${stderr.slice(-4_000)}`);
  }
}

/**
 * Runs blocks in apps that use the library as `npm run compile` left it: each app once, its blocks one after another.
 * @param root of the repository
 * @param blocks those to run
 * @param all of the documents, in their order
 */
export async function runInApps(root: string, blocks: readonly Fence[], all: readonly Fence[]): Promise<string[]> {
  const byApp = new Map<Fence, Fence[]>();
  for (const block of blocks) {
    const app = appOf(block, all);
    byApp.set(app, [...byApp.get(app) ?? [], block]);
  }
  const mistakes: string[] = [];
  for (const [app, its] of byApp) {
    const folder = mkdtempSync(join(tmpdir(), 'app-'));
    try {
      const named = all.filter(({ file, language, words }) => language === 'json' && words.length === 1 && its.some((one) => one.file === file));
      layApp(root, folder, app.code, named);
      for (const block of its) { mistakes.push(...await runBlock(block, folder)); }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return mistakes;
}

/** The TypeScript sample of a stack that is next above a block; where there is none, the first of the README. */
export function appOf(block: Fence, all: readonly Fence[]): Fence {
  const apps = all.filter(({ language, code }) => language === 'ts' && /^const stack\b/m.test(code));
  const app = apps.filter(({ file, line }) => file === block.file && line < block.line).at(-1) ?? apps.find(({ file }) => file === 'README.md');
  if (!app) { throw new Error('README.md has no TypeScript sample of a stack'); }
  return app;
}

function layApp(root: string, folder: string, code: string, named: readonly Fence[]) {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const peer of PEERS) { symlinkSync(join(root, 'node_modules', peer), join(modules, peer)); }
  symlinkSync(root, join(modules, 'serverless-inteligente'));
  symlinkSync(join(root, 'node_modules', '.bin', 'cdk'), join(modules, '.bin', 'cdk'));
  const command = join(modules, '.bin', 'serverless-inteligente');
  writeFileSync(command, `#!/bin/sh\nexec node '${join(root, 'assets', 'cli', 'index.js')}' "$@"\n`);
  chmodSync(command, 0o755);
  const files: { readonly [name: string]: string } = {
    'package.json': '{ "private": true }',
    'cdk.json': '{ "app": "node app.js", "notices": false }',
    'app.js': ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true } }).outputText,
    ...Object.fromEntries(named.map(({ words: [name], code: text }) => [name, text])),
  };
  for (const [name, text] of Object.entries(files)) { writeFileSync(join(folder, name), text); }
}
