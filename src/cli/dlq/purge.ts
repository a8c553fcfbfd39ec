import { existsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { asideKeys, chosenKeys, deleteAside, readAside } from './objects';
import { findPlace, type DeadLetterQueue, type SetAside } from './places';
import { takeLetters } from './take-letters';
import { connect, type Aws } from '../aws';
import { CommandError, type Io } from '../command';
import { Pace } from '../pace';
import { countOf } from '../wording';

export interface PurgeOptions {
  readonly stack: string;
  /** Ids of messages, or keys of objects; none for all. */
  readonly messages: readonly string[];
  /** File that gets a line of JSON for each; it must not be there yet. */
  readonly to: string;
  /** The queue's name, where nobody is to be asked for it. */
  readonly confirm?: string;
  /** False for a dry run. */
  readonly execute: boolean;
}

/** Deletes dead letters, each once it is on the disk. PurgeQueue would delete what nobody has saved. */
export async function purgePlace(name: string, options: PurgeOptions, io: Io) {
  const aws = connect(io.env);
  const place = await findPlace(name, options.stack, aws);
  const keys = 'target' in place ? [] : chosenKeys(place, await asideKeys(place, aws.s3), options.messages);
  const noun = 'target' in place ? 'message' : 'object';
  const count = countOf('target' in place ? options.messages.length || place.waiting : keys.length, noun);
  if (!options.execute) { return io.print(`dry run: about ${count} of ${name} would be saved to ${options.to} and deleted. Add --execute to do it.`); }
  const typed = options.confirm ?? await io.ask(`About ${count} of ${name} will be deleted for good. Type ${name} to go on:`);
  if (typed !== name) { throw new CommandError(`'${typed}' is not ${name}: nothing was deleted`); }
  const file = await newFile(options.to);
  try {
    const save = async (content: object) => {
      await file.appendFile(`${JSON.stringify(content)}\n`);
      await file.sync();
    };
    const done = 'target' in place ? await purgeLetters(place, options, save, aws, io) : await purgeObjects(place, keys, save, aws);
    return io.print(`saved ${countOf(done, noun)} of ${name} to ${options.to} and deleted ${done === 1 ? 'it' : 'them'}`);
  } finally {
    await file.close();
  }
}

type Save = (content: object) => Promise<void>;

function purgeLetters(place: DeadLetterQueue, { messages }: PurgeOptions, save: Save, aws: Aws, io: Io): Promise<number> {
  return takeLetters(place, messages, aws, io, new Pace(undefined), async ({ messageId, sentAt, body, attributes, group }) => {
    await save({ messageId, sentAt: sentAt.toISOString(), body, attributes, group });
    return undefined;
  });
}

async function purgeObjects(place: SetAside, keys: readonly string[], save: Save, { s3 }: Aws): Promise<number> {
  for (const key of keys) {
    await save({ key, body: await readAside(place, key, s3) });
    await deleteAside(place, key, s3);
  }
  return keys.length;
}

async function newFile(path: string): Promise<FileHandle> {
  if (existsSync(path)) { throw new CommandError(`${path} is there already: name another file with --to, so that nothing saved before is written over`); }
  try {
    return await open(path, 'ax');
  } catch (error) {
    throw new CommandError(`${path} can’t be written: ${(error as Error).message}. Nothing was deleted. Name a file in a folder that exists`);
  }
}
