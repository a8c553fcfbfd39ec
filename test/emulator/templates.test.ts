import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployed } from '../support/deployed';

test('no demo user or password is in what was deployed', () => {
  const assembly = join(deployed.home, 'cdk.out');
  const files = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  expect(files.filter((file) => file.endsWith('.template.json')).length).toBeGreaterThan(0);
  for (const file of files) {
    const text = readFileSync(join(assembly, file), 'utf8');
    for (const { username, password } of deployed.users) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(`"${username}"`);
    }
  }
});
