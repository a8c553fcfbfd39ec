/**
 * The OpenAPI documents of the reference system and the types of their clients, made of what the app synthesises.
 *   npm run openapi                writes them
 *   npm run openapi -- --check     compares them with those committed, and those with the released
 *   npm run openapi -- --release   also makes them the documents that clients were promised
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { ALLOWED_FILE, compatibilityProblems, type AllowedChange } from './openapi/compatibility';
import { run } from './run';

const ROOT = resolve(__dirname, '..');
const APP = join(ROOT, 'examples', 'reference-system');
const DOCUMENTS = 'examples/reference-system/openapi';
const RELEASED = `${DOCUMENTS}/released`;
const CLIENTS = 'examples/reference-system/client';
const HEADER = "/* Made of the OpenAPI document by 'npm run openapi'. */\n\n";

/** Texts by their files, relative to the repository. */
type Files = ReadonlyMap<string, string>;

/** The documents in the app's assembly, by the name of the API: `tickets` of the construct TicketsApi. */
function synthesise(): Map<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    run(process.execPath, ['--import', 'tsx', 'app.ts'], {
      cwd: APP,
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false', TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
    });
    const documents = readdirSync(outdir).sort().flatMap((file) => {
      const [, name] = /(\w+)Api\.openapi\.json$/.exec(file) ?? [];
      return name === undefined ? [] : [[name.charAt(0).toLowerCase() + name.slice(1), readFileSync(join(outdir, file), 'utf8')] as const];
    });
    if (documents.length === 0) { throw new Error(`the assembly of ${APP} holds no *Api.openapi.json: name the construct of an API <Name>Api`); }
    return new Map(documents);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function filesOf(documents: ReadonlyMap<string, string>): Promise<Files> {
  const files = new Map<string, string>();
  for (const [name, text] of documents) {
    files.set(`${DOCUMENTS}/${name}.json`, text);
    // A default makes a member of a body no member of it must have.
    const types = astToString(await openapiTypescript(JSON.parse(text), { defaultNonNullable: false, alphabetize: false }));
    files.set(`${CLIENTS}/${name}.generated.ts`, HEADER + types);
  }
  return files;
}

function committed(file: string): string | undefined {
  return existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined;
}

function write(files: Files) {
  for (const [file, text] of files) {
    mkdirSync(join(ROOT, file, '..'), { recursive: true });
    writeFileSync(join(ROOT, file), text);
    console.log(`wrote ${file}`);
  }
}

function problemsOf(documents: ReadonlyMap<string, string>, files: Files): string[] {
  const allowed = JSON.parse(committed(ALLOWED_FILE) ?? '[]') as AllowedChange[];
  const released = readdirSync(join(ROOT, RELEASED)).map((file) => file.replace(/\.json$/, ''));
  return [
    ...[...files].filter(([file, text]) => committed(file) !== text).map(([file]) => `${file} is not what the app declares: run 'npm run openapi' and commit it`),
    ...released.filter((name) => !documents.has(name)).map((name) => `${name}: the API is gone, which clients of ${RELEASED}/${name}.json call`),
    ...[...documents].flatMap(([name, text]) => {
      const before = committed(`${RELEASED}/${name}.json`);
      return compatibilityProblems(name, before === undefined ? undefined : JSON.parse(before), JSON.parse(text), allowed);
    }),
    ...allowed.filter(({ api }) => !documents.has(api)).map(({ api }) => `${api}: there is no such API: take it out of ${ALLOWED_FILE}`),
  ];
}

async function main([option]: readonly string[]) {
  if (option !== undefined && !['--check', '--release'].includes(option)) { throw new Error(`no such option: ${option}. There are --check and --release`); }
  const documents = synthesise();
  const files = await filesOf(documents);
  if (option !== '--check') { write(files); }
  if (option === '--release') {
    write(new Map([...[...documents].map(([name, text]) => [`${RELEASED}/${name}.json`, text] as const), [ALLOWED_FILE, '[]\n']]));
  }
  const problems = problemsOf(documents, files);
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length > 0 ? 1 : 0;
  if (problems.length === 0) { console.log(`${documents.size} documents as committed, and compatible with the released`); }
}

void main(process.argv.slice(2));
