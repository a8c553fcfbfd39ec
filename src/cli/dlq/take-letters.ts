import { LetterStore, type Letter } from './letter-store';
import type { DeadLetterQueue } from './places';
import type { Aws } from '../aws';
import { CommandError, type Io } from '../command';
import type { Pace } from '../pace';

/**
 * Does `work` with each message of a queue, or with those of the ids given, and then deletes it. What comes in while it runs
 * is left, as is what `work` throws at.
 * @param work gives the id of the message where it is now, if anywhere
 * @returns how many were done
 * @throws CommandError for ids that are not there
 */
export async function takeLetters(
  place: DeadLetterQueue, ids: readonly string[], aws: Aws, io: Io, pace: Pace,
  work: (letter: Letter, store: LetterStore) => Promise<string | undefined>,
): Promise<number> {
  const store = new LetterStore(aws.sqs, place);
  const wanted = new Set(ids);
  const comeBack = new Set<string>();
  const most = ids.length || place.waiting;
  let done = 0;
  try {
    for (let letters = await store.receive(); letters.length > 0 && done < most; letters = await store.receive()) {
      for (const letter of letters) {
        if (done >= most || comeBack.has(letter.messageId) || (ids.length > 0 && !wanted.delete(letter.messageId))) { continue; }
        await pace.next();
        const newId = await work(letter, store);
        await store.delete(letter);
        if (newId !== undefined) { comeBack.add(newId); }
        done++;
      }
      if (done > 0) { io.note(`${done} of about ${most}`); }
    }
  } finally {
    await store.releaseAll();
  }
  if (wanted.size > 0) {
    throw new CommandError(`not found in ${place.name}: ${[...wanted].join(', ')}. Somebody may hold them, or they are gone: npx serverless-inteligente dlq show ${place.name}`);
  }
  return done;
}
