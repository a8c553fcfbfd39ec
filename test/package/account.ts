import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { awsEnvironment } from '../../examples/reference-system/local/aws-environment';
import { CLIENT_CONFIG, installedEngine } from '../../examples/reference-system/local/bring-up';
import { bootstrap } from '../../examples/reference-system/local/cdk';
import { type Engine, startEngine } from '../../examples/reference-system/local/engine';
import { freePort } from '../../examples/reference-system/local/free-port';

/** An account of the local engine with nothing in it, prepared by `cdk bootstrap`. */
export class Account {
  static async open(): Promise<Account> {
    const home = mkdtempSync(join(tmpdir(), 'account-'));
    const port = await freePort();
    const engine = await startEngine({ home, venv: await installedEngine(home), port });
    const account = new Account(engine, awsEnvironment(home, port));
    mkdirSync(account.env.TMPDIR, { recursive: true });
    await bootstrap({ app: home, home, port });
    return account;
  }

  /** For a client of the SDK. */
  readonly clientConfig;

  private constructor(private readonly engine: Engine, /** Of who is signed in to it. */ readonly env: { readonly [name: string]: string }) {
    this.clientConfig = { ...CLIENT_CONFIG, endpoint: engine.endpoint };
  }

  /** @returns the physical id of the stack's resource whose logical id begins so */
  async idOf(stack: string, logicalId: string): Promise<string> {
    const client = new CloudFormationClient(this.clientConfig);
    const { StackResourceSummaries: resources = [] } = await client.send(new ListStackResourcesCommand({ StackName: stack }));
    client.destroy();
    const found = resources.find(({ LogicalResourceId }) => LogicalResourceId!.startsWith(logicalId));
    if (!found) { throw new Error(`the stack ${stack} has no resource ${logicalId}…: it has ${resources.map((one) => one.LogicalResourceId).join(', ')}`); }
    return found.PhysicalResourceId!;
  }

  close(): Promise<void> {
    return this.engine.stop();
  }
}
