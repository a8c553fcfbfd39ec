// Each change published once as an event, by Powertools' batch and idempotency as their documentation joins them.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';

const processor = new BatchProcessor(EventType.DynamoDBStreams);
const logger = new Logger({ serviceName: 'publisher' });
const sns = new SNSClient({});
const config = new IdempotencyConfig({ eventKeyJmesPath: 'eventID' });
const publish = makeIdempotent(async ({ eventID, dynamodb: { NewImage, Keys, SequenceNumber, ApproximateCreationDateTime } }) => {
  const event = {
    specversion: '1.0', id: eventID, source: '/orders', type: 'ORDER_CREATED', subject: Keys.orderId.S, time: new Date(ApproximateCreationDateTime * 1000).toISOString(),
    datacontenttype: 'application/json', sequence: SequenceNumber, data: { order: unmarshall(NewImage) },
  };
  await sns.send(new PublishCommand({
    TopicArn: process.env.TOPIC_ARN, Message: JSON.stringify(event), MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
  }));
}, { persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'Idempotency' }), config });

export const handler = async (event, context) => {
  config.registerLambdaContext(context);
  const response = await processPartialResponse(event, publish, processor, { context });
  logger.info('batch', { records: event.Records.length });
  return response;
};
