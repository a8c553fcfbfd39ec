/** Serves the built page on APIs in memory, for whoever works on it: npx tsx --tsconfig tsconfig.dev.json test/web/serve.ts [port] */
import { fillWithSamples } from '../support/web/samples';
import { startWebSystem } from '../support/web/web-system';

async function main() {
  const system = await startWebSystem(Number(process.argv[2] ?? 4780));
  await fillWithSamples(system);
  const people = system.people.all.map(({ username, password, temporary }) => `  ${username.padEnd(10)} ${password}${temporary ? '  (temporary)' : ''}`);
  process.stdout.write(`${system.origin}\n${people.join('\n')}\n`);
}

void main();
