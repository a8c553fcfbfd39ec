import { dirname } from 'node:path';
import { outsideFences } from './fences';
import { commandsIn } from './shell-commands';
import { COMMANDS } from '../../src/cli/commands';

/** What npm itself knows, among what a document may tell a reader to type. */
const NPM_COMMANDS = ['audit', 'ci', 'install', 'pack', 'sbom', 'test'];
/** Of the CDK's command. */
const CDK_COMMANDS = ['bootstrap', 'deploy', 'diff', 'init', 'synth'];
/** What every shell has. */
const TAKEN = ['cd', 'cp', 'export', 'mkdir'];
/** What a span begins with that is a command to type. */
const TYPED = /^(?:npm|npx|cdk) |^(?:cost|dashboard|dlq|prices|republish|site) .*--/;

/** What commands may name. */
export interface Known {
  /** Names of scripts and tasks. */
  readonly scripts: ReadonlySet<string>;
  /** Whether a path is there. */
  has(path: string): boolean;
  /** What the package's own command says of arguments that it can't take. */
  refusal(args: readonly string[]): Promise<string | undefined>;
}

/** A command that a document tells the reader to type, outside of blocks. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** @returns the commands in code spans of a document */
export function spansOf(file: string, text: string): Span[] {
  const prose = outsideFences(text).join('\n');
  return [...prose.matchAll(/(?<!`)`([^`]+)`(?!`)/g)]
    .map(({ 1: code, index }) => ({ file, line: prose.slice(0, index).split('\n').length, code: code.replace(/\s*\n\s*/g, ' ') }))
    .filter(({ code }) => TYPED.test(code));
}

/** @returns what is wrong with a span: a program, script, command or option that there is not */
export async function spanMistakes({ file, line, code }: Span, known: Known): Promise<string[]> {
  const typed = COMMANDS.has(code.split(' ')[0]) ? `npx serverless-inteligente ${code}` : code;
  return commandMistakes(`${file}:${line}`, typed, known, { named: true });
}

/**
 * @param place for the mistakes
 * @param code lines of a shell
 * @param options `named`: the name of a command alone is no mistake, though it can't be typed so
 * @returns a line for each command that a reader could not type
 */
export async function commandMistakes(place: string, code: string, known: Known, { named = false } = {}): Promise<string[]> {
  let commands: string[][];
  try {
    commands = commandsIn(code);
  } catch (error) {
    return [`${place}: ${(error as Error).message}`];
  }
  const mistakes: string[] = [];
  for (const command of commands) {
    const mistake = await mistakeOf(command, known, named);
    if (mistake) { mistakes.push(`${place}: ${mistake} In: ${command.join(' ')}`); }
  }
  return mistakes;
}

async function mistakeOf([program, ...args]: readonly string[], known: Known, named: boolean): Promise<string | undefined> {
  switch (program) {
    case 'npm': return args[0] === 'run' ? oneOf('script', args[1], [...known.scripts]) : oneOf('command of npm', args[0], NPM_COMMANDS);
    case 'npx': return npxMistake(args, known, named);
    case 'cdk': return oneOf('command of the CDK', args[0], CDK_COMMANDS);
    default: return oneOf('program', program, ['npm', 'npx', ...TAKEN]);
  }
}

async function npxMistake([tool, ...args]: readonly string[], known: Known, named: boolean): Promise<string | undefined> {
  switch (tool) {
    case 'serverless-inteligente': return cliMistake(args, known, named);
    case 'projen': return oneOf('task', args[0], [...known.scripts]);
    case 'cdk': return oneOf('command of the CDK', args[0], CDK_COMMANDS);
    case 'jest': return namesOfTests(args).map((path) => pathMistake(dirname(path), known)).find(Boolean);
    case 'tsx': return pathMistake(args.find((arg) => /\.m?ts$/.test(arg)), known);
    case 'vite': return pathMistake(args.find((arg) => arg.includes('/')), known);
    default: return oneOf('tool', tool, ['cdk', 'jest', 'projen', 'serverless-inteligente', 'tsx', 'vite']);
  }
}

async function cliMistake(args: readonly string[], known: Known, named: boolean): Promise<string | undefined> {
  const refusal = await known.refusal(args);
  const onlyNamed = named && args.every((arg) => /^[a-z]+$/.test(arg));
  return onlyNamed && /missing\. Usage|^\w+ what\?/.test(refusal ?? '') ? undefined : refusal;
}

/** Jest takes the beginning of a name. */
function namesOfTests(args: readonly string[]): string[] {
  return args.filter((arg) => !arg.startsWith('-') && arg.includes('/'));
}

function pathMistake(path: string | undefined, known: Known): string | undefined {
  return path !== undefined && known.has(path) ? undefined : `There is no file '${path ?? ''}'. Fix: correct the path.`;
}

function oneOf(what: string, name: string | undefined, allowed: readonly string[]): string | undefined {
  return name !== undefined && allowed.includes(name) ? undefined : `There is no ${what} '${name ?? ''}'. Allowed: ${[...allowed].sort().join(', ')}. Fix: correct it, or add it.`;
}
