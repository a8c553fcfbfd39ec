import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS, LAMBDA, layShippedBundles, runFresh } from './shipped';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';

/** Loads the module named and prints what that made Node load of its own, and what the handler is. */
const PROBE = `
  const before = new Set(process.moduleLoadList);
  const { handler } = require(process.argv[1]);
  const added = process.moduleLoadList.filter((module) => !before.has(module));
  console.log(JSON.stringify({ handler: typeof handler, added }));
`;

/**
 * Modules of Node that HTTPS, signing, the traces' datagrams and the logger's console take: 69 to 73 on Node 20, 74 in a bundle
 * with a client of the SDK, and one to spare for a patch of Node. Every module more is paid at each cold start; undici brings 39 on top of these, zlib and
 * fs/promises 12.
 */
const MODULES_MAX = 75;

let shipped: string;

beforeAll(async () => { shipped = await layShippedBundles(TICKET_SCHEMA); });
afterAll(() => rmSync(shipped, { recursive: true, force: true }));

async function load(file: string, env: { readonly [name: string]: string }): Promise<{ handler: string; added: string[] }> {
  const { stdout, stderr, code } = await runFresh(PROBE, [file], env);
  if (code !== 0) { throw new Error(stderr); }
  return JSON.parse(stdout);
}

describe.each(['crud', 'auth', 'publisher', 'users', 'users-sweep'] as const)('the %s bundle in a fresh process', (name) => {
  test('exports its handler', async () => {
    const { handler } = await load(join(shipped, name, 'index.js'), { ...LAMBDA, ...ENVIRONMENTS[name] });
    expect(handler).toBe('function');
  });

  test('loads no undici, and no more of Node than it needs', async () => {
    const { added } = await load(join(shipped, name, 'index.js'), { ...LAMBDA, ...ENVIRONMENTS[name] });
    expect(added.filter((module) => module.includes('undici'))).toEqual([]);
    expect(added.length).toBeLessThanOrEqual(MODULES_MAX);
  });

  test('holds no import(), which loads undici for the sake of node:http from Node 22 on', () => {
    expect(readFileSync(join(shipped, name, 'index.js'), 'utf8')).not.toMatch(/\bimport\(/);
  });

  test('fails with one message that names every variable missing', async () => {
    const { stdout, stderr, code } = await runFresh(PROBE, [join(shipped, name, 'index.js')], LAMBDA);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    const messages = stderr.split('\n').filter((line) => line.startsWith('Error:'));
    expect(messages).toEqual([expect.stringContaining(`missing environment variables: ${Object.keys(ENVIRONMENTS[name]).join(', ')}.`)]);
  });
});

test('the probe sees a module that loads undici', async () => {
  const file = join(shipped, 'with-fetch.js');
  writeFileSync(file, "require('https'); exports.handler = () => undefined; void fetch('data:,');");
  const { added } = await load(file, LAMBDA);
  expect(added.filter((module) => module.includes('undici'))).not.toEqual([]);
  expect(added.length).toBeGreaterThan(MODULES_MAX);
});
