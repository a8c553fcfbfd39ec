import { awscdk, javascript, typescript } from 'projen';
import { enforceBoundaries } from './projenrc/boundaries';
import { CDK_CLI, CDK_FLOOR, CONSTRUCTS_FLOOR, pinTransitives } from './projenrc/dependencies';
import { BEFORE_PUBLISHING, FIRST_VERSION, publishSafely } from './projenrc/publishing';
import { addTasks, OWN_TEMP_FOLDER } from './projenrc/tasks';
import { addWeb } from './projenrc/web';
import { addWorkflows } from './projenrc/workflows';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'serverless-inteligente',
  description: 'AWS CDK constructs that bring infrastructure and tested handlers, secure and observable by default',
  author: 'serverless-inteligente contributors',
  authorAddress: 'maintainers@serverless-inteligente.example',
  repositoryUrl: 'https://github.com/serverless-inteligente/serverless-inteligente.git',
  homepage: 'https://github.com/serverless-inteligente/serverless-inteligente#readme',
  bugsUrl: 'https://github.com/serverless-inteligente/serverless-inteligente/issues',
  license: 'Apache-2.0',
  copyrightOwner: 'serverless-inteligente contributors',
  copyrightPeriod: '2026',
  stability: 'experimental',
  keywords: [
    'aws', 'cdk', 'aws-cdk', 'construct', 'serverless', 'rest-api', 'crud', 'openapi', 'dynamodb', 'cognito', 'static-site', 'cloudfront',
    'event-driven', 'sns', 'sqs', 'cloudwatch', 'alarms', 'cost',
  ],
  defaultReleaseBranch: 'main',
  majorVersion: 0,
  bumpPackage: 'commit-and-tag-version@^12', // 13 needs Node 22
  nextVersionCommand: FIRST_VERSION,

  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx({ tsconfig: 'tsconfig.dev.json' }),
  projenVersion: '0.103.25',
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '20.x',
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  cdkVersion: CDK_FLOOR,
  constructsVersion: CONSTRUCTS_FLOOR,

  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    compilerOptions: {
      lib: ['es2022'],
      skipLibCheck: true,
      incremental: true, // a check after a change takes seconds
      tsBuildInfoFile: 'test-reports/dev.tsbuildinfo',
      paths: { 'serverless-inteligente': ['./src/index.ts'] }, // samples read as a consumer would write them
    },
    include: ['src/**/*.ts', 'test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts', 'projenrc/**/*.ts', '.projenrc.ts'],
    exclude: ['node_modules', 'cdk.out', 'lib', 'dist', 'assets', 'coverage', '.demo', 'examples/reference-system/web'],
  },
  excludeTypescript: ['src/runtime/**', 'src/cli/**'], // these ship as bundles: jsii neither compiles nor exports them
  bin: { 'serverless-inteligente': 'assets/cli/index.js' },
  sampleCode: false,

  publishToPypi: { distName: 'serverless-inteligente', module: 'serverless_inteligente', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.serverlessinteligente',
    mavenGroupId: 'io.github.serverless-inteligente',
    mavenArtifactId: 'serverless-inteligente',
    mavenServerId: 'central-ossrh',
  },
  publishToGo: { moduleName: 'github.com/serverless-inteligente/serverless-inteligente-go', packageName: 'serverlessinteligente' },
  publishToNuget: { dotNetNamespace: 'ServerlessInteligente', packageId: 'ServerlessInteligente', trustedPublishing: true },
  npmProvenance: true,
  npmTrustedPublishing: true,
  npmignoreEnabled: false, // publishing.ts lists what ships
  docgen: true,
  docgenFilePath: 'API.md',

  // src/runtime is bundled by scripts/bundle-handlers.ts, one pass for every handler.
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,
  bundlerOptions: { assetsDir: 'assets', esbuildVersion: '^0.28' },

  eslint: true,
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'bench', 'scripts', 'projenrc'],
    projectService: false, // it would find tsconfig.json only, which excludes all but src
    tsconfigPath: './tsconfig.dev.json',
    commandOptions: { fix: false }, // a check never changes what it checks: `npm run eslint -- --fix` does
  },
  jestOptions: {
    jestVersion: '^30',
    jestConfig: {
      coverageProvider: 'babel',
      coverageReporters: ['text-summary', 'html', 'json-summary', 'lcov'],
      coverageThreshold: { branches: 85, functions: 90, lines: 90, statements: 90 },
      collectCoverageFrom: ['src/**/*.ts', '!src/**/index.ts'],
      moduleNameMapper: { '^serverless-inteligente$': '<rootDir>/src/index.ts' },
      ...OWN_TEMP_FOLDER,
      maxWorkers: '100%', // Jest leaves one processor idle otherwise: half of a machine of two
      workerIdleMemoryLimit: '1500MB',
      testTimeout: 30_000, // some first bundle every handler, on whatever machine
      testPathIgnorePatterns: ['/node_modules/', '/test/emulator/', '/test/package/', '/test/web/'],
    },
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
  },
  tsJestOptions: { transformOptions: { tsconfig: typescript.TsJestTsconfig.fromFile('tsconfig.dev.json') } },

  bundledDeps: ['ajv@^8', 'ajv-formats@^3', 'mime-types@^3', 'parse5@^7'],
  devDeps: [
    '@asyncapi/specs@^6',
    '@aws-lambda-powertools/logger@^2',
    '@aws-sdk/client-cloudformation@^3',
    '@aws-sdk/client-cloudfront@^3',
    '@aws-sdk/client-cloudwatch@^3',
    '@aws-sdk/client-cloudwatch-logs@^3',
    '@aws-sdk/client-cognito-identity-provider@^3',
    '@aws-sdk/client-dynamodb@^3',
    '@aws-sdk/client-lambda@^3',
    '@aws-sdk/client-pricing@^3',
    '@aws-sdk/client-s3@^3',
    '@aws-sdk/client-sns@^3',
    '@aws-sdk/client-sqs@^3',
    '@aws-sdk/s3-presigned-post@^3',
    '@aws-sdk/s3-request-presigner@^3',
    '@aws-sdk/util-dynamodb@^3',
    '@dagrejs/dagre@^3',
    '@jest/expect@^30',
    '@jsquash/jpeg@^1',
    '@jsquash/png@^3',
    '@jsquash/webp@^1',
    '@redocly/openapi-core@^2',
    '@smithy/core@^3',
    '@smithy/node-http-handler@^4',
    '@smithy/signature-v4@^5',
    '@stryker-mutator/api@^9',
    '@stryker-mutator/core@^9',
    '@types/aws-lambda@^8',
    '@types/mime-types@^3',
    '@types/newman@^5',
    '@types/pdfkit@^0',
    `aws-cdk@${CDK_CLI}`,
    'axe-core@^4',
    'cdk-nag@~2.37.55',
    'fast-check@^4',
    'jest-circus@^30', // with the two of Jest around it: test/mutation/circus-runner.mjs
    'jest-mock@^30',
    'newman@^6',
    'openapi-fetch@^0',
    'openapi-typescript@^7',
    'pdfkit@^0',
    'playwright-core@^1',
    'preact@^11',
    'preact-iso@^2',
    'publint@^0',
    'tsx@^4',
    'uuid@^11',
    'vite@^8',
    'yaml@^2',
  ],

  github: true,
  githubOptions: {
    mergify: false,
    pullRequestLintOptions: {
      semanticTitleOptions: { types: ['feat', 'fix', 'perf', 'refactor', 'docs', 'test', 'build', 'ci', 'chore', 'revert'] },
    },
  },
  buildWorkflowOptions: { mutableBuild: false },
  release: true,
  postBuildSteps: BEFORE_PUBLISHING,
  jsiiReleaseVersion: '0.2.1061', // of publib
  depsUpgrade: true,
  depsUpgradeOptions: { workflowOptions: { labels: ['dependencies'], schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
  pullRequestTemplate: true,
  gitignore: [
    'cdk.out', '.jsii.tabl.json', '.demo', '/delivery-out', '/.tools', '/assets', '/reports', '__pycache__', '*.pyc',
    '/.npmignore', // jsii-pacmak writes one; package.json's files decide
    '/examples/polyglot/typescript/*.js', '/examples/polyglot/python/.venv', '/examples/polyglot/java/target',
  ],
});

pinTransitives(project);
enforceBoundaries(project);
publishSafely(project);
addTasks(project);
addWeb(project);
addWorkflows(project);
project.synth();
