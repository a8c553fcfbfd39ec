import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const CHILDREN = join(__dirname, 'child');
export const PEERS = join(__dirname, 'peers');

/** Installs what the handlers are measured against, where it is not installed as package-lock.json says. */
export function installPeers() {
  installIn(PEERS);
}

/** Installs what a folder's package-lock.json says, where it is not installed so. */
export function installIn(folder: string) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs) { return; }
  execFileSync('npm', ['ci', '--prefix', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The Node that Lambda will run, where npm has it for this machine; else the one that runs this. */
export function nodeUnderTest(): string {
  const file = join(PEERS, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(file) ? file : process.execPath;
}

/** When and on what a measurement was made. @param before load average before it */
export function circumstances(rounds: number, before: number) {
  return {
    date: new Date().toISOString(),
    node: execFileSync(nodeUnderTest(), ['--version'], { encoding: 'utf8' }).trim(),
    machine: `${process.platform} ${process.arch}, ${cpus().length} cores`,
    rounds,
    load: [before, loadavg()[0]],
  };
}

/** Runs bench/child/<script> in a fresh process that knows only `env`; what it writes to fd 3 is its result. */
export async function inFreshProcess<T>(script: string, args: readonly string[], env: { readonly [name: string]: string } = {}): Promise<T> {
  const child = spawn(nodeUnderTest(), [join(CHILDREN, script), ...args], { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const [result, complaint, [code]] = await Promise.all([text(child.stdio[3] as Readable), text(child.stderr!), once(child, 'close')]);
  if (code !== 0) { throw new Error(`${script} ${args[0]} ended with ${code}: ${complaint}`); }
  return JSON.parse(result);
}

export interface DynamoDbProcess {
  readonly endpoint: string;
  readonly process: ChildProcess;
}

export function startDynamoDb(): Promise<DynamoDbProcess> {
  return started('dynamodb.ts');
}

/** One that answers after `delayMs`. */
export function startSlowDynamoDb(delayMs: number): Promise<DynamoDbProcess> {
  return started('slow-dynamodb.mjs', String(delayMs));
}

async function started(script: string, ...args: string[]): Promise<DynamoDbProcess> {
  const child = fork(join(CHILDREN, script), args);
  const [endpoint] = await once(child, 'message');
  return { endpoint, process: child };
}
