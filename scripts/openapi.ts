/**
 * The OpenAPI documents of the reference system, the types of their clients, and the AsyncAPI documents of its events, made of
 * what the app synthesises.
 *   npm run openapi                writes them
 *   npm run openapi -- --check     compares them with those committed, and those with the released
 *   npm run openapi -- --release   also makes them the documents that clients were promised
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { ALLOWED_FILE, compatibilityProblems, eventCompatibilityProblems, type AllowedChange } from './openapi/compatibility';
import { run } from './run';

const ROOT = resolve(__dirname, '..');
const APP = join(ROOT, 'examples', 'reference-system');
const DOCUMENTS = 'examples/reference-system/openapi';
const RELEASED = `${DOCUMENTS}/released`;
const EVENTS = 'examples/reference-system/asyncapi';
const RELEASED_EVENTS = `${EVENTS}/released`;
const CLIENTS = 'examples/reference-system/client';
const HEADER = "/* Made of the OpenAPI document by 'npm run openapi'. */\n\n";

/** Texts by their files, relative to the repository. */
type Files = ReadonlyMap<string, string>;

interface Documents {
  /** By the name of the API: `tickets` of the construct TicketsApi. */
  readonly apis: ReadonlyMap<string, string>;
  /** By the path of the pipeline, its parts joined by hyphens. */
  readonly events: ReadonlyMap<string, string>;
}

/** The documents in the app's assembly. */
function synthesise(): Documents {
  const outdir = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    run(process.execPath, ['--import', 'tsx', 'app.ts'], {
      cwd: APP,
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false', TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
    });
    const documents = (pattern: RegExp) => readdirSync(outdir).sort().flatMap((file) => {
      const [, name] = pattern.exec(file) ?? [];
      return name === undefined ? [] : [[name.charAt(0).toLowerCase() + name.slice(1), readFileSync(join(outdir, file), 'utf8')] as const];
    });
    const apis = documents(/(\w+)Api\.openapi\.json$/);
    if (apis.length === 0) { throw new Error(`the assembly of ${APP} holds no *Api.openapi.json: name the construct of an API <Name>Api`); }
    return { apis: new Map(apis), events: new Map(documents(/(.+)\.asyncapi\.json$/)) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function filesOf({ apis, events }: Documents): Promise<Files> {
  const files = new Map<string, string>([...events].map(([name, text]) => [`${EVENTS}/${name}.json`, text]));
  for (const [name, text] of apis) {
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

function releasedIn(folder: string): string[] {
  return existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)).map((file) => file.replace(/\.json$/, '')) : [];
}

function releasedText(folder: string, name: string) {
  const text = committed(`${folder}/${name}.json`);
  return text === undefined ? undefined : JSON.parse(text);
}

function problemsOf({ apis, events }: Documents, files: Files): string[] {
  const allowed = JSON.parse(committed(ALLOWED_FILE) ?? '[]') as AllowedChange[];
  return [
    ...[...files].filter(([file, text]) => committed(file) !== text).map(([file]) => `${file} is not what the app declares: run 'npm run openapi' and commit it`),
    ...releasedIn(RELEASED).filter((name) => !apis.has(name)).map((name) => `${name}: the API is gone, which clients of ${RELEASED}/${name}.json call`),
    ...releasedIn(RELEASED_EVENTS).filter((name) => !events.has(name)).map((name) => `${name}: the pipeline is gone, whose events ${RELEASED_EVENTS}/${name}.json promises`),
    ...[...apis].flatMap(([name, text]) => compatibilityProblems(name, releasedText(RELEASED, name), JSON.parse(text), allowed)),
    ...[...events].flatMap(([name, text]) => eventCompatibilityProblems(name, releasedText(RELEASED_EVENTS, name), JSON.parse(text), allowed)),
    ...allowed.filter(({ api }) => !apis.has(api) && !events.has(api)).map(({ api }) => `${api}: there is no such API: take it out of ${ALLOWED_FILE}`),
  ];
}

async function main([option]: readonly string[]) {
  if (option !== undefined && !['--check', '--release'].includes(option)) { throw new Error(`no such option: ${option}. There are --check and --release`); }
  const documents = synthesise();
  const files = await filesOf(documents);
  if (option !== '--check') { write(files); }
  if (option === '--release') {
    const promised = (folder: string, texts: ReadonlyMap<string, string>) => [...texts].map(([name, text]) => [`${folder}/${name}.json`, text] as const);
    write(new Map([...promised(RELEASED, documents.apis), ...promised(RELEASED_EVENTS, documents.events), [ALLOWED_FILE, '[]\n']]));
  }
  const problems = problemsOf(documents, files);
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length > 0 ? 1 : 0;
  if (problems.length === 0) { console.log(`${documents.apis.size + documents.events.size} documents as committed, and compatible with the released`); }
}

void main(process.argv.slice(2));
