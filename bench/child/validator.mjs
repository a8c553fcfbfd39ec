// What a validator (argv[2]) adds to a cold start, its load and first use, and its warm use of a good and a bad body (argv[3]).
import { createRequire } from 'node:module';

const WARM_UP = 20_000;
const BATCHES = 5;
const BATCH = 20_000;

const require = createRequire(import.meta.url);
const { writeFileSync } = require('node:fs');
const { good, bad } = JSON.parse(process.argv[3]);
const before = process.cpuUsage();
const validate = require(process.argv[2]);
const first = validate({ ...good });
const cold = cpuUs(before) / 1000;
if (first !== true || validate({ ...bad }) !== false) { throw new Error('a verdict is wrong'); }
writeFileSync(3, JSON.stringify({ coldCpuMs: cold, goodUs: best(good), badUs: best(bad) }));

function best(body) {
  run(WARM_UP, body);
  return Math.min(...Array.from({ length: BATCHES }, () => run(BATCH, body)));
}

function run(times, body) {
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) { validate({ ...body }); }
  return cpuUs(start) / times;
}

function cpuUs(since) {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}
