import { existsSync, readFileSync } from 'node:fs';
import type { StackOutputs } from '../local/outputs';

/** @throws for a stage that was not deployed by `deploy` */
export function readOutputs(file: string): StackOutputs {
  if (!existsSync(file)) { throw new Error(`there is no ${file}: deploy writes it. Run first: npm run deliver -- deploy --stage <stage>`); }
  return JSON.parse(readFileSync(file, 'utf8')) as StackOutputs;
}

/** The output of this name, whichever stack has it. */
export function outputOf(outputs: StackOutputs, name: string): string {
  const found = Object.values(outputs).flatMap((stack) => stack[name] ?? []);
  if (found.length === 0) { throw new Error(`no stack has the output ${name}: ${Object.keys(outputs).join(', ') || 'there are no outputs'}`); }
  return found[0];
}
