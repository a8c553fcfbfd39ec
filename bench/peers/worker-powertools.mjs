// The same effect once an event, by Powertools' batch and idempotency as their documentation joins them.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const processor = new BatchProcessor(EventType.SQS);
const logger = new Logger({ serviceName: 'worker' });
const s3 = new S3Client({ forcePathStyle: true });
const config = new IdempotencyConfig({ eventKeyJmesPath: 'id' });
const effect = makeIdempotent(async ({ subject, data }) => {
  await s3.send(new PutObjectCommand({ Bucket: 'effects', Key: subject, Body: JSON.stringify(data) }));
}, { persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'Idempotency' }), config });

export const handler = (event, context) => processPartialResponse(event, async ({ messageId, body }) => {
  config.registerLambdaContext(context);
  const parsed = JSON.parse(body);
  await effect(parsed);
  logger.info('done', { messageId, eventId: parsed.id, type: parsed.type, subject: parsed.subject });
}, processor, { context });
