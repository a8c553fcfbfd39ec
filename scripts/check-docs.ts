/**
 * What documents say must hold: every npm and projen command in a shell fence exists, every link leads somewhere, and the API, read from
 * .jsii, says of each public symbol what it is. Needs `npm run compile`.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { apiGaps } from './docs/api-gaps';
import { unknownCommands } from './docs/commands';
import { brokenLinks } from './docs/links';
import { run } from './run';

const ROOT = resolve(__dirname, '..');

function main() {
  const files = run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT }).split('\n').filter(Boolean);
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const documents = new Map(files.filter((file) => file.endsWith('.md')).map((file) => [file, read(file)]));
  const scripts = files.filter((file) => /(^|\/)package\.json$/.test(file)).flatMap((file) => Object.keys(JSON.parse(read(file)).scripts ?? {}));
  const mistakes = [
    ...unknownCommands(documents, new Set(scripts)),
    ...brokenLinks(documents, files),
    ...apiGaps(JSON.parse(read('.jsii'))).map((gap) => `.jsii: ${gap}. Write it above the symbol in src/`),
  ];
  if (mistakes.length > 0) {
    console.error(mistakes.join('\n'));
    process.exitCode = 1;
    return;
  }
  console.log(`${documents.size} documents: every command known, every link leads somewhere; the API says what everything is`);
}

main();
