// Runs the handler of argv[2] on the events of argv[3], one at a time, with DynamoDB answered inside this process.
// Writes the CPU µs an invocation of each event's best batch to fd 3. argv[4]: invocations a batch.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const BATCHES = 5;
const BATCH = Number(process.argv[4]);

const STORED = {
  id: { S: 'ticket-001' }, title: { S: 'Prueba' }, description: { S: 'Otra Prueba' }, status: { S: 'OPEN' }, reporterId: { S: '123456-123456-123' },
  createdAt: { S: '2026-11-24T10:00:00.000Z' }, updatedAt: { S: '2026-11-24T10:00:00.000Z' }, version: { N: '1' },
};

// A connection kept alive, as a warm function has one: the SDK's connection timer is cleared at once.
const SOCKET = { connecting: false, on() {}, once() {}, off() {}, removeListener() {}, setKeepAlive() {}, setTimeout() {} };

class AnsweredRequest extends EventEmitter {
  constructor(options, onResponse) {
    super();
    this.operation = options.headers['x-amz-target'];
    this.onResponse = onResponse;
    this.socket = SOCKET;
  }
  write() { return true; }
  end() {
    const body = JSON.stringify(this.operation.endsWith('GetItem') ? { Item: STORED } : {});
    const response = Object.assign(Readable.from([Buffer.from(body)]), { statusCode: 200, headers: { 'content-type': 'application/x-amz-json-1.0' } });
    process.nextTick(() => this.onResponse(response));
    return this;
  }
  setTimeout() { return this; }
  destroy() { return this; }
}
createRequire(import.meta.url)('node:http').request = (options, onResponse) => new AnsweredRequest(options, onResponse);

const { handler } = await import(pathToFileURL(process.argv[2]).href);
const context = { awsRequestId: 'c6af9ac6', functionName: 'bench' };
const results = {};
for (const [name, { event, statusCode }] of Object.entries(JSON.parse(process.argv[3]))) {
  await run(BATCH, event, statusCode);
  const batches = [];
  for (let i = 0; i < BATCHES; i++) { batches.push(await run(BATCH, event, statusCode)); }
  results[name] = Math.min(...batches);
}
writeFileSync(3, JSON.stringify(results));
process.exit();

// A middleware that parses the body changes the event it was given, hence the copy.
async function run(times, event, statusCode) {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) {
    const answer = await handler({ ...event }, context);
    if (answer.statusCode !== statusCode) { throw new Error(`answered ${answer.statusCode}: ${answer.body}`); }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

