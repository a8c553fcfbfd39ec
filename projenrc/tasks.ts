import { awscdk, JsonFile } from 'projen';

const ACTIONLINT = 'v1.7.12';

const FUZZ = 'tsx --tsconfig tsconfig.dev.json scripts/fuzz.ts';

const LOSSLESS = 'tsx --tsconfig tsconfig.dev.json scripts/lossless.ts';

const DEMO = 'examples/reference-system/local/demo.ts';

/** The commands of README and CONTRIBUTING. */
export function addTasks(project: awscdk.AwsCdkConstructLibrary) {
  project.bundler.bundleTask.exec('tsx scripts/bundle-handlers.ts');

  const typecheck = project.addTask('typecheck', {
    description: 'Type-check what jsii does not see: handlers, tests, examples, scripts',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });

  project.compileTask.exec('tsx scripts/lazy-index.ts');
  project.compileTask.exec('tsx scripts/registry-readme.ts');

  // aws-cdk-lib from 2.262 on runs a WASM rule engine on each synth, seconds per test file; one test leaves it on.
  project.testTask.env('CDK_VALIDATION', 'false');
  project.testTask.prependSpawn(project.bundler.bundleTask);
  project.testTask.prependSpawn(typecheck);
  jestProject(project, 'emulator', {
    globalSetup: '<rootDir>/test/emulator/global-setup.ts',
    globalTeardown: '<rootDir>/test/emulator/global-teardown.ts',
    testTimeout: 60_000,
  });
  project.testTask.exec('jest --config test/emulator/jest.config.json --ci', { name: 'the deployed system' });

  jestProject(project, 'package', { testTimeout: 300_000, maxWorkers: 2 });
  project.addTask('test:package', {
    description: 'Test the packed npm package, after compile and package:js: what is in it, apps that install it, and what documents tell to type',
    exec: 'jest --config test/package/jest.config.json --ci',
    receiveArgs: true,
  });

  project.addTask('polyglot', {
    description: 'Compare the templates that examples/polyglot gives in each language, after compile and package-all',
    exec: 'tsx scripts/polyglot.ts',
  });

  project.addTask('cost-report', {
    description: 'Tell what the reference system in a cloud assembly costs, before and after its optimizations: <cdk.out> <folder>',
    exec: 'tsx --tsconfig tsconfig.dev.json scripts/cost-report.ts',
    receiveArgs: true,
  });

  project.addTask('scale', {
    description: 'Write the tables of docs/scale.md from a cloud assembly of the reference system in production: <cdk.out>',
    exec: 'tsx --tsconfig tsconfig.dev.json scripts/scale.ts',
    receiveArgs: true,
  });

  project.addTask('openapi', {
    description: 'Write the OpenAPI documents of the reference system and the types of their clients; --check compares, --release promises them',
    steps: [{ spawn: project.bundler.bundleTask.name }, { exec: 'tsx --tsconfig tsconfig.dev.json scripts/openapi.ts', receiveArgs: true }],
  });

  addChecks(project);

  // No task: projen's runner would stay between npm and the launcher, and keep a SIGTERM to itself.
  project.package.setScript('demo', `projen bundle && projen web && TSX_TSCONFIG_PATH=tsconfig.dev.json exec node --import tsx ${DEMO}`);

  project.addTask('deliver', {
    description: 'A step of the reference system\'s delivery: synth, differences, previous, deploy, smoke, e2e, watch or rollback, --stage staging or production',
    exec: 'tsx --tsconfig tsconfig.dev.json examples/reference-system/delivery/deliver.ts',
    receiveArgs: true,
  });

  project.addTask('deep', {
    description: 'Hours instead of minutes: FUZZ_RUNS bodies a route of the deployed system, mutants of contract and runtime',
    env: { CDK_VALIDATION: 'false' },
    steps: [
      { spawn: project.bundler.bundleTask.name },
      { exec: 'FUZZ_RUNS=${FUZZ_RUNS:-5000} jest --config test/emulator/jest.config.json --ci --testTimeout=3600000 fuzz', name: 'long fuzzing' },
      { spawn: 'tools' },
      { exec: `FUZZ_CASES=\${FUZZ_CASES:-20000} ${FUZZ}`, name: 'long fuzzing by the documents' },
      { exec: 'stryker run stryker.config.json', name: 'mutants' },
    ],
  });
  project.addTask('bench', { description: 'Measure what docs and evidence say of speed', exec: 'tsx --tsconfig tsconfig.dev.json bench/run.ts', receiveArgs: true });

  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
}

