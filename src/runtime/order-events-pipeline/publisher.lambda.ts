import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { publishChanges, type PublisherPorts } from './publish-changes-flow';
import { setAsideStore } from './set-aside-store';
import { topicStore } from './topic-store';
import { publisherEnv, type EventsDefinition } from '../../contract/order-events-pipeline';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';
import type { BatchFailures } from '../kit/sqs';

const env = publisherEnv.read(process.env);
const definition: EventsDefinition = JSON.parse(env.EVENTS_JSON);
const requestHandler = requestLimits(2_000);

const ports: Omit<PublisherPorts, 'remainingMs'> = {
  definition,
  // The flow has its own attempts, which take only what failed.
  publish: topicStore(new SNSClient({ maxAttempts: 2, requestHandler }), env.TOPIC_ARN, definition.ordered),
  setAside: setAsideStore(new S3Client({ maxAttempts: 2, requestHandler }), env.SET_ASIDE_BUCKET_NAME),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  log: createLog(env.SERVICE_NAME),
};

/** Publishes the changes of a table's stream. */
export const handler = (event: DynamoDBStreamEvent, context: Context): Promise<BatchFailures> =>
  publishChanges(event.Records, { ...ports, remainingMs: () => context.getRemainingTimeInMillis() });
