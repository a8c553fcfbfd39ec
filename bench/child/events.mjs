// Runs the handler of argv[2] on batches of argv[4] records of a stream or messages of a queue (argv[3]), argv[5] in all, each
// with an id of its own. Writes the events a second of CPU to fd 3: the process's own CPU, which the wait for an answer is no
// part of.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('node:http');
const { writeFileSync } = require('node:fs');
const { handler } = require(process.argv[2]);
const kind = process.argv[3];
const batch = Number(process.argv[4]);
const total = Number(process.argv[5]);
const context = { awsRequestId: 'c6af9ac6', functionName: 'bench', getRemainingTimeInMillis: () => 60_000 };
let made = 0;
await run(Math.max(batch, total / 4));
const before = process.cpuUsage();
const handled = await run(total);
const { user, system } = process.cpuUsage(before);
writeFileSync(3, JSON.stringify(handled / ((user + system) / 1e6)));
process.exit();

async function run(count) {
  let done = 0;
  for (; done < count; done += batch) {
    const { batchItemFailures } = await handler({ Records: Array.from({ length: batch }, kind === 'stream' ? changed : queued) }, context);
    if (batchItemFailures.length > 0) { throw new Error(`${batchItemFailures.length} failures`); }
  }
  return done;
}

function changed() {
  const id = `o-${made++}`;
  return {
    eventID: id, eventName: 'INSERT', eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion: 'eu-west-1', eventSourceARN: 'arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/stream/1',
    dynamodb: {
      ApproximateCreationDateTime: 1795514400, Keys: { orderId: { S: id } }, SequenceNumber: String(1e20 + made), SizeBytes: 300, StreamViewType: 'NEW_AND_OLD_IMAGES',
      NewImage: {
        orderId: { S: id }, status: { S: 'OPEN' }, customer: { M: { name: { S: 'Ana Pérez' }, email: { S: 'ana@example.com' } } }, total: { N: '48.38' },
        items: { L: [1, 2, 3].map((n) => ({ M: { productId: { S: `p-${n}` }, name: { S: 'Lámpara de mesa' }, quantity: { N: String(n) }, price: { N: '19.99' } } })) },
      },
    },
  };
}

function queued() {
  const id = `e-${made++}`;
  const order = { orderId: `o-${made}`, status: 'OPEN', customer: { name: 'Ana Pérez', email: 'ana@example.com' }, total: 48.38, items: [1, 2, 3].map((n) => ({ productId: `p-${n}`, name: 'Lámpara de mesa', quantity: n, price: 19.99 })) };
  return {
    messageId: `m-${made}`, receiptHandle: 'r', body: JSON.stringify({ specversion: '1.0', id, source: '/orders', type: 'ORDER_CREATED', subject: order.orderId, data: { order } }),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1', SenderId: 's', ApproximateFirstReceiveTimestamp: '1' }, messageAttributes: {}, md5OfBody: '',
    eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:eu-west-1:111111111111:orders', awsRegion: 'eu-west-1',
  };
}
