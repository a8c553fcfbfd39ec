import { setTimeout as wait } from 'node:timers/promises';
import { ListMessageMoveTasksCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { targetOf } from './list';
import { asideKeys, chosenKeys } from './objects';
import { findPlace, type DeadLetterQueue } from './places';
import { publishAside } from './publish-aside';
import { takeLetters } from './take-letters';
import { connect, type Aws } from '../aws';
import { CommandError, type Io } from '../command';
import { Pace } from '../pace';
import { countOf } from '../wording';

export interface ReplayOptions {
  readonly stack: string;
  /** Ids of messages, or keys of objects; none for all. */
  readonly messages: readonly string[];
  /** 1 to 500; undefined for as fast as it goes. */
  readonly perSecond?: number;
  /** False for a dry run. */
  readonly execute: boolean;
}

const TASK_ASKED_EVERY_MS = 1_000;

/** Sends dead letters back to where they failed, or publishes what was set aside. */
export async function replayPlace(name: string, options: ReplayOptions, io: Io) {
  const aws = connect(io.env);
  const place = await findPlace(name, options.stack, aws);
  const keys = 'target' in place ? [] : chosenKeys(place, await asideKeys(place, aws.s3), options.messages);
  if (!options.execute) {
    const count = 'target' in place ? countOf(options.messages.length || place.waiting, 'message') : countOf(keys.length, 'object');
    return io.print(`dry run: about ${count} would go from ${name} to ${targetOf(place)}. Add --execute to do it.`);
  }
  const pace = new Pace(options.perSecond);
  if (!('target' in place)) { return publishAside(place, keys, aws, io, pace); }
  const whole = place.holds === 'not handled' && options.messages.length === 0;
  if (whole && await moveByTask(place, options.perSecond, aws, io)) { return undefined; }
  const done = await takeLetters(place, options.messages, aws, io, pace, (letter, store) => store.send(letter, place.target));
  return io.print(`replayed ${countOf(done, 'message')} from ${name} to ${place.target.name}`);
}

/** @returns false where the endpoint has no such task: local engines */
async function moveByTask(place: DeadLetterQueue, perSecond: number | undefined, { sqs }: Aws, io: Io): Promise<boolean> {
  try {
    // Without a destination SQS sends each message to the queue it came from, which a redeployed stack may have replaced.
    await sqs.send(new StartMessageMoveTaskCommand({
      SourceArn: place.arn, DestinationArn: place.target.arn, MaxNumberOfMessagesPerSecond: perSecond,
    }));
  } catch (error) {
    if (!/InvalidAction|UnknownOperation|NotImplemented/.test((error as Error).name)) { throw error; }
    io.note('this endpoint has no StartMessageMoveTask: message by message instead');
    return false;
  }
  for (;;) {
    const { Results: [task] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: place.arn, MaxResults: 1 }));
    const { Status, ApproximateNumberOfMessagesMoved: moved = 0, ApproximateNumberOfMessagesToMove: total, FailureReason } = task ?? {};
    io.note(`moved ${moved} of about ${total ?? place.waiting}`);
    if (Status === 'COMPLETED') {
      io.print(`moved ${countOf(moved, 'message')} from ${place.name} to ${place.target.name}`);
      return true;
    }
    if (Status !== 'RUNNING' && Status !== 'CANCELLING') {
      throw new CommandError(`the move from ${place.name} ended after ${countOf(moved, 'message')}: ${FailureReason ?? Status ?? 'SQS tells of no task'}. What did not move is still there: run the command again`);
    }
    await wait(TASK_ASKED_EVERY_MS);
  }
}
