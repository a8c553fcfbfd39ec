import type { Mishaps } from './mishap-gate';
import { invocation } from './queue';
import { loadBundle, type Handler } from './shipped-bundle';

const HASTY_MS = 10_000;

/** A handler as it ships, in a process of its own: when that dies a new one takes its place, with nothing of what it had in memory. */
export class FunctionProcess {
  private static born = 0;
  private handler?: Handler;
  private accessKey = '';
  private hasty = false;
  private die?: () => void;

  /** @param env what the function's environment holds */
  constructor(
    private readonly name: string, private readonly file: string, private readonly env: { readonly [name: string]: string },
    private readonly mishaps: Mishaps,
  ) {}

  /** @returns the handler's answer, or 'failed' */
  async invoke(event: object, remainingMs: number): Promise<any> {
    if (!this.handler) {
      this.accessKey = `${this.name}-${++FunctionProcess.born}`;
      this.handler = loadBundle(this.file, { ...this.env, AWS_ACCESS_KEY_ID: this.accessKey });
    }
    if (remainingMs < HASTY_MS) {
      this.hasty = true;
      this.mishaps.tell(`${this.accessKey} has ${remainingMs} ms left`);
    }
    const death = new Promise<string>((resolve) => { this.die = () => resolve('died'); });
    const answer = await Promise.race([death, this.handler(event, invocation(remainingMs)).catch((error) => `threw ${error}`)]);
    if (typeof answer !== 'string') {
      this.mishaps.tell(`${this.accessKey} answers ${JSON.stringify(answer)}`);
      return answer;
    }
    this.mishaps.tell(`${this.accessKey} ${answer}`);
    // Lambda ends the process of a function that times out, and keeps that of one that throws.
    if (answer === 'died') { this.handler = undefined; }
    return 'failed';
  }

  /** Told of each death of a process. */
  died(accessKey: string) { if (accessKey === this.accessKey) { this.die?.(); } }

  /** Ends it, where it was once given so little time that it may still be at work. */
  endIfHasty() {
    if (this.hasty && this.handler) { this.mishaps.kill(this.accessKey); }
    if (this.hasty) { this.handler = undefined; }
    this.hasty = false;
  }
}
