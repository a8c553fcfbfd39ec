// DynamoDB that answers PutItem and GetItem after argv[2] ms, in a process of its own.
import { createServer } from 'node:http';

const STORED = {
  id: { S: 'ticket-001' }, title: { S: 'Prueba' }, description: { S: 'Otra Prueba' }, status: { S: 'OPEN' }, reporterId: { S: '123456-123456-123' },
  createdAt: { S: '2026-11-24T10:00:00.000Z' }, updatedAt: { S: '2026-11-24T10:00:00.000Z' }, version: { N: '1' },
};
const delayMs = Number(process.argv[2]);

createServer((request, response) => {
  const body = JSON.stringify(request.headers['x-amz-target'].endsWith('GetItem') ? { Item: STORED } : {});
  const answer = () => response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': body.length }).end(body);
  request.resume().on('end', () => { if (delayMs === 0) { answer(); } else { setTimeout(answer, delayMs); } });
}).listen(0, '127.0.0.1', function listening() { process.send(`http://127.0.0.1:${this.address().port}`); });
process.on('disconnect', () => process.exit());
