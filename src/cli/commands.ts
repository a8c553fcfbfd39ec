import type { Command } from './command';
import { cost } from './cost';
import { dlq } from './dlq';
import { republish } from './republish';
import { site } from './site';

/** Every command by its name, in the order in which help lists them. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['cost', cost],
  ['dlq', dlq],
  ['republish', republish],
  ['site', site],
]);
