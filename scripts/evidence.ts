/** Rebuilds evidence/ from the real thing: `npm run evidence`, or some of its steps: `npm run evidence -- --only tdd,report`. */
import { parseArgs } from 'node:util';
import { ROOT } from './evidence/place';
import { note, readme } from './evidence/readme';
import { STEPS } from './evidence/steps';
import { run as command } from './run';

async function main() {
  const { values } = parseArgs({ options: { 'only': { type: 'string' }, 'gate-log': { type: 'string' }, 'tested-in': { type: 'string' } } });
  const names = values.only?.split(',') ?? STEPS.map(({ name }) => name);
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`--only ${values.only}: no step '${unknown.join("', '")}'. Allowed: ${STEPS.map(({ name }) => name).join(', ')}, with commas between`);
  }
  const commit = command('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: ROOT }).trim();
  for (const { name, run } of STEPS.filter((step) => names.includes(step.name))) {
    const start = performance.now();
    console.log(`${name} …`);
    const made = await run({ gateLog: values['gate-log'], testedIn: values['tested-in'] });
    if (name !== 'gate' || made) { note(name, made ?? { date: new Date().toISOString(), commit }); }
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  readme();
}

main().catch((error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
});
