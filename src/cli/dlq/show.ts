import { LetterStore, type Letter } from './letter-store';
import { asideKeys, contentOf, readAside } from './objects';
import { findPlace, type DeadLetterQueue, type SetAside } from './places';
import { errorsOf, logGroupsOf } from './worker-errors';
import { REASON_ATTRIBUTE } from '../../contract/order-events-pipeline';
import { readKeys } from '../../runtime/order-events-pipeline/process-image-flow';
import { readEvent } from '../../runtime/order-events-pipeline/read-event';
import { connect, type Aws } from '../aws';
import type { Io } from '../command';

export interface ShowOptions {
  readonly stack: string;
  /** Messages or objects. */
  readonly limit: number;
  /** True to print bodies, too. */
  readonly body: boolean;
}

/** Prints what waits, and why; leaves it there. */
export async function showPlace(name: string, options: ShowOptions, io: Io) {
  const aws = connect(io.env);
  const place = await findPlace(name, options.stack, aws);
  const shown = 'target' in place ? await showLetters(place, options, aws, io) : await showAside(place, options, aws, io);
  if (shown === 0) { io.print(`nothing waits in ${name} that nobody holds`); }
  if (shown === options.limit) { io.note(`more may wait: --limit ${Math.min(1_000, options.limit * 10)}`); }
}

async function showLetters(place: DeadLetterQueue, { limit, body }: ShowOptions, aws: Aws, io: Io): Promise<number> {
  const store = new LetterStore(aws.sqs, place);
  const shown: Letter[] = [];
  try {
    while (shown.length < limit) {
      const letters = await store.receive();
      if (letters.length === 0) { break; }
      shown.push(...letters.slice(0, limit - shown.length));
    }
  } finally {
    await store.releaseAll();
  }
  const logGroups = place.holds === 'not handled' && shown.some((letter) => !reasonOf(letter)) ? await logGroupsOf(place.target, aws) : [];
  for (const letter of shown) {
    io.print(`${letter.messageId}  sent ${letter.sentAt.toISOString()}`);
    for (const line of contentsOf(letter)) { io.print(`  ${line}`); }
    const reason = reasonOf(letter);
    if (reason) { io.print(`  reason   ${reason}`); }
    for (const logGroup of reason ? [] : logGroups) {
      for (const line of await errorsOf(letter, logGroup, aws)) { io.print(`  error    ${line}`); }
    }
    if (body) { io.print(`  body     ${letter.body}`); }
  }
  return shown.length;
}

function reasonOf({ attributes }: Letter): string | undefined {
  return attributes[REASON_ATTRIBUTE]?.StringValue;
}

/** What a message tells: an event of a pipeline, or the files of an event of S3. */
function contentsOf(letter: Letter): string[] {
  try {
    const { type, subject, id, correlationid } = readEvent(letter);
    return [`event    ${type} of ${subject}, id ${id}${correlationid ? `, correlation id ${correlationid}` : ''}`];
  } catch (error) {
    return filesOf(letter) ?? [`event    none: ${(error as Error).message}`];
  }
}

function filesOf(letter: Letter): string[] | undefined {
  try {
    return readKeys(letter).map((key) => `file     ${key}`);
  } catch {
    return undefined;
  }
}

async function showAside(place: SetAside, { limit, body }: ShowOptions, { s3 }: Aws, io: Io): Promise<number> {
  const keys = await asideKeys(place, s3, limit);
  for (const key of keys) {
    const text = await readAside(place, key, s3);
    const content = contentOf(text);
    io.print(key);
    if (content.kind === 'record') {
      io.print(`  change   ${content.record.eventName} of ${JSON.stringify(content.record.dynamodb?.Keys)}, id ${content.record.eventID}`);
      io.print(`  reason   ${content.reason}`);
    }
    if (content.kind === 'invocation') {
      io.print(`  changes  ${content.records.length}`);
      io.print(`  reason   the invocation failed to the end: ${content.condition}`);
    }
    if (content.kind === 'unknown') { io.print('  reason   it is no record that this library set aside'); }
    if (body) { io.print(`  body     ${text}`); }
  }
  return keys.length;
}
