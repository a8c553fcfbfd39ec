// Runs the handler of argv[2] on the events of argv[3] in turn, one at a time as Lambda does, argv[4] times in all, DynamoDB over
// HTTP. Writes the requests a second of CPU to fd 3: the process's own CPU, which the wait for an answer is no part of.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
require('node:http');
const { writeFileSync } = require('node:fs');
const { handler } = await import(pathToFileURL(process.argv[2]).href);
const events = JSON.parse(process.argv[3]);
const times = Number(process.argv[4]);
const context = { awsRequestId: 'c6af9ac6', functionName: 'bench' };
await run(times / 2);
const before = process.cpuUsage();
await run(times);
const { user, system } = process.cpuUsage(before);
writeFileSync(3, JSON.stringify(times / ((user + system) / 1e6)));
process.exit();

async function run(count) {
  for (let i = 0; i < count; i++) {
    const { event, statusCode } = events[i % events.length];
    const answer = await handler({ ...event }, context);
    if (answer.statusCode !== statusCode) { throw new Error(`answered ${answer.statusCode}: ${answer.body}`); }
  }
}
