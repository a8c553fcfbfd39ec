import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, awsEnvironment, endpointOf, REGION, REPOSITORY } from './aws-environment';
import { runCommand } from './command';
import type { StackOutputs } from './outputs';

export interface CdkOptions {
  /** Folder of the app's cdk.json. */
  readonly app: string;
  readonly home: string;
  readonly port: number;
  readonly signal?: AbortSignal;
}

/** Prepares the account for the CDK, unless the state of an earlier start has it prepared. */
export async function bootstrap(options: CdkOptions): Promise<void> {
  if (await isBootstrapped(options.port)) { return; }
  // From a folder without an app, which it would synthesise for nothing.
  await cdk('bootstrap', [`aws://${ACCOUNT}/${REGION}`], { ...options, app: options.home });
}

/** Deploys every stack of the app. */
export async function deploy(options: CdkOptions): Promise<StackOutputs> {
  const outputs = join(options.home, 'stack-outputs.json');
  await cdk('deploy', ['--all', '--require-approval', 'never', '--outputs-file', outputs, '--context', 'stage=local', '--output', join(options.home, 'cdk.out')], options);
  return JSON.parse(readFileSync(outputs, 'utf8'));
}

function cdk(command: 'bootstrap' | 'deploy', args: readonly string[], { app, home, port, signal }: CdkOptions): Promise<void> {
  const program = join(REPOSITORY, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const quiet = ['--no-notices', '--no-version-reporting', '--progress', 'events', '--ci'];
  return runCommand(process.execPath, [program, command, ...args, ...quiet], {
    name: `cdk ${command}`,
    cwd: app,
    log: join(home, `${command}.log`),
    env: {
      ...awsEnvironment(home, port),
      CDK_DEFAULT_ACCOUNT: ACCOUNT,
      CDK_DEFAULT_REGION: REGION,
      CDK_DISABLE_VERSION_CHECK: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NO_COLOR: '1',
    },
    signal,
  });
}

/** Reads the parameter that `cdk deploy` itself looks for. */
async function isBootstrapped(port: number): Promise<boolean> {
  const response = await fetch(endpointOf(port), {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'AmazonSSM.GetParameter' },
    body: JSON.stringify({ Name: '/cdk-bootstrap/hnb659fds/version' }),
  });
  return response.ok;
}
