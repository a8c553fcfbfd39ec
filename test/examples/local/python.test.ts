import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from '../../../examples/reference-system/local/python';

/** A folder to stand for the whole PATH, with executables that say what a Python of some kind says. */
function pathWith(programs: Record<string, { version: string; modules: boolean }>): string {
  const folder = mkdtempSync(join(tmpdir(), 'path-'));
  folders.push(folder);
  for (const [name, { version, modules }] of Object.entries(programs)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho ${version}\n${modules ? '' : 'echo "ModuleNotFoundError: ensurepip" >&2; exit 1'}\n`);
    chmodSync(file, 0o755);
  }
  return folder;
}
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

describe('the Python that the engine runs on', () => {
  test('the first one recent enough is taken', () => {
    const path = pathWith({ 'python3': { version: '3.9', modules: true }, 'python3.12': { version: '3.12', modules: true } });

    expect(findPython(path)).toEqual({ command: join(path, 'python3.12'), version: '3.12' });
  });

  test('one without venv is passed over when another has it', () => {
    const path = pathWith({ 'python3': { version: '3.11', modules: false }, 'python3.13': { version: '3.13', modules: true } });

    expect(findPython(path).version).toBe('3.13');
  });

  test('fails on one line when there is none', () => {
    expect(() => findPython(pathWith({}))).toThrow(/^No Python on the PATH: install Python 3.11 or later$/);
  });

  test('fails on one line when all are too old', () => {
    const path = pathWith({ python3: { version: '3.10', modules: true } });

    expect(() => findPython(path)).toThrow(`Python 3.10 (${join(path, 'python3')}) is too old: install Python 3.11 or later`);
  });

  test('fails on one line when venv is a package of its own and is missing', () => {
    const path = pathWith({ python3: { version: '3.11', modules: false } });

    expect(() => findPython(path)).toThrow(`Python 3.11 (${join(path, 'python3')}) has no venv module: install it (Debian, Ubuntu: apt install python3-venv)`);
  });

  test('a program that is no Python is passed over', () => {
    const path = pathWith({ python: { version: 'not-a-version', modules: true } });

    expect(() => findPython(path)).toThrow('No Python on the PATH');
  });
});
