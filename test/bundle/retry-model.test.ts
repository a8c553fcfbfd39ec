/** What the model of AWS's retries does, by the rules of AWS's documentation: those that the histories of lossless.test.ts rest on. */
import { ModelClock } from '../support/retry-model/clock';
import { KEPT, pollers, QueueModel, type Message, type PollerRules } from '../support/retry-model/queue';
import { drainShard, type Change, type ShardRules } from '../support/retry-model/shard';
import { TopicModel } from '../support/retry-model/topic';
import { streamRecord } from '../support/streams';

const HOUR = 3_600;
const at = (clock: ModelClock, seconds: number) => clock.run(() => clock.pass(seconds - clock.now));

describe('a queue', () => {
  const queueOf = (fifo: boolean) => {
    const clock = new ModelClock();
    const queue = new QueueModel({ fifo, visibilitySeconds: 180, receivesMax: 2, pick: () => 0 }, clock);
    return { clock, queue, ids: (max = 10) => queue.receive(max).map(({ body }) => body) };
  };

  test('hides what was received until the visibility time-out, and counts each receive', async () => {
    const { clock, queue } = queueOf(false);
    queue.send({ body: 'a' });
    expect(queue.receive(10)).toMatchObject([{ body: 'a', receives: 1 }]);
    await at(clock, 179);
    expect(queue.receive(10)).toEqual([]);
    await at(clock, 180);
    expect(queue.receive(10)).toMatchObject([{ body: 'a', receives: 2 }]);
  });

  test('hides it for as long as ChangeMessageVisibility says, by the receipt of the last receive alone', async () => {
    const { clock, queue, ids } = queueOf(false);
    queue.send({ body: 'a' });
    const [{ receipt }] = queue.receive(1);
    expect(queue.hide(receipt, 5)).toBe(true);
    await at(clock, 5);
    expect(queue.hide(receipt, 60)).toBe(false);
    expect(ids()).toEqual(['a']);
    expect(queue.hide(receipt, 60)).toBe(false);
  });

  test('moves what was received too often to the dead letters, and by a redrive back as new', async () => {
    const { clock, queue, ids } = queueOf(false);
    queue.send({ body: 'a' });
    for (const seconds of [0, 180, 360]) { await at(clock, seconds); ids(); }
    expect(queue.deadLetters).toMatchObject([{ body: 'a', sentAt: 0 }]);
    queue.redrive();
    expect(queue.receive(1)).toMatchObject([{ body: 'a', receives: 1 }]);
  });

  test('deletes what is older than 4 days; the age of a dead letter begins anew in a FIFO queue alone', async () => {
    for (const fifo of [false, true]) {
      const { clock, queue, ids } = queueOf(fifo);
      queue.send({ body: 'a', group: 'g' });
      for (const seconds of [0, 180, 360]) { await at(clock, seconds); ids(); }
      expect(queue.deadLetters[0].sentAt).toBe(fifo ? 360 : 0);
      queue.send({ body: 'b', group: 'g' });
      await at(clock, 361 + KEPT);
      expect(ids()).toEqual([]);
      expect(queue.expired).toEqual(['b']);
    }
  });

  test('FIFO: gives the messages of a group in order, none while one of it is hidden, and holds up no other group', async () => {
    const { clock, queue, ids } = queueOf(true);
    for (const [body, group] of [['a1', 'a'], ['b1', 'b'], ['a2', 'a'], ['b2', 'b']]) { queue.send({ body, group }); }
    expect(ids(1)).toEqual(['a1']);
    expect(ids()).toEqual(['b1', 'b2']);
    await at(clock, 180);
    expect(ids(3)).toEqual(['a1', 'a2', 'b1']);
  });

  test('FIFO: fails a worker that goes past a message that failed', async () => {
    const { clock, queue } = queueOf(true);
    for (const body of ['a1', 'a2']) { queue.send({ body, group: 'a' }); }
    const rules: PollerRules = {
      batchSize: 10,
      concurrency: 1,
      awayUntil: 0,
      duration: () => 1,
      filling: () => false,
      invoke: async ([{ id }]: readonly Message[]) => ({ batchItemFailures: [{ itemIdentifier: id }] }),
    };
    await expect(clock.run(...pollers(queue, rules, clock))).rejects.toThrow('m-1 was done before one of its group that failed');
  });
});

test('a FIFO topic takes a message of one id once in five minutes, and then again; one without order takes each', async () => {
  for (const [fifo, heard] of [[true, 2], [false, 3]] as const) {
    const clock = new ModelClock();
    const queue = new QueueModel({ fifo, visibilitySeconds: 180, receivesMax: 5, pick: () => 0 }, clock);
    const topic = new TopicModel(queue, { fifo, lets: () => true, twice: () => false }, clock);
    for (const seconds of [0, 299, 300]) {
      await at(clock, seconds);
      topic.take({ message: 'a', type: 'T', group: 'g', deduplicationId: 'e-1' });
    }
    expect(queue.receive(10)).toHaveLength(heard);
  }
});

describe('a shard', () => {
  const change = (i: number, seconds = 0): Change =>
    ({ record: streamRecord({ eventID: `e-${i}`, new: { orderId: { S: 'o' } }, sequence: String(100 + i) }), at: seconds });
  const drained = async (changes: readonly Change[], rules: Partial<ShardRules> = {}) => {
    const clock = new ModelClock();
    const given: (string | undefined)[][] = [];
    const givenUp: (string | undefined)[] = [];
    let result;
    await clock.run(async () => {
      result = await drainShard(changes, {
        batchSize: 4,
        ageMax: 23 * HOUR,
        awayUntil: 0,
        duration: () => 1,
        forgotten: () => false,
        giveUp: (batch) => { givenUp.push(...batch.map(({ eventID }) => eventID)); },
        ...rules,
        invoke: async (batch) => {
          given.push(batch.map(({ eventID }) => eventID));
          return rules.invoke?.(batch) ?? { batchItemFailures: [] };
        },
      }, clock);
    });
    return { given, givenUp, result, now: clock.now };
  };

  test('halves a batch that failed, and goes on from a checkpoint', async () => {
    let first = true;
    const { given } = await drained([0, 1, 2, 3].map((i) => change(i)), {
      invoke: async (batch) => {
        if (first) { first = false; return 'failed'; }
        return { batchItemFailures: batch.length > 1 ? [{ itemIdentifier: batch[1].dynamodb!.SequenceNumber! }] : [] };
      },
    });
    expect(given.slice(0, 3)).toEqual([['e-0', 'e-1', 'e-2', 'e-3'], ['e-0', 'e-1'], ['e-1']]);
  });

  test('gives up whole records that are over 23 hours old, goes on with the others, and trims none before', async () => {
    const { given, givenUp, result } = await drained([change(0), change(1, 20 * HOUR)], { awayUntil: 30 * HOUR });
    expect(givenUp).toEqual(['e-0']);
    expect(given).toEqual([['e-1']]);
    expect(result).toEqual({ polls: 1, trimmed: [] });
  });

  test('loses a record that nobody gave up within 24 hours', async () => {
    const { result, givenUp } = await drained([change(0)], { awayUntil: 30 * HOUR, ageMax: 25 * HOUR });
    expect({ result, givenUp }).toMatchObject({ result: { trimmed: [{ eventID: 'e-0' }] }, givenUp: [] });
  });
});
