import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../local/aws-environment';

/** A command and its arguments, and what its environment has beside the job's. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
}

export const APP = join(REPOSITORY, 'examples', 'reference-system');
const CDK = join(REPOSITORY, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const QUIET = ['--no-notices', '--no-version-reporting', '--no-color', '--ci'];

const cdk = (...args: readonly string[]): CommandLine => ({
  command: process.execPath,
  args: [CDK, ...args, ...QUIET],
  env: { CDK_DISABLE_VERSION_CHECK: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' },
});

/** Deploys every stack of an assembly as it is: nothing is synthesised. */
export function deployAssembly(folder: string, outputs: string): CommandLine {
  return cdk('deploy', '--app', folder, '--all', '--require-approval', 'never', '--progress', 'events', '--outputs-file', outputs);
}

/** Deploys one stack of an assembly, without those that it needs. */
export function deployStack(folder: string, stack: string): CommandLine {
  return cdk('deploy', stack, '--app', folder, '--exclusively', '--require-approval', 'never', '--progress', 'events');
}

/** Compares a stack of an assembly with a template, without an account. @param securityOnly what may do more than before, only */
export function compareStack(folder: string, stack: string, template: string, securityOnly = false): CommandLine {
  return cdk('diff', stack, '--app', folder, '--template', template, '--no-change-set', '--exclusively', ...securityOnly ? ['--security-only'] : []);
}

/** Makes the assembly of a stage; needs no credentials, since nothing is looked up. */
export function synthesise(stage: string, folder: string): CommandLine {
  const { context } = JSON.parse(readFileSync(join(APP, 'cdk.json'), 'utf8')) as { context: object };
  return {
    command: process.execPath,
    args: ['--import', 'tsx', 'app.ts'],
    cwd: APP,
    env: {
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage }),
      TSX_TSCONFIG_PATH: join(REPOSITORY, 'tsconfig.dev.json'),
    },
  };
}

/** What an assembly costs a month, against an earlier one. */
export function compareCosts(folder: string, before: string): CommandLine {
  return { command: process.execPath, args: [join(REPOSITORY, 'assets', 'cli', 'index.js'), 'cost', folder, '--before', before, '--format', 'markdown'] };
}
