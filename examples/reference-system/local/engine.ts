import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { awsEnvironment, endpointOf, REPOSITORY } from './aws-environment';
import { CannotStart } from './cannot-start';
import { CommandFailed, endGroup, lastLines, spawnLogged } from './command';
import { forgetStreamPositions } from './engine-state';
import { isAlive } from './lock';

export interface EngineOptions {
  readonly home: string;
  readonly venv: string;
  readonly port: number;
  readonly signal?: AbortSignal;
  /** How long it may take to answer. @default 60 s */
  readonly patienceMs?: number;
}

export interface Engine {
  readonly endpoint: string;
  readonly pid: number;
  /** Ends it with all it started. It writes its state to disk only here. */
  stop(): Promise<void>;
}

const STOP_PATIENCE_MS = 20_000;

export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { home, venv, port } = options;
  const log = join(home, 'engine.log');
  const env = engineEnvironment(home, port);
  [env.TMPDIR, env.STATE_DIR].forEach((folder) => mkdirSync(folder, { recursive: true }));
  forgetStreamPositions(env.STATE_DIR);

  const child = spawnLogged(join(venv, 'bin', 'python'), ['-m', 'ministack'], { log, env });
  // A launcher that ends without stopping it (a test runner forced to exit) still leaves nothing behind.
  const onExit = () => endGroup(child.pid, 'SIGTERM');
  process.once('exit', onExit);
  const stop = async () => {
    await end(child);
    process.removeListener('exit', onExit);
  };
  try {
    await answers(child, log, options);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: endpointOf(port), pid: child.pid!, stop };
}

/** Whether an engine answers there, be it this start's or one left behind. */
export async function isAnswering(port: number): Promise<boolean> {
  try {
    return (await fetch(`${endpointOf(port)}/_ministack/health`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** Ends an engine whose launcher died without doing so. */
export async function endOrphan({ pid, port }: { readonly pid: number; readonly port: number }): Promise<void> {
  if (!await isAnswering(port)) { return; } // it is gone, and its pid may be another process's by now
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + STOP_PATIENCE_MS;
  while (isAlive(pid) && Date.now() < deadline) { await delay(100); } // it stops answering before it has saved its state
  endGroup(pid, 'SIGKILL');
}

function engineEnvironment(home: string, port: number): { [name: string]: string } {
  return {
    ...awsEnvironment(home, port),
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0', // it would listen on a second port
    LAMBDA_EXECUTOR: 'local',
    NODE_PATH: join(REPOSITORY, 'node_modules'), // the CDK's own handlers find the AWS SDK there, as they do in Lambda
    PERSIST_STATE: '1',
    S3_PERSIST: '1',
    STATE_DIR: join(home, 'state'),
    S3_DATA_DIR: join(home, 'state', 's3'),
  };
}

/**
 * Fails when something listens there.
 * @param flag by which the port is given
 */
export async function checkPort(port: number, flag = '--port'): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'is in use: stop what listens there, or' : 'cannot be used:';
    throw new CannotStart(`Port ${port} ${reason} choose another port with ${flag} N`, { cause: error });
  }
  server.close();
  await once(server, 'close');
}

async function answers(child: ChildProcess, log: string, { port, signal, patienceMs = 60_000 }: EngineOptions): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => { failure = error; });
  child.once('exit', (code) => { failure ??= new CommandFailed('the engine', code, lastLines(log), log); });
  const deadline = Date.now() + patienceMs;
  while (!await isAnswering(port)) {
    signal?.throwIfAborted();
    if (failure) { throw failure; }
    if (Date.now() > deadline) { throw new CannotStart(`The engine did not answer within ${patienceMs / 1000} s. Its log: ${log}`); }
    await delay(50);
  }
}

async function end(child: ChildProcess): Promise<void> {
  const running = child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  if (running) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await Promise.race([ended, delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
  }
  endGroup(child.pid, 'SIGKILL'); // handlers it did not wait for
}
