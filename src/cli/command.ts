/** What a command is given of the machine. */
export interface Io {
  readonly env: { readonly [name: string]: string | undefined };
  /** A line of the result, to standard output. */
  print(line: string): void;
  /** A line for people only, such as progress, to standard error. */
  note(line: string): void;
  /** Asks a question and waits for a line. @throws CommandError where nobody can answer: standard input is no terminal */
  ask(question: string): Promise<string>;
}

/** A command of `npx serverless-inteligente`. */
export interface Command {
  /** What it does, in one line, for the list of commands. */
  readonly summary: string;
  /** How it is called and what its options mean: what `help <command>` and `<command> --help` print. */
  readonly help: string;
  /**
   * @param args what stands behind the command's name; never `--help`
   * @throws UsageError for arguments that can't be, CommandError for what failed, each with the fix
   */
  run(args: readonly string[], io: Io): Promise<void>;
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {}

/** The command failed, and its message tells people what to do: exit code 1. */
export class CommandError extends Error {}

/** Runs the subcommand that the arguments begin with. @throws UsageError where they begin with none */
export async function runSubcommand(
  command: string, subcommands: { readonly [name: string]: Command['run'] }, [name = '', ...args]: readonly string[], io: Io,
): Promise<void> {
  if (!Object.hasOwn(subcommands, name)) {
    const what = name ? `'${name}' is no command of ${command}` : `${command} what?`;
    throw new UsageError(`${what}. Allowed: ${Object.keys(subcommands).join(', ')}. See npx serverless-inteligente help ${command}`);
  }
  return subcommands[name](args, io);
}
