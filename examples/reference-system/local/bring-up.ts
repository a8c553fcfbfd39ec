import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { REGION, REPOSITORY } from './aws-environment';
import { CannotStart } from './cannot-start';
import { bootstrap, deploy } from './cdk';
import { createUsers, type DemoUser, demoUsers } from './demo-users';
import { readDistribution } from './edge/distribution';
import { serveSite, type SiteServer } from './edge/site-server';
import { checkPort, endOrphan, type Engine, startEngine } from './engine';
import { installEngine } from './engine-install';
import { type Lock, takeLock } from './lock';
import { describeSystem, type StackOutputs, type SystemOutputs } from './outputs';
import { findPython } from './python';
import { type Log, showSteps } from './steps';

export interface BringUpOptions {
  /** Folder of the state, logs and outputs. @default .demo in the repository */
  readonly home?: string;
  /** @default 4566 */
  readonly port?: number;
  /** Of the site. @default a free one */
  readonly sitePort?: number;
  /** Folder of the CDK app. @default the reference system */
  readonly app?: string;
  /** Forget the data of earlier starts. @default false */
  readonly fresh?: boolean;
  /** Takes the progress. @default none is shown */
  readonly log?: Log;
  /** Gives up the start; whatever had been started is stopped. @default it is never given up */
  readonly signal?: AbortSignal;
}

export interface RunningSystem {
  /** Also in outputs.json, in the home folder. */
  readonly outputs: SystemOutputs;
  /** Where the AWS services answer, for a client of the SDK. */
  readonly clientConfig: typeof CLIENT_CONFIG & { readonly endpoint: string };
  /** Ends every process of the system, and keeps its data for the next start. */
  stop(): Promise<void>;
}

const DEFAULT_HOME = join(REPOSITORY, '.demo');
const REFERENCE_SYSTEM = join(REPOSITORY, 'examples', 'reference-system');
/** Of whoever asks the local engine, beside its endpoint. */
export const CLIENT_CONFIG = { region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** Brings up the reference system on this machine. */
export async function bringUp(options: BringUpOptions = {}): Promise<RunningSystem> {
  const { port = 4566, sitePort = 0, signal, log = () => {} } = options;
  const home = resolve(options.home ?? DEFAULT_HOME);
  const step = showSteps(log);
  const lock = holdHome(home);
  let engine: Engine | undefined;
  let site: SiteServer | undefined;
  const stop = async () => {
    await site?.stop();
    await engine?.stop();
    lock.release();
  };
  try {
    if (lock.leftBehind) { await endOrphan(lock.leftBehind); }
    await checkPort(port); // before the install, which may take a while
    await checkPort(sitePort, '--site-port');
    if (options.fresh) { forget(home); }
    const venv = await step('Installing the local engine', () => installedEngine(home, signal));
    engine = await step('Starting the local engine', () => startEngine({ home, venv, port, signal }));
    lock.note({ pid: engine.pid, port });

    const app = { app: options.app ?? REFERENCE_SYSTEM, home, port, signal };
    await step('Preparing the account for the CDK', () => bootstrap(app));
    const stacks = await step('Deploying the stacks', () => deploy(app));
    const users = demoUsers(join(home, 'passwords.json'));
    const clientConfig = { ...CLIENT_CONFIG, endpoint: engine.endpoint };
    await step('Creating the users', () => createUsersOf(stacks, users, clientConfig));

    const distributionId = Object.values(stacks).map((output) => output.SiteDistributionId).find(Boolean);
    site = distributionId ? await step('Serving the site', () => openSite(distributionId, sitePort, clientConfig)) : undefined;

    const outputs = describeSystem({ endpoint: engine.endpoint, region: REGION, siteUrl: site?.url, stacks, users });
    writeFileSync(join(home, 'outputs.json'), `${JSON.stringify(outputs, null, 2)}\n`, { mode: 0o600 });
    return { outputs, clientConfig, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function holdHome(home: string): Lock<{ pid: number; port: number }> {
  const file = join(home, 'demo.lock');
  const lock = takeLock<{ pid: number; port: number }>(file);
  if ('heldBy' in lock) {
    throw new CannotStart(`The system already runs in ${home} (process ${lock.heldBy}): stop it first, or use another folder and ports with --home DIR --port N --site-port N`);
  }
  return lock;
}

function forget(home: string): void {
  for (const data of ['state', 'cdk.out', 'passwords.json', 'outputs.json', 'stack-outputs.json']) {
    rmSync(join(home, data), { recursive: true, force: true });
  }
}

/** Every home shares one install, since it takes longer than all else. @returns its virtual environment */
export async function installedEngine(home: string, signal?: AbortSignal): Promise<string> {
  const venv = join(DEFAULT_HOME, 'venv');
  mkdirSync(DEFAULT_HOME, { recursive: true });
  await installEngine({
    venv,
    requirements: join(__dirname, 'engine-requirements.txt'),
    python: () => findPython(process.env.PATH ?? ''),
    log: join(home, 'install.log'),
    env: process.env,
    signal,
  });
  return venv;
}

/** A demo's passwords are printed for all to see, so no template ever has these users. */
async function createUsersOf(stacks: StackOutputs, users: readonly DemoUser[], clientConfig: RunningSystem['clientConfig']): Promise<void> {
  const cognito = new CognitoIdentityProviderClient(clientConfig);
  const pools = new Set(Object.values(stacks).flatMap((outputs) => outputs.UserPoolId ?? []));
  for (const pool of pools) { await createUsers(cognito, pool, users); }
  cognito.destroy();
}

async function openSite(distributionId: string, port: number, clientConfig: RunningSystem['clientConfig']): Promise<SiteServer> {
  const cloudFront = new CloudFrontClient(clientConfig);
  try {
    return await serveSite({ port, endpoint: clientConfig.endpoint, distribution: await readDistribution(cloudFront, distributionId) });
  } finally {
    cloudFront.destroy();
  }
}
