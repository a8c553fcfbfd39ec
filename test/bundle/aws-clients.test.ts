import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS, LAMBDA, layShippedBundles } from './shipped';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import { publisherEnv } from '../../src/contract/secure-static-site';
import { ANA, proxyEvent } from '../support/events';
import { invoicedOrder } from '../support/invoices';
import { invocation, queueEvent, queueRecord } from '../support/queue';
import { RefusingServices } from '../support/refusing-services';
import { loadBundle } from '../support/shipped-bundle';
import { orderItem, streamRecord } from '../support/streams';

const ADMIN = { ...ANA, 'cognito:groups': 'admin' };
const order = JSON.stringify({ specversion: '1.0', id: 'e-1', source: '/orders', type: 'ORDER_CREATED', subject: 'o-1', correlationid: 'c-1', data: { order: invoicedOrder({ orderId: 'o-1' }) } });
const upload = JSON.stringify({ Records: [{ s3: { object: { key: 'uploads/0192d3a8-0000-7000-8000-000000000001' } } }] });

/** What makes each handler ask AWS for something, and whom. */
const ASKED: { readonly [bundle: string]: readonly [event: object, ...services: string[]] } = {
  'crud': [proxyEvent({ id: '0192d3a8-0000-7000-8000-000000000001' }), 'DYNAMODB'],
  'auth': [proxyEvent({ method: 'POST', resource: '/v1/auth/login', body: { username: 'ana', password: 'Secret-Word-1' }, claims: null }), 'COGNITO_IDENTITY_PROVIDER'],
  'users': [proxyEvent({ resource: '/v1/users/{id}', id: ANA.sub, claims: ADMIN }), 'DYNAMODB'],
  'users-sweep': [{}, 'DYNAMODB'],
  'uploads': [proxyEvent({ resource: '/v1/uploads/{id}', id: '0192d3a8-0000-7000-8000-000000000001' }), 'DYNAMODB'],
  'invoices-generator': [proxyEvent({ resource: '/v1/orders/{id}/invoice', id: 'o-1', claims: ADMIN }), 'DYNAMODB'],
  'publisher': [{ Records: [streamRecord({ new: orderItem() }), streamRecord({ keysOnly: true, new: orderItem() })] }, 'S3', 'SNS'],
  'invoice-worker': [queueEvent(queueRecord('m-1', { body: order }), queueRecord('m-2', { body: 'nonsense' })), 'DYNAMODB', 'SQS'],
  'image-processor': [queueEvent(queueRecord('m-1', { body: upload }), queueRecord('m-2', { body: 'nonsense' })), 'S3', 'SQS'],
  'notifier': [{ Records: [{ Sns: { Message: 'an alarm', Subject: 'ALARM' } }] }, 'SECRETS_MANAGER'],
  'publish-site': [{ list: true }, 'S3'],
};
const SITE = publisherEnv.render({ BUCKET_NAME: 'site', DISTRIBUTION_ID: 'E1', RETENTION_SECONDS: '3600', SERVICE_NAME: 'publisher' });

const services = new RefusingServices();
let shipped: string;
let endpoints: { readonly [variable: string]: string };
beforeAll(async () => { [shipped, endpoints] = await Promise.all([layShippedBundles(TICKET_SCHEMA), services.listen()]); });
afterAll(async () => {
  rmSync(shipped, { recursive: true });
  await services.close();
});

/** @returns whom the second invocation of a process asks, and how many new connections it makes for that */
async function askedBySecond(file: string, env: { readonly [name: string]: string }, event: object): Promise<string[]> {
  const handler = loadBundle(file, { ...LAMBDA, ...env, ...endpoints });
  for (const _ of [1, 2]) {
    services.forget();
    await handler(structuredClone(event), invocation()).catch(() => 'it was refused');
  }
  return services.asked;
}

test.each(Object.entries(ASKED))('C2: an invocation of %s goes on with the connections of the one before, since its clients are made outside the handler', async (bundle, [event, ...asked]) => {
  expect(await askedBySecond(join(shipped, bundle, 'index.js'), ENVIRONMENTS[bundle] ?? SITE, event)).toEqual(asked.map((service) => `${service}: 0 connections`));
});

test('C2: a client that is made within the handler is seen', async () => {
  const file = join(shipped, 'within.js');
  writeFileSync(file, `
    const http = require('http');
    exports.handler = () => new Promise((done) => {
      const agent = new http.Agent({ keepAlive: true });
      http.request(process.env.AWS_ENDPOINT_URL_DYNAMODB, { method: 'POST', agent }, (answer) => answer.resume().on('end', done)).end();
    });`);
  expect(await askedBySecond(file, {}, {})).toEqual(['DYNAMODB: 1 connections']);
});
