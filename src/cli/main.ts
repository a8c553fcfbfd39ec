import { CommandError, UsageError, type Command, type Io } from './command';

/** What the package calls itself. */
export const PROGRAM = 'serverless-inteligente';

/**
 * Runs `npx serverless-inteligente <args>`.
 * @param version of the package
 * @returns the exit code: 0 done, 1 failed, 2 called wrongly
 */
export async function main(args: readonly string[], io: Io, commands: ReadonlyMap<string, Command>, version: string): Promise<number> {
  try {
    await run(args, io, commands, version);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      io.note(error.message);
      return 2;
    }
    io.note(error instanceof CommandError ? error.message : `failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
    return 1;
  }
}

async function run([name, ...args]: readonly string[], io: Io, commands: ReadonlyMap<string, Command>, version: string) {
  if (name === '--version') { return io.print(version); }
  if (name === undefined || name === '--help' || name === '-h') { return io.print(overview(commands)); }
  if (name === 'help') { return io.print(args[0] === undefined ? overview(commands) : found(args[0], commands).help); }
  const command = found(name, commands);
  if (args.includes('--help') || args.includes('-h')) { return io.print(command.help); }
  return command.run(args, io);
}

function found(name: string, commands: ReadonlyMap<string, Command>): Command {
  const command = commands.get(name);
  if (!command) {
    throw new UsageError(`'${name}' is no command. Allowed: ${['help', ...commands.keys()].join(', ')}. See npx ${PROGRAM} help`);
  }
  return command;
}

function overview(commands: ReadonlyMap<string, Command>): string {
  const list: [string, string][] = [['help [command]', 'what a command does, and its options'], ...[...commands].map(([name, { summary }]): [string, string] => [name, summary])];
  const width = Math.max(...list.map(([name]) => name.length));
  return [
    `Usage: npx ${PROGRAM} <command> [options]`,
    '',
    ...list.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Account, region and endpoint are those of the AWS SDK: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL.',
  ].join('\n');
}
