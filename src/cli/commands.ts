import type { Command } from './command';
import { cost } from './cost';
import { dashboard } from './dashboard';
import { dlq } from './dlq';
import { prices } from './prices';
import { republish } from './republish';
import { site } from './site';

/** Every command by its name, in the order in which help lists them. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['cost', cost],
  ['dashboard', dashboard],
  ['dlq', dlq],
  ['prices', prices],
  ['republish', republish],
  ['site', site],
]);
