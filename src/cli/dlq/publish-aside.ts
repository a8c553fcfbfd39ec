import { setTimeout as wait } from 'node:timers/promises';
import { targetOf } from './list';
import { contentOf, deleteAside, readAside } from './objects';
import type { SetAside } from './places';
import { SET_ASIDE_PREFIX } from '../../contract/order-events-pipeline';
import type { StreamRecord } from '../../runtime/order-events-pipeline/derive-event';
import { publishChanges } from '../../runtime/order-events-pipeline/publish-changes-flow';
import { setAsideStore } from '../../runtime/order-events-pipeline/set-aside-store';
import { topicStore } from '../../runtime/order-events-pipeline/topic-store';
import type { Aws } from '../aws';
import { CommandError, type Io } from '../command';
import type { Pace } from '../pace';
import { countOf } from '../wording';

/**
 * Publishes what was set aside by the publisher's own flow and the deployed definition, under the ids that the stream gave.
 * An object is deleted once all its changes are published; of a failed invocation those that can't be read stay, alone.
 * @throws CommandError when something stays
 */
export async function publishAside(place: SetAside, keys: readonly string[], aws: Aws, io: Io, pace: Pace) {
  let [objects, changes, stays] = [0, 0, 0];
  for (const key of keys) {
    await pace.next();
    const content = contentOf(await readAside(place, key, aws.s3));
    const records = content.kind === 'record' ? [content.record] : content.kind === 'invocation' ? content.records : [];
    const { published, unreadable, failure } = await publish(records, place, aws);
    changes += published;
    const [first] = unreadable;
    const why = content.kind === 'unknown' ? 'it is no record that this library set aside' : failure ?? (content.kind === 'record' ? first?.reason : undefined);
    if (why !== undefined) {
      io.note(`${key} stays: ${why}`);
      stays++;
      continue;
    }
    const keep = setAsideStore(aws.s3, place.name);
    for (const { record, reason } of unreadable) {
      await keep(record, reason);
      io.note(`${key}: 1 of its changes can’t be read and was set aside: ${SET_ASIDE_PREFIX}${record.eventID}.json`);
      stays++;
    }
    await deleteAside(place, key, aws.s3);
    objects++;
    io.note(`${objects} of ${keys.length}`);
  }
  const done = `published ${countOf(changes, 'change')} of ${countOf(objects, 'object')} of ${place.name} to ${targetOf(place)}`;
  if (stays > 0) { throw new CommandError(`${done}; ${stays} could not be, as told above`); }
  io.print(done);
}

async function publish(records: readonly StreamRecord[], { publisher }: SetAside, { sns }: Aws) {
  const unreadable: { readonly record: StreamRecord; readonly reason: string }[] = [];
  let published = 0;
  let failure: string | undefined;
  const publishBatch = topicStore(sns, publisher.topicArn, publisher.definition.ordered);
  const { batchItemFailures } = await publishChanges(records, {
    definition: publisher.definition,
    publish: async (events, texts) => {
      const outcomes = await publishBatch(events, texts);
      published += outcomes.filter(({ kind }) => kind === 'published').length;
      return outcomes;
    },
    setAside: async (record, reason) => { unreadable.push({ record, reason }); },
    log: { info: () => undefined, error: (message, { reason }) => { if (message === 'publish failed') { failure = String(reason); } } },
    wait,
    random: Math.random,
    remainingMs: () => Infinity,
  });
  return { published, unreadable, failure: batchItemFailures.length > 0 ? failure ?? 'it could not be published' : undefined };
}
