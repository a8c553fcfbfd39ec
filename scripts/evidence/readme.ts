import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE, keep, keepJson, markdownTable } from './place';
import type { Provenance } from './steps';

/** When a step was last run, and at which commit. */
interface Made { readonly [step: string]: Provenance }

/** What lies where, and the step that makes it. */
const ARTEFACTS: readonly (readonly [path: string, what: string, step: string])[] = [
  ['report.pdf`, `report.docx', 'the report, in Spanish: cover, a section for each lesson, metrics, screenshots, diagram, costs, conclusions', 'report'],
  ['presentation.pdf`, `presentation.pptx', 'five slides: architecture, key metrics, optimizations, demo, conclusions', 'slides'],
  ['metrics.json', 'each figure of the report, and the place in the file that it is read from', 'report'],
  ['coverage-report/', 'coverage of the unit tests, HTML; `summary.md` by folder', 'coverage'],
  ['lesson1/tests.json', 'how many unit tests ran, and failed', 'coverage'],
  ['lesson1/tdd-cycles.md`, `.json', 'every RED and GREEN of the history', 'tdd'],
  ['lesson1/red-green-1.txt`, `-2.txt', 'what Jest says at the commits of a RED and its GREEN', 'red-green'],
  ['lesson2/site.json', 'bucket and distribution, of the template', 'blueprint'],
  ['lesson2/latency.*', 'S3 direct and through the site, on the local engine', 'system'],
  ['lesson2/site-headers.txt`, `screenshots/', 'the site as the local engine serves it, in Chromium', 'system'],
  ['lesson3/functions.*', 'every function, of the template', 'blueprint'],
  ['lesson3/cold-start.*', 'cold starts, plotted from `bench/results/latest.json`, which tells its own date', 'cold-start'],
  ['lesson3/screenshots/`, `lesson4/screenshots/tickets.png`, `lesson5/screenshots/', 'the page on the local engine', 'system'],
  ['lesson4/api.*', 'every operation, throttle and cache', 'blueprint'],
  ['lesson4/reference-system.postman_collection.json`, `newman.*', 'the Postman collection, and newman on the local engine', 'system'],
  ['lesson5/tables.*`, `permissions.*', 'tables, and what each function may do, of the template', 'blueprint'],
  ['lesson5/journey.txt`, `invoice.pdf', 'the checks of the demo, and an invoice as the page downloads it', 'system'],
  ['lesson6/architecture.png`, `.svg`, `cost.*', 'the architecture with its costs, the estimate of a month, and the same without the optimizations', 'blueprint'],
  ['lesson7/alarms.*`, `growth.*`, `screenshots/', 'alarms, costs and limits at other traffics, previews of the dashboards with sample data', 'blueprint'],
  ['lesson7/throughput.*', 'requests a second of CPU, plotted from `bench/results/latest.json`', 'cold-start'],
  ['lesson7/refactorings.*', 'refactorings of the history with before and after', 'refactorings'],
  ['lesson7/gate.*', 'a run of `.ci/run`; the log is given with `--gate-log`', 'gate'],
];

/** Notes that a step has run. */
export function note(step: string, provenance: Provenance) {
  keepJson('made.json', { ...made(), [step]: provenance });
}

/** evidence/README.md: what is there, the command that makes it, and when it last did. */
export function readme() {
  const known = made();
  const rows = ARTEFACTS.map(([path, what, step]) => [
    `\`${path}\``, what, `\`npm run evidence -- --only ${step}${step === 'gate' ? ' --gate-log FILE' : ''}\``,
    known[step] ? `${known[step].date.slice(0, 16).replace('T', ' ')} UTC${known[step].commit ? `, ${known[step].commit}` : ''}` : 'not yet',
  ]);
  keep('README.md', `${[
    '# Evidence', '',
    'What the client asked to see (requirement V1). Start with [report.pdf](report.pdf), which is in Spanish, as the client is. Everything here, this page',
    'included, is made by a command from the real thing: a run of the tests, the deployed system, its templates, the history of git.', '',
    '```sh', 'npm run evidence', '```', '',
    'makes all of it in some minutes. `--only` takes one step or several, with commas between; `--tested-in DIR` the coverage of a checkout in which',
    '`npm test` has just run; `--gate-log FILE` what `bash .ci/run` printed. It needs Chromium, and installs what it needs for Word, PowerPoint and smaller pictures by itself.', '',
    markdownTable(['path', 'what', 'made by', 'last made, at commit'], rows), '',
    '**What is real.** Templates, code, history, tests and Newman\'s requests are. Figures of the local engine were measured on an emulator of AWS on one',
    'machine, and say nothing about the speed of AWS. Costs are estimates from list prices; nobody has seen a bill. Cold starts are those of processes on a',
    'Linux machine, good for comparing variants. Dashboards are drawn from their definitions, with sample data.', '',
    'Two runs at one commit differ in dates, ids and timings only.',
  ].join('\n')}\n`);
}

function made(): Made {
  const file = join(EVIDENCE, 'made.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
