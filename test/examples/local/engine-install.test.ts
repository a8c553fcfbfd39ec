import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEngine } from '../../../examples/reference-system/local/engine-install';
import { findPython } from '../../../examples/reference-system/local/python';

const folder = mkdtempSync(join(tmpdir(), 'install-'));
const venv = join(folder, 'venv');
const calls = join(folder, 'calls');
const requirements = join(folder, 'requirements.txt');
afterAll(() => rmSync(folder, { recursive: true }));

/** A Python that writes down how it is called, makes a venv with itself in it, and installs nothing. */
const python = { command: join(folder, 'python'), version: '3.11' };
writeFileSync(python.command, `#!/bin/sh
echo "$2" >> ${calls}
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi
if [ "$2" = pip ] && [ -e ${folder}/offline ]; then echo 'ERROR: No matching distribution found for engine==1'; exit 1; fi
`);
chmodSync(python.command, 0o755);

const install = () => installEngine({ venv, requirements, python: () => python, log: join(folder, 'install.log'), env: process.env });
const callsSince = async (act: () => Promise<unknown>) => {
  rmSync(calls, { force: true });
  await act();
  return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
};

describe('the install of the engine', () => {
  beforeEach(() => {
    writeFileSync(requirements, 'engine==1\n');
    rmSync(venv, { recursive: true, force: true });
    rmSync(join(folder, 'offline'), { force: true });
  });

  test('makes a venv with the pinned versions', async () => {
    expect(await callsSince(install)).toEqual(['venv', 'pip']);
  });

  test('is reused by the next start', async () => {
    await install();

    expect(await callsSince(install)).toEqual([]);
  });

  test('is redone when a pin changes', async () => {
    await install();
    writeFileSync(requirements, 'engine==2\n');

    expect(await callsSince(install)).toEqual(['venv', 'pip']);
  });

  test('is redone when it was cut short', async () => {
    writeFileSync(join(folder, 'offline'), '');
    await install().catch(() => {});
    rmSync(join(folder, 'offline'));

    expect(await callsSince(install)).toEqual(['venv', 'pip']);
  });

  test('is redone when the Python it was made with is gone', async () => {
    await install();
    rmSync(join(venv, 'bin', 'python'));

    expect(await callsSince(install)).toEqual(['venv', 'pip']);
  });

  test('is made once when two starts want it', async () => {
    expect(await callsSince(() => Promise.all([install(), install()]))).toEqual(['venv', 'pip']);
  });

  test('fails on one line when pip cannot reach an index', async () => {
    writeFileSync(join(folder, 'offline'), '');

    await expect(install()).rejects.toThrow(
      /^pip could not install the engine: check the network, and the index or proxy pip is set to use \(No matching distribution found for engine==1; all of it: .*install\.log\)$/,
    );
  });

  test('fails on one line with a real pip and no network', async () => {
    const installed = installEngine({
      venv,
      requirements,
      python: () => findPython(process.env.PATH!),
      log: join(folder, 'install.log'),
      env: { PATH: process.env.PATH, PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_RETRIES: '0' },
    });

    await expect(installed).rejects.toThrow(/^pip could not install the engine: check the network.*No matching distribution found for engine==1.*$/);
  }, 60_000);
});