/** Checks of what is not code of ours alone: templates, workflows, samples, documents. */
function addChecks(project: awscdk.AwsCdkConstructLibrary) {
  const tools = project.addTask('tools', {
    description: 'Install the linters that npm has not, pinned, into .tools',
    steps: [
      { exec: 'python3 -m venv .tools/venv && .tools/venv/bin/pip install --quiet --disable-pip-version-check -r .ci/requirements.txt' },
      { exec: `GOBIN="$PWD/.tools/bin" go install github.com/rhysd/actionlint/cmd/actionlint@${ACTIONLINT}` },
    ],
  });
  project.addTask('fuzz', {
    description: 'Call the deployed system as its OpenAPI documents say, and as they forbid: FUZZ_CASES requests in all, 2,000 unless told',
    steps: [{ spawn: tools.name }, { spawn: project.bundler.bundleTask.name }, { exec: FUZZ }],
  });
  project.addTask('evidence', {
    description: 'Rebuild evidence/ from the real thing; --only some steps, --tested-in a tested checkout, --gate-log what .ci/run printed',
    steps: [
      { spawn: project.bundler.bundleTask.name },
      { spawn: 'web' },
      { exec: 'tsx --tsconfig tsconfig.dev.json scripts/evidence.ts', receiveArgs: true },
    ],
  });
  project.addTask('lossless', {
    description: 'Order on the deployed system while everything dies, and count the invoices: LOSSLESS_ORDERS orders, 500 unless told',
    steps: [{ spawn: project.bundler.bundleTask.name }, { exec: LOSSLESS }],
  });
  const synth = (target: string, options: string) => ({
    exec: `cdk synth --quiet --no-notices ${options} --output cdk.out/${target}`, cwd: 'examples/reference-system',
  });
  project.addTask('lint:templates', {
    description: 'cfn-lint and checkov on the templates of every stage of the reference system; `npm run polyglot` makes that of examples/polyglot',
    env: {
      CDK_VALIDATION: 'false',
      TSX_TSCONFIG_PATH: '../../tsconfig.dev.json',
      CDK_DEFAULT_ACCOUNT: '111111111111', // nothing is looked up in it
      AWS_REGION: 'eu-west-1', // so that what is in us-east-1 is checked too
    },
    steps: [
      { spawn: tools.name },
      { exec: 'rm -rf examples/reference-system/cdk.out' },
      ...['local', 'staging', 'production'].map((stage) => synth(stage, `--context stage=${stage}`)),
      synth('delivery', '--app "node --import tsx delivery/roles-app.ts" --context repository=owner/name'),
      { exec: '.tools/venv/bin/cfn-lint' },
      { exec: 'TSX_TSCONFIG_PATH=tsconfig.dev.json tsx scripts/check-templates.ts' },
    ],
  });
  project.addTask('lint:workflows', {
    description: 'actionlint and zizmor on the GitHub workflows',
    steps: [{ spawn: tools.name }, { exec: '.tools/bin/actionlint' }, { exec: '.tools/venv/bin/zizmor --offline --quiet .github' }],
  });
  project.addTask('lint:openapi', {
    description: 'Lint the OpenAPI documents of the reference system',
    exec: 'node scripts/lint-openapi.mjs examples/reference-system/openapi/*.json',
  });
  project.addTask('lint:docs', {
    description: 'Compile the samples of doc comments; run, parse or look up all that documents tell; and what the API says of itself',
    steps: [
      { exec: 'jsii-rosetta extract --compile --fail --output .tools/samples.tabl.json' },
      { exec: 'tsx scripts/check-docs.ts' },
    ],
  });
}

/** Settings of Jest by which a run takes away what its tests leave in the temporary directory. */
export const OWN_TEMP_FOLDER = { globalSetup: '<rootDir>/test/jest/global-setup.ts', globalTeardown: '<rootDir>/test/jest/global-teardown.ts' };

/** Tests with needs of their own: a jest project for test/<folder>, beside the one in package.json. */
export function jestProject(project: awscdk.AwsCdkConstructLibrary, folder: string, settings: object) {
  new JsonFile(project, `test/${folder}/jest.config.json`, {
    obj: {
      rootDir: '../..',
      testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
      moduleNameMapper: { '^serverless-inteligente$': '<rootDir>/src/index.ts' },
      transform: { '^.+\\.tsx?$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
      maxWorkers: 1,
      ...OWN_TEMP_FOLDER,
      ...settings,
    },
  });
}
