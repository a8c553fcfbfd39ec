import { aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_logs as logs, aws_s3 as s3, aws_sns as sns, Duration, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FAILED_INVOCATIONS_PREFIX, publisherEnv, SET_ASIDE_PREFIX, type EventsDefinition } from '../../contract/order-events-pipeline';
import type { PeakSchedule } from '../peak-hours';
import { RunbookAlarm } from '../private/alarm';
import { HandlerFunction } from '../private/handler-function';
import { letUseKey } from '../private/key-use';

export interface PublisherProps {
  readonly source: dynamodb.ITable;
  readonly definition: EventsDefinition;
  readonly topic: sns.Topic;
  readonly setAside: s3.IBucket;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
  readonly functionName?: string;
  readonly peakHours?: PeakSchedule;
  readonly logRetention: logs.RetentionDays;
}

/**
 * An hour before the stream trims a record (24 h), what could not be published goes to S3, where it is kept. Retries end
 * by age, not by number, of which there is none (-1, Lambda's default): an outage of hours must not scatter records over two places.
 */
const RECORD_AGE_MAX = Duration.hours(23);

/** The function that turns the table's stream into events, what it reads from, and its alarms. */
export function createPublisher(scope: Construct, props: PublisherProps): lambda.Function {
  const { definition, topic, setAside, encryptionKey } = props;
  const publisher = new HandlerFunction(scope, 'Publisher', {
    bundle: 'publisher',
    description: `Publishes the changes of ${definition.entity}s as events`,
    environment: publisherEnv.render({
      TOPIC_ARN: topic.topicArn,
      SET_ASIDE_BUCKET_NAME: setAside.bucketName,
      EVENTS_JSON: Stack.of(scope).toJsonString(definition),
      SERVICE_NAME: 'publisher',
    }),
    functionName: props.functionName,
    memorySize: 512,
    timeout: Duration.minutes(1),
    logRetention: props.logRetention,
    peakHours: props.peakHours,
    alarmTopic: props.alarmTopic,
  });
  publisher.addToRolePolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }));
  letUseKey(encryptionKey, publisher, 'publishes'); // which includes what writing to S3 takes
  publisher.addEventSource(new sources.DynamoEventSource(props.source, {
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    maxRecordAge: RECORD_AGE_MAX,
    reportBatchItemFailures: true,
    onFailure: new FailedRecordsBucket(setAside),
  }));
  addAlarms(scope, publisher, props.alarmTopic);
  return publisher;
}

/** S3 as the failure destination, by the two actions it takes; CDK's own S3OnFailureDestination grants to read and delete. */
class FailedRecordsBucket implements lambda.IEventSourceDlq {
  constructor(private readonly bucket: s3.IBucket) {}

  public bind(_mapping: lambda.IEventSourceMapping, publisher: lambda.IFunction): lambda.DlqDestinationConfig {
    publisher.addToRolePolicy(new iam.PolicyStatement({
      actions: ['s3:PutObject'], resources: [SET_ASIDE_PREFIX, FAILED_INVOCATIONS_PREFIX].map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
    }));
    publisher.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
    return { destination: this.bucket.bucketArn };
  }
}

function addAlarms(scope: Construct, publisher: lambda.Function, alarmTopic?: sns.ITopic) {
  const namespace = `OrderEventsPipeline/${Names.uniqueResourceName(scope, { maxLength: 200 })}`;
  const count = (metricName: string, message: string): cloudwatch.Metric => new logs.MetricFilter(scope, `${metricName}Filter`, {
    logGroup: publisher.logGroup,
    filterPattern: logs.FilterPattern.stringValue('$.message', '=', message),
    metricNamespace: namespace,
    metricName,
    metricValue: '1',
  }).metric({ statistic: cloudwatch.Stats.SUM, period: Duration.minutes(5) });

  const consolePath = `/lambda/home?region=REGION#/functions/${publisher.functionName}?tab=monitoring`;
  new RunbookAlarm(scope, 'IteratorAgeAlarm', {
    metric: publisher.metric('IteratorAge', { statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(5) }),
    threshold: Duration.hours(1).toMilliseconds(),
    description: 'Changes wait over an hour for their event; after 23 hours they are set aside.',
    section: 'late-events',
    consolePath,
    alarmTopic,
  });
  new RunbookAlarm(scope, 'PublishFailuresAlarm', {
    metric: count('PublishFailures', 'publish failed'),
    threshold: 1,
    evaluationPeriods: 2,
    description: 'Events can’t be published; the publisher tries again.',
    section: 'publish-failures',
    consolePath,
    alarmTopic,
  });
  new RunbookAlarm(scope, 'SetAsideAlarm', {
    metric: count('RecordsSetAside', 'set aside'),
    threshold: 1,
    description: 'Changes without an event were set aside, each with its reason.',
    section: 'records-set-aside',
    consolePath,
    alarmTopic,
  });
}
