import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands';
import { main } from '../../src/cli/main';

/** The package's command, in a folder where nothing is and before an AWS that refuses everything, so that it parses and does no more. */
export class RefusedCli {
  static async start(): Promise<RefusedCli> {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(400, { 'Content-Type': 'application/json' }).end('{"__type":"AccessDeniedException"}');
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
    const [before, folder] = [process.cwd(), mkdtempSync(join(tmpdir(), 'documents-'))];
    process.chdir(folder);
    return new RefusedCli(async () => {
      process.chdir(before);
      rmSync(folder, { recursive: true });
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    });
  }

  private constructor(readonly stop: () => Promise<void>) {}

  /** @returns what the command says of arguments that it can't take; undefined where they are good, whatever becomes of them then */
  async refusal(args: readonly string[]): Promise<string | undefined> {
    const said: string[] = [];
    const io = { env: process.env, print: () => {}, note: (line: string) => { said.push(line); }, ask: async () => '' };
    return await main(args, io, COMMANDS, '0.0.0') === 2 ? said.join('\n') : undefined;
  }
}
