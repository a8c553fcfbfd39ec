import { stacksOf } from './assembly';
import { type CommandLine, compareCosts, compareStack } from './cdk';

export interface Differences {
  /** Assembly of what is there. */
  readonly before: string;
  /** Assembly of what would be. */
  readonly after: string;
  readonly stage: string;
  /** Runs a command to its end and gives what it printed. */
  run(line: CommandLine): string;
}

/** GitHub takes 65,536 characters; the cost takes its part of them. */
const SECTION_CHARACTERS = 20_000;

/** Markdown for a pull request: what changes in the templates, who may do more, what it costs. */
export function differences({ before, after, stage, run }: Differences): string {
  const old = stacksOf(before);
  const now = stacksOf(after);
  const compare = (securityOnly: boolean) => now.flatMap(({ name }) => {
    const template = old.find((stack) => stack.name === name)?.file;
    if (!template) { return securityOnly ? [] : [`#### \`${name}\`: new`]; }
    const changes = changesIn(run(compareStack(after, name, template, securityOnly)));
    return changes ? [`#### \`${name}\`\n\n${fenced(cut(changes, SECTION_CHARACTERS / now.length))}`] : [];
  });
  const gone = old.filter(({ name }) => !now.some((stack) => stack.name === name))
    .map(({ name }) => `#### \`${name}\`: no longer there, and stays in the account until somebody deletes it`);
  return [
    `## What this changes in ${stage}`,
    section('Templates', [...compare(false), ...gone], 'No template changes.'),
    section('Security', compare(true), 'Nobody may do more than before.'),
    cut(run(compareCosts(after, before)).trim(), SECTION_CHARACTERS),
    '',
  ].join('\n\n');
}

function section(title: string, parts: readonly string[], otherwise: string): string {
  return [`### ${title}`, ...parts.length > 0 ? parts : [otherwise]].join('\n\n');
}

/** What `cdk diff` printed of one stack, without what it says of itself; nothing where nothing changes. */
function changesIn(printed: string): string {
  const lines = printed.split('\n').filter((line) => !/^(Stack |✨|There were no differences)/.test(line));
  return lines.join('\n').trim();
}

/** A fence longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function cut(text: string, characters: number): string {
  if (text.length <= characters) { return text; }
  const kept = text.slice(0, text.lastIndexOf('\n', characters));
  return `${kept}\n… and ${text.slice(kept.length).split('\n').length - 1} lines more: see the artifact of this run`;
}
