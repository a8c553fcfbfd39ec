import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

/** A handler's bundle, alone in a Node process of its own: what Lambda starts. */
export interface BundledHandler {
  /** Lines it wrote to standard output. */
  readonly output: string[];
  /** Waits for a line that holds `text`: output comes by another pipe than answers. */
  outputHolds(text: string): Promise<void>;
  invoke(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult>;
  /** Names of Node's own modules that it has loaded so far, internal ones included. */
  loadedModules(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

const DRIVER = `
const { handler } = require(process.argv[2]);
process.on('message', async ({ call, event }) => {
  const answer = event ? await handler(event) : process.moduleLoadList;
  process.send({ call, answer });
});
`;

/**
 * Starts the bundle `file`.
 * @param env all of its environment, PATH and AWS's own included where it needs them
 */
export async function startBundle(file: string, env: { readonly [name: string]: string }): Promise<BundledHandler> {
  const driver = join(file, '..', '..', 'driver.js');
  writeFileSync(driver, DRIVER);
  const child: ChildProcess = fork(driver, [file], { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout!.on('data', (chunk) => output.push(...String(chunk).split('\n').filter((line) => line !== '')));
  child.stderr!.on('data', (chunk) => errors.push(String(chunk)));
  const waiting = new Map<number, { resolve: (answer: any) => void; reject: (error: Error) => void }>();
  child.on('message', ({ call, answer }: { call: number; answer: unknown }) => { waiting.get(call)?.resolve(answer); waiting.delete(call); });
  const ended = new Promise<void>((resolve) => child.on('exit', (code) => {
    for (const { reject } of waiting.values()) { reject(new Error(`the handler ended with ${code}: ${errors.join('')}`)); }
    resolve();
  }));
  let calls = 0;
  const ask = (message: object) => new Promise<any>((resolve, reject) => {
    waiting.set(++calls, { resolve, reject });
    child.send({ ...message, call: calls });
  });
  return {
    output,
    outputHolds: async (text) => {
      while (!output.some((line) => line.includes(text))) { await once(child.stdout!, 'data'); }
    },
    invoke: (event) => ask({ event }),
    loadedModules: () => ask({}),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
