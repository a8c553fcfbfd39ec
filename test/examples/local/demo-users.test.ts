import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoUsers } from '../../../examples/reference-system/local/demo-users';

const folder = mkdtempSync(join(tmpdir(), 'users-'));
const file = join(folder, 'passwords.json');
afterAll(() => rmSync(folder, { recursive: true }));

describe('the demo users', () => {
  test('are an admin and two ordinary people', () => {
    expect(demoUsers(file).map(({ username, groups }) => ({ username, groups }))).toEqual([
      { username: 'admin', groups: ['admins'] },
      { username: 'ana', groups: [] },
      { username: 'luis', groups: [] },
    ]);
  });

  test('have passwords made at random, each another, that a strict policy takes', () => {
    const passwords = demoUsers(file).map(({ password }) => password);

    expect(new Set(passwords).size).toBe(3);
    for (const password of passwords) {
      expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*-).{20,}$/);
    }
  });

  test('keep their passwords between starts, where nobody else can read them', () => {
    expect(demoUsers(file)).toEqual(demoUsers(file));
    expect(demoUsers(join(folder, 'other.json'))).not.toEqual(demoUsers(file));
    expect(statSync(file).mode.toString(8)).toMatch(/600$/);
  });
});
