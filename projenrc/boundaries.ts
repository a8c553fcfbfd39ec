import { javascript } from 'projen';

/** The rooms of docs/architecture.md as lint rules, each message giving the reason. */
export function enforceBoundaries(project: javascript.NodeProject) {
  const eslint = javascript.Eslint.of(project);
  if (!eslint) { throw new Error('the import boundaries need ESLint, which this project turned off'); }
  // bundled into assets/, never installed by a consumer
  eslint.allowDevDeps('src/runtime/**');
  eslint.allowDevDeps('src/cli/**');

  eslint.addRules({
    'import/no-restricted-paths': ['error', {
      zones: [
        { target: './src/contract', from: './src', except: ['./contract'], message: 'contract/ is what both wings agree on: it imports nothing but its siblings' },
        { target: './src/runtime', from: './src', except: ['./runtime', './contract'], message: 'runtime/ runs in Lambda: it never sees a construct' },
        { target: './src/constructs', from: './src/runtime', message: 'constructs/ know a handler by the path of its bundle only' },
        { target: './src/runtime/kit', from: './src/runtime', except: ['./kit'], message: 'kit/ has no domain words: it never imports a house' },
        { target: './src/constructs', from: './src/cli', message: 'constructs/ describe AWS at synth; the command line works on what they made' },
        { target: './src/cli', from: './src/constructs', message: 'the command line is a bundle without the CDK: what it must know is in contract/' },
        { target: './src/pricing', from: './src', except: ['./pricing'], message: 'pricing/ reckons with what it is given: constructs and the command line bring it templates' },
        { target: './src', from: './test', message: 'what ships never imports a test' },
      ],
    }],
  });

  forbidImports(eslint, ['src/contract/**'], '^[^.]', 'contract/ has no dependencies, so that both wings can load it anywhere');
  forbidImports(eslint, ['src/runtime/**', 'src/cli/**'], '^(aws-cdk-lib|constructs|cdk-nag)(/|$)', 'what is bundled never loads the CDK: every byte counts');
  forbidImports(eslint, ['src/pricing/**'], '^(?!node:)[^.]', 'pricing/ has no dependencies, so that jsii compiles it into the package as it is');
  forbidImports(eslint, ['src/constructs/**'], '^(@aws-sdk/|@aws-lambda-powertools/|aws-lambda$)', 'constructs/ describe AWS at synth, they never call it');
  forbidImports(eslint, ['src/runtime/**/*-flow.ts', 'src/runtime/**/flow.ts'], '^(@aws-sdk/|@smithy/|node:|aws-cdk-lib|constructs)', 'a flow is decided by its ports: it touches neither AWS nor the machine');

  forbidGlobals(eslint, ['src/contract/**', 'src/constructs/**', 'src/pricing/**'], ['process'], 'only a *.lambda.ts reads the environment');
  forbidGlobals(eslint, ['src/runtime/**/*-flow.ts', 'src/runtime/**/flow.ts'], ['process', 'console', 'Date', 'crypto'], 'a flow gets clock, ids and logger as ports');
}

function forbidImports(eslint: javascript.Eslint, files: string[], regex: string, message: string) {
  eslint.addOverride({ files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }] }] } });
}

function forbidGlobals(eslint: javascript.Eslint, files: string[], names: string[], message: string) {
  eslint.addOverride({ files, rules: { 'no-restricted-globals': ['error', ...names.map((name) => ({ name, message }))] } });
}
