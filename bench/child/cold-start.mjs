// Loads the handler of argv[2], gives it the event of argv[3] and writes what that took, from the process's start, to fd 3.
import { createRequire } from 'node:module';

// As Lambda's runtime client does: Node's modules by require (an import makes Node look at each export, which costs), the handler by import().
const require = createRequire(import.meta.url);
require('node:http');
const { writeFileSync } = require('node:fs');
const event = JSON.parse(process.argv[3]);
const booted = measure();
const { handler } = await import(process.argv[2]);
const loaded = measure();
const { statusCode } = await handler(event, { awsRequestId: 'c6af9ac6', functionName: 'bench' });
// Lambda's runtime takes the answer through several turns of the event loop: what the handler left to them, such as a trace, is its own.
for (let turn = 0; turn < 4; turn++) { await new Promise((resolve) => setImmediate(resolve)); }
writeFileSync(3, JSON.stringify({ statusCode, booted, loaded, answered: measure() }));
process.exit();

function measure() {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, wallMs: performance.now(), modules: process.moduleLoadList.length };
}
