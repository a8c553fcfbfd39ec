import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EVIDENCE, keep, keepJson, markdownTable, ROOT, shown } from './place';
import { pictureOfOutput } from './terminal';
import type { RunningSystem } from '../../examples/reference-system/local/bring-up';

const FOLDER = join('examples', 'reference-system', 'postman');
const FILE = 'reference-system.postman_collection.json';
const COLLECTION = join(FOLDER, FILE);

/** lesson4: the Postman collection, and what newman says of it on the deployed system (A6). */
export async function newmanReport({ outputs }: RunningSystem) {
  const folder = mkdtempSync(join(tmpdir(), 'newman-'));
  try {
    const [environment, report] = ['environment.json', 'report.json'].map((file) => join(folder, file));
    writeFileSync(environment, JSON.stringify(environmentOf(outputs)), { mode: 0o600 });
    const args = ['run', COLLECTION, '--working-dir', FOLDER, '--environment', environment, '--reporters', 'cli,json', '--reporter-json-export', report, '--color', 'off'];
    const stdout = await newman(args);
    const said = shown(stdout).split(outputs.endpoint).join('<api>').replace(/\/restapis\/\w+\//g, '/restapis/<id>/').trim();
    keep('lesson4/newman.txt', `$ newman run ${COLLECTION} --working-dir ${FOLDER}\n\n${said}\n`);
    await pictureOfOutput(said.slice(said.lastIndexOf('┌')), 'lesson4/screenshots/newman-summary.png', { title: 'newman run reference-system.postman_collection.json: resumen' });
    await pictureOfOutput(said, 'lesson4/screenshots/newman.png', { title: 'newman run reference-system.postman_collection.json', lines: 27 });
    const { run } = JSON.parse(readFileSync(report, 'utf8'));
    const requests = run.executions.map(requestOf);
    const count = (code: number) => requests.filter((request: { status: number }) => request.status === code).length;
    keepJson('lesson4/newman.json', {
      measuredAt: new Date(run.timings.started).toISOString(),
      against: 'local engine',
      requests: requests.length,
      assertions: run.stats.assertions.total,
      failed: run.stats.assertions.failed,
      answered200: count(200),
      answered401: count(401),
      meanMs: Math.round(run.timings.responseAverage),
      executions: requests,
    });
    keep('lesson4/newman.md', ['# Newman sobre el sistema desplegado en el motor local', '', markdownTable(
      ['Petición', 'Método', 'Ruta', 'Estado', 'Aserciones'], requests.map((one: any) => [one.name, one.method, `\`${one.path}\``, one.status, one.assertions.every((it: any) => it.passed) ? `${one.assertions.length} de ${one.assertions.length}` : 'FALLO']),
    ), ''].join('\n'));
    mkdirSync(join(EVIDENCE, 'lesson4'), { recursive: true });
    for (const file of readdirSync(join(ROOT, FOLDER))) { copyFileSync(join(ROOT, FOLDER, file), join(EVIDENCE, 'lesson4', file)); } // with what it uploads
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environmentOf({ apis, users }: RunningSystem['outputs']) {
  const user = users.find(({ groups }) => groups.length === 0)!;
  const admin = users.find(({ groups }) => groups.includes('admins'))!;
  const values = {
    baseUrl: apis.tickets,
    commerceUrl: apis.commerce,
    username: user.username,
    password: user.password,
    adminUsername: admin.username,
    adminPassword: admin.password,
  };
  return { name: 'local', values: Object.entries(values).map(([key, value]) => ({ key, value, enabled: true })) };
}

function requestOf({ item, request, response, assertions = [] }: any) {
  const path = `/${request.url.path.join('/')}`.replace(/^.*(?=\/v1\/)/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}');
  return {
    name: item.name,
    method: request.method,
    path,
    status: response?.code ?? 0,
    assertions: assertions.map(({ assertion, error }: any) => ({ name: assertion, passed: error === undefined })),
  };
}

/** @returns what it printed. @throws Error with what failed */
async function newman(args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(process.execPath, [require.resolve('newman/bin/newman.js'), ...args], { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stdout = '', message } = error as { stdout?: string; message: string };
    throw new Error(`newman failed: ${shown(stdout.slice(stdout.lastIndexOf('└')) || message)}`);
  }
}
