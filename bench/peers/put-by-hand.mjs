// One PutItem signed by hand over node:https: no retry, no time-out, no clock skew, one region's endpoint. The floor.
import { createHash, createHmac } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

const env = process.env;
const endpoint = new URL(env.AWS_ENDPOINT_URL_DYNAMODB ?? `https://dynamodb.${env.AWS_REGION}.amazonaws.com`);
const [request, agent] = endpoint.protocol === 'https:'
  ? [httpsRequest, new HttpsAgent({ keepAlive: true })]
  : [httpRequest, new HttpAgent({ keepAlive: true })];
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

export const handler = async () => {
  const body = JSON.stringify({ TableName: env.TABLE_NAME, Item: { id: { S: 'a' }, title: { S: 'Prueba' } } });
  const { statusCode } = await send('PutItem', body);
  return { statusCode: statusCode === 200 ? 201 : statusCode, body: '' };
};

function send(operation, body) {
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${env.AWS_REGION}/dynamodb/aws4_request`;
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'host': endpoint.host, 'x-amz-date': time, 'x-amz-security-token': env.AWS_SESSION_TOKEN, 'x-amz-target': `DynamoDB_20120810.${operation}` };
  const names = Object.keys(headers).sort();
  const canonical = ['POST', '/', '', ...names.map((name) => `${name}:${headers[name]}`), '', names.join(';'), sha256(body)].join('\n');
  const key = scope.split('/').reduce((previous, part) => hmac(previous, part), `AWS4${env.AWS_SECRET_ACCESS_KEY}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${env.AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return new Promise((resolve, reject) => {
    request({ host: endpoint.hostname, port: endpoint.port, method: 'POST', path: '/', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response));
    }).on('error', reject).end(body);
  });
}
