import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { previousAssembly } from '../../../examples/reference-system/delivery/previous';

const REPOSITORY = 7;
const artifact = (id: number, more: object = {}, run: object = {}) => ({
  id,
  expired: false,
  created_at: `2026-11-${String(id).padStart(2, '0')}T10:00:00Z`,
  workflow_run: { id: 100 + id, head_branch: 'main', repository_id: REPOSITORY, head_repository_id: REPOSITORY, ...run },
  ...more,
});

let server: Server;
let answer: { status: number; body: unknown; link?: string };
let next: typeof answer[];
let asked: { url?: string; authorization?: string }[];
let github: { api: string; repository: string; token: string };

beforeEach(async () => {
  [asked, next] = [[], []];
  server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization });
    const { status, body, link } = answer;
    response.writeHead(status, { 'content-type': 'application/json', ...link && { link } }).end(JSON.stringify(body));
    answer = next.shift() ?? answer;
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  github = { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, repository: 'shop/system', token: 't0ken' };
});
afterEach(() => { server.close(); });

test('the newest assembly that stayed in the stage is what to go back to', async () => {
  answer = { status: 200, body: { artifacts: [artifact(1), artifact(3), artifact(2)] } };
  expect(await previousAssembly('staging', github)).toEqual({ artifactId: 3, runId: 103 });
  expect(asked).toEqual([{ url: '/repos/shop/system/actions/artifacts?name=deployed-staging&per_page=100', authorization: 'Bearer t0ken' }]);
});

test('one of a fork, of another branch, or that GitHub no longer keeps is none', async () => {
  answer = {
    status: 200,
    body: {
      artifacts: [artifact(5, {}, { head_repository_id: 8 }), artifact(4, {}, { head_branch: 'feature' }), artifact(3, { expired: true }), artifact(2, { workflow_run: null })],
    },
  };
  expect(await previousAssembly('staging', github)).toBeUndefined();
});

test('those of others, however many, do not hide it: GitHub tells of a hundred at a time', async () => {
  const others = Array.from({ length: 100 }, () => artifact(5, {}, { head_repository_id: 8 }));
  answer = { status: 200, body: { artifacts: others }, link: `<${github.api}/repos/shop/system/actions/artifacts?page=2>; rel="next", <x>; rel="last"` };
  next = [{ status: 200, body: { artifacts: [artifact(1), artifact(2)] }, link: `<${github.api}/elsewhere>; rel="next"` }];
  expect(await previousAssembly('staging', github)).toEqual({ artifactId: 2, runId: 102 });
  expect(asked.map(({ url }) => url)).toEqual(['/repos/shop/system/actions/artifacts?name=deployed-staging&per_page=100', '/repos/shop/system/actions/artifacts?page=2']);
});

test('before the first delivery there is none', async () => {
  answer = { status: 200, body: { artifacts: [] } };
  expect(await previousAssembly('production', github)).toBeUndefined();
});

test('fails where GitHub refuses, with what the job lacks', async () => {
  answer = { status: 403, body: { message: 'Resource not accessible by integration' } };
  await expect(previousAssembly('staging', github)).rejects.toThrow(/answered 403.*not accessible.*actions: read/);
});
