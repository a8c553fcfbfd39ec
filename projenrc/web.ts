import { awscdk, javascript, JsonFile } from 'projen';
import { jestProject } from './tasks';

const WEB = 'examples/reference-system/web';
const PROJECT = `${WEB}/tsconfig.json`;

/** The page of the reference system: the one code here that runs in browsers, so that its types are the DOM's. */
export function addWeb(project: awscdk.AwsCdkConstructLibrary) {
  project.gitignore.addPatterns(`/${WEB}/dist`);

  new JsonFile(project, PROJECT, {
    obj: {
      extends: '../../../tsconfig.json',
      compilerOptions: {
        noEmit: true,
        rootDir: '../../..',
        target: 'ES2022',
        module: 'ESNext',
        moduleResolution: 'Bundler',
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        types: ['vite/client'],
        jsx: 'react-jsx',
        jsxImportSource: 'preact',
        isolatedModules: true,
        declaration: false,
        inlineSourceMap: false,
        inlineSources: false,
        stripInternal: false,
        skipLibCheck: true,
      },
      include: ['src/**/*.ts', 'src/**/*.tsx'],
      exclude: [],
    },
    marker: true,
  });

  const web = project.addTask('web', {
    description: 'Build the page of the reference system into examples/reference-system/web/dist',
    exec: `vite build ${WEB} --logLevel warn`,
  });
  project.testTask.prependSpawn(web);
  project.addTask('lighthouse', {
    description: 'Judge every view of the page by Lighthouse, as a phone and as a desk: 95 of 100 in each category, or it fails',
    steps: [{ spawn: web.name }, { exec: 'tsx --tsconfig tsconfig.dev.json bench/lighthouse.ts', receiveArgs: true }],
  });
  jestProject(project, 'web', { testTimeout: 120_000 });
  project.testTask.exec('jest --config test/web/jest.config.json --ci', { name: 'the page' });
  project.tasks.tryFind('typecheck')?.exec(`tsc --noEmit -p ${PROJECT}`);

  javascript.Eslint.of(project)?.addOverride({
    files: [`${WEB}/src/**`],
    parserOptions: { project: `./${PROJECT}` },
    rules: { '@stylistic/jsx-quotes': ['error', 'prefer-double'] },
  } as javascript.EslintOverride); // projen's type lacks parserOptions
}
