import { readdirSync, readFileSync } from 'node:fs';

/**
 * Kills one process that runs a function on the engine of that port, without a word.
 * @param name how the function's name begins
 * @returns whether there was one
 */
export function killOne(name: string, port: number): boolean {
  const [pid] = processesOf(name, port).sort(() => Math.random() - 0.5);
  if (pid === undefined) { return false; }
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false; // it ended by itself
  }
}

/** By the environment that the engine gives them, so that nobody else's are among them. */
function processesOf(name: string, port: number): number[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).filter((pid) => {
    try {
      const env = new Set(readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0'));
      return env.has(`GATEWAY_PORT=${port}`) && [...env].some((line) => line.startsWith(`AWS_LAMBDA_FUNCTION_NAME=${name}`));
    } catch {
      return false; // another user's, or gone
    }
  }).map(Number);
}
