import { awscdk } from 'projen';

/** The commands of README and CONTRIBUTING. */
export function addTasks(project: awscdk.AwsCdkConstructLibrary) {
  project.bundler.bundleTask.exec('tsx scripts/bundle-handlers.ts');

  const typecheck = project.addTask('typecheck', {
    description: 'Type-check what jsii does not see: handlers, tests, examples, scripts',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });

  // aws-cdk-lib from 2.262 on runs a WASM rule engine on each synth, seconds per test file; one test leaves it on.
  project.testTask.env('CDK_VALIDATION', 'false');
  project.testTask.prependSpawn(project.bundler.bundleTask);
  project.testTask.prependSpawn(typecheck);
  project.testTask.exec('jest --config test/emulator/jest.config.json --ci', { name: 'the deployed system' });

  project.addTask('demo', {
    description: 'Bring up the reference system on this machine (--check, --fresh, --port N)',
    steps: [
      { spawn: project.bundler.bundleTask.name },
      { exec: 'tsx --tsconfig tsconfig.dev.json examples/reference-system/local/demo.ts', receiveArgs: true },
    ],
  });

  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
}
