// SNS, S3 and DynamoDB that take everything at once: what answers costs the measured process nothing but the answer.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(Buffer.concat(chunks).toString()) : undefined;
    if (form) { response.writeHead(200, { 'Content-Type': 'text/xml' }).end(published(form)); return; }
    response.writeHead(200, { 'Content-Type': request.headers['x-amz-target'] ? 'application/x-amz-json-1.0' : 'application/xml' });
    response.end(request.headers['x-amz-target'] ? '{}' : '');
  });
});

function published(form) {
  const action = form.get('Action');
  if (action === 'Publish') { return '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>'; }
  const ids = [...form].filter(([name]) => name.endsWith('.Id')).map(([, id]) => `<member><Id>${id}</Id><MessageId>m</MessageId></member>`);
  return `<PublishBatchResponse><PublishBatchResult><Failed/><Successful>${ids.join('')}</Successful></PublishBatchResult></PublishBatchResponse>`;
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
