import type { NewmanRunExecution } from 'newman';
import { runCollection } from '../../examples/reference-system/delivery/e2e';
import { BASE, deployed, user } from '../support/deployed';

function run() {
  const { username, password } = user();
  const { username: adminUsername, password: adminPassword } = user('admins');
  return runCollection({ baseUrl: BASE, commerceUrl: deployed.apis.commerce, username, password, adminUsername, adminPassword });
}

/** `GET /tickets/{id}` of a request that was sent. */
function endpointOf({ request }: NewmanRunExecution): string {
  return `${request.method} ${request.url.getPath().replace(/.*\/v1/, '').replace(/[0-9a-f-]{36}|any/, '{id}')}`;
}

test('A6: every request of the Postman collection is answered as it says, with 200 and with 401 among them', async () => {
  const { run: { failures, executions } } = await run();
  expect(failures.map(({ source, error }) => `${source?.name}: ${error.message}`)).toEqual([]);
  const statuses = executions.map(({ response }) => response?.code);
  for (const status of [200, 201, 204, 304, 400, 401, 403, 404, 405, 409, 412, 415, 422, 428]) { expect(statuses).toContain(status); }
  const tried = new Set(executions.map(endpointOf));
  const refused = new Set(executions.filter(({ response }) => response?.code === 401).map(endpointOf));
  for (const endpoint of [
    'POST /auth/login', 'POST /auth/challenge', 'POST /auth/refresh', 'POST /auth/logout', 'GET /tickets', 'POST /tickets',
    'GET /tickets/{id}', 'PATCH /tickets/{id}', 'PUT /tickets/{id}', 'DELETE /tickets/{id}',
    ...['products', 'orders', 'users'].flatMap((name) => ['GET', 'POST'].map((method) => `${method} /${name}`)),
    ...['products', 'orders', 'users'].flatMap((name) => ['GET', 'PATCH', 'PUT', 'DELETE'].map((method) => `${method} /${name}/{id}`)),
    'POST /orders/{id}/restore', 'GET /orders/{id}/invoice', 'POST /uploads', 'GET /uploads/{id}', 'GET /openapi.json',
  ]) {
    expect(tried).toContain(endpoint);
    // a challenge and a logout have nothing to be refused by: they are for those who have no session
    if (!['POST /auth/challenge', 'POST /auth/logout'].includes(endpoint)) { expect(refused).toContain(endpoint); }
  }
});
