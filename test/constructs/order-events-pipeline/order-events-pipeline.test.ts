import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_dynamodb as dynamodb, aws_kms as kms, aws_lambda as lambda, aws_sns as sns, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Ordering, OrderEventsPipeline, ServerlessCrudApi } from '../../../src';
import { publisherEnv } from '../../../src/contract/order-events-pipeline';
import { orderPipeline, userFunction } from '../../support/pipeline';
import { actionsOf, keyActionsOf, resourcesOf } from '../../support/template';

/** The one resource of the type whose id holds `part`. */
function find(template: Template, type: string, part: string): [string, any] {
  const found = Object.entries(resourcesOf(template, type)).filter(([id]) => id.includes(part));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0];
}

describe('the publisher', () => {
  // 10,000 attempts, the most that can be named, are over in three hours at a second each. None named is as often as the age allows (-1).
  test('reads the stream from its beginning, tries again as long as the age allows, and keeps what fails in S3', () => {
    const { template } = orderPipeline();
    const [bucket] = find(template(), 'AWS::S3::Bucket', 'SetAside');
    const [, mapping] = find(template(), 'AWS::Lambda::EventSourceMapping', 'Publisher');
    expect(mapping.Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 23 * 3600,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [bucket, 'Arn'] } } },
    });
    expect(mapping.Properties.MaximumRetryAttempts ?? -1).toBe(-1);
  });

  test('gets what its handler reads', () => {
    const { template } = orderPipeline({ mapping: { cancelledWhen: { attribute: 'status', values: ['CANCELLED'] } } });
    const [, publisher] = find(template(), 'AWS::Lambda::Function', 'Publisher');
    const variables = publisher.Properties.Environment.Variables;
    expect(Object.keys(variables).sort()).toEqual([...publisherEnv.names].sort());
    expect(JSON.parse(variables.EVENTS_JSON)).toEqual({
      source: '/orders',
      keyAttribute: 'orderId',
      entity: 'order',
      types: { created: 'ORDER_CREATED', updated: 'ORDER_UPDATED', cancelled: 'ORDER_CANCELLED' },
      cancelledWhen: { attribute: 'status', values: ['CANCELLED'] },
      ordered: false,
    });
  });

  test('takes a TableV2 as it takes a Table: its key, its stream, its view', () => {
    const stack = new Stack(new App(), 'Stack');
    const tableOf = (id: string, dynamoStream?: dynamodb.StreamViewType) => (
      new dynamodb.TableV2(stack, id, { partitionKey: { name: 'orderNumber', type: dynamodb.AttributeType.STRING }, dynamoStream })
    );
    expect(() => new OrderEventsPipeline(stack, 'None', { source: tableOf('A') })).toThrow(/no stream/);
    expect(() => new OrderEventsPipeline(stack, 'Keys', { source: tableOf('B', dynamodb.StreamViewType.KEYS_ONLY) })).toThrow(/"KEYS_ONLY".*NEW_AND_OLD_IMAGES/);
    new OrderEventsPipeline(stack, 'Pipeline', { source: tableOf('C', dynamodb.StreamViewType.NEW_AND_OLD_IMAGES) });
    const [, publisher] = find(Template.fromStack(stack), 'AWS::Lambda::Function', 'PipelinePublisher');
    expect(JSON.parse(publisher.Properties.Environment.Variables.EVENTS_JSON).keyAttribute).toBe('orderNumber');
  });

  test('I1: may read the stream, publish to its topic, write what it sets aside, and no more', () => {
    const { template } = orderPipeline();
    const [role] = find(template(), 'AWS::IAM::Role', 'Publisher');
    const actions = actionsOf(template(), role).map((line) => line.replace(/\{"Fn::GetAtt":\["(\w+?)[0-9A-F]{8}","(\w+)"\]\}/g, '$1.$2').replace(/\{"Ref":"(\w+?)[0-9A-F]{8}"\}/g, '$1'));
    expect(actions).toEqual([
      'Allow dynamodb:DescribeStream Orders.StreamArn',
      'Allow dynamodb:GetRecords Orders.StreamArn',
      'Allow dynamodb:GetShardIterator Orders.StreamArn',
      'Allow dynamodb:ListStreams "*"',
      'Allow logs:CreateLogStream PipelinePublisherLogs.Arn',
      'Allow logs:PutLogEvents PipelinePublisherLogs.Arn',
      'Allow s3:ListBucket PipelineSetAside.Arn',
      'Allow s3:PutObject {"Fn::Join":["",[PipelineSetAside.Arn,"/set-aside/*"]]} {"Fn::Join":["",[PipelineSetAside.Arn,"/aws/lambda/*"]]}',
      'Allow sns:Publish PipelineTopic',
      'Allow xray:PutTelemetryRecords "*"',
      'Allow xray:PutTraceSegments "*"',
    ]);
  });

  test('encrypts the topic by a key of AWS’s own, and the queues by SQS’s', () => {
    const { template } = orderPipeline();
    expect(find(template(), 'AWS::SNS::Topic', 'Topic')[1].Properties.KmsMasterKeyId).toBe('alias/aws/sns');
    for (const { Properties } of Object.values(resourcesOf(template(), 'AWS::SQS::Queue'))) { expect(Properties.SqsManagedSseEnabled).toBe(true); }
  });

  test('keeps what it sets aside private, encrypted and retained', () => {
    const [, bucket] = find(orderPipeline().template(), 'AWS::S3::Bucket', 'SetAside');
    expect(bucket).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      },
    });
  });
});

describe('a worker', () => {
  test('E1: has a queue hidden six times its time-out, dead letters after five receives, and names where they are asked for', () => {
    const { template } = orderPipeline({ topicName: 'order-events' }, { queueName: 'order-processing-queue' });
    template().hasResourceProperties('AWS::SNS::Topic', { TopicName: 'order-events', FifoTopic: Match.absent() });
    const [deadLetters, deadLetterQueue] = find(template(), 'AWS::SQS::Queue', 'invoicesDeadLetterQueue');
    expect(deadLetterQueue.Properties).toMatchObject({ QueueName: 'order-processing-queue-dlq', MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true });
    const [, queue] = find(template(), 'AWS::SQS::Queue', 'invoicesQueue');
    expect(queue.Properties).toMatchObject({
      QueueName: 'order-processing-queue',
      VisibilityTimeout: 180,
      MessageRetentionPeriod: 4 * 86_400,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters, 'Arn'] }, maxReceiveCount: 5 },
    });
  });

  test('is told which messages of a batch it did not handle, and is slowed at the queue, never by throttling', () => {
    const { template } = orderPipeline({}, { maxConcurrency: 7, batchSize: 3 });
    const [, mapping] = find(template(), 'AWS::Lambda::EventSourceMapping', 'Invoices');
    expect(mapping.Properties).toMatchObject({ BatchSize: 3, FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 7 } });
    for (const { Properties } of Object.values(resourcesOf(template(), 'AWS::Lambda::Function'))) { expect(Properties.ReservedConcurrentExecutions).toBeUndefined(); }
  });

  test('gets raw messages of the types it asks for, and has dead letters of the subscription too', () => {
    const { template } = orderPipeline({}, { eventTypes: ['ORDER_CREATED'] });
    const [undelivered] = find(template(), 'AWS::SQS::Queue', 'invoicesSubscriptionDeadLetterQueue');
    const [, subscription] = find(template(), 'AWS::SNS::Subscription', 'invoices');
    expect(subscription.Properties).toMatchObject({
      Protocol: 'sqs', RawMessageDelivery: true, FilterPolicy: { type: ['ORDER_CREATED'] }, RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [undelivered, 'Arn'] } },
    });
  });

  test('gets every type when it names none', () => {
    const [, subscription] = find(orderPipeline().template(), 'AWS::SNS::Subscription', 'invoices');
    expect(subscription.Properties.FilterPolicy).toBeUndefined();
  });

  test('takes messages of its topic only, over TLS only', () => {
    const { template } = orderPipeline();
    const [topic] = find(template(), 'AWS::SNS::Topic', 'Topic');
    const policies = Object.values(resourcesOf(template(), 'AWS::SQS::QueuePolicy')).map(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(policies).toHaveLength(3);
    for (const statements of policies) {
      expect(statements).toContainEqual(expect.objectContaining({ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }));
      for (const statement of statements.filter(({ Effect }: any) => Effect === 'Allow')) {
        expect(statement).toMatchObject({ Action: 'sqs:SendMessage', Principal: { Service: 'sns.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': { Ref: topic } } } });
      }
    }
    expect(policies.flat().filter(({ Effect }: any) => Effect === 'Allow')).toHaveLength(2);
    template().hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })] },
    });
  });

  test('I1: its function may take messages from its queue, and no more', () => {
    const { template } = orderPipeline();
    const [role] = find(template(), 'AWS::IAM::Role', 'Invoices');
    const [queue] = find(template(), 'AWS::SQS::Queue', 'invoicesQueue');
    const actions = actionsOf(template(), role);
    expect(actions.map((line) => line.split(' ')[1])).toEqual(['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage']);
    for (const line of actions) { expect(line).toContain(`{"Fn::GetAtt":["${queue}","Arn"]}`); }
  });
});

describe('ordering per key', () => {
  test('makes FIFO of topic and queues, and their names say so', () => {
    const { template } = orderPipeline({ ordering: Ordering.PER_KEY, topicName: 'order-events' }, { queueName: 'orders' });
    template().hasResourceProperties('AWS::SNS::Topic', { TopicName: 'order-events.fifo', FifoTopic: true, FifoThroughputScope: 'MessageGroup' });
    const queues = Object.values(resourcesOf(template(), 'AWS::SQS::Queue')).map(({ Properties }) => [Properties.QueueName, Properties.FifoQueue]).sort();
    expect(queues).toEqual([['orders-dlq.fifo', true], ['orders-subscription-dlq.fifo', true], ['orders.fifo', true]]);
    const [, publisher] = find(template(), 'AWS::Lambda::Function', 'Publisher');
    expect(JSON.parse(publisher.Properties.Environment.Variables.EVENTS_JSON)).toMatchObject({ ordered: true });
  });
});

describe('a key of one’s own', () => {
  const keyed = () => {
    const stack = new Stack(new App(), 'Keyed', { env: { account: '111111111111', region: 'eu-west-1' } });
    const key = new kms.Key(stack, 'Key');
    const table = new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
    const pipeline = new OrderEventsPipeline(stack, 'Pipeline', { source: table, encryptionKey: key });
    pipeline.addWorker('invoices', { handler: userFunction(stack, 'Invoices') });
    return Template.fromStack(stack);
  };

  test('encrypts topic, queues and bucket', () => {
    const template = keyed();
    const [key] = find(template, 'AWS::KMS::Key', 'Key');
    const arn = { 'Fn::GetAtt': [key, 'Arn'] };
    expect(find(template, 'AWS::SNS::Topic', 'Topic')[1].Properties.KmsMasterKeyId).toEqual(arn);
    for (const { Properties } of Object.values(resourcesOf(template, 'AWS::SQS::Queue'))) { expect(Properties.KmsMasterKeyId).toEqual(arn); }
    expect(JSON.stringify(find(template, 'AWS::S3::Bucket', 'SetAside')[1].Properties.BucketEncryption)).toContain('aws:kms');
  });

  test('is given to the topics of this account, the publisher and the worker, each for what it does', () => {
    const template = keyed();
    const [, key] = find(template, 'AWS::KMS::Key', 'Key');
    const services = key.Properties.KeyPolicy.Statement.filter(({ Principal }: any) => Principal.Service);
    expect(services).toEqual([{
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111111111111' },
        ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:eu-west-1:111111111111:*']] } },
      },
    }]);
    const kmsActions = (part: string) => keyActionsOf(template, find(template, 'AWS::IAM::Role', part)[0]);
    expect(kmsActions('Publisher')).toEqual(['kms:Decrypt', 'kms:GenerateDataKey*']);
    expect(kmsActions('Invoices')).toEqual(['kms:Decrypt']);
  });
});

describe('alarms', () => {
  test('tell of late events, failures to publish, records set aside, dead letters, undelivered events and a stalled worker', () => {
    const { template } = orderPipeline();
    expect(Object.keys(resourcesOf(template(), 'AWS::CloudWatch::Alarm')).map((id) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'PipelineIteratorAgeAlarm', 'PipelinePublishFailuresAlarm', 'PipelineSetAsideAlarm',
      'PipelineinvoicesDeadLettersAlarm', 'PipelineinvoicesStalledAlarm', 'PipelineinvoicesUndeliveredAlarm',
    ]);
    const [, age] = find(template(), 'AWS::CloudWatch::Alarm', 'IteratorAge');
    expect(age.Properties).toMatchObject({ MetricName: 'IteratorAge', Threshold: 3_600_000, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
    const [, stalled] = find(template(), 'AWS::CloudWatch::Alarm', 'Stalled');
    expect(JSON.stringify(stalled.Properties.Metrics)).toContain('IF(age >= 900 AND FILL(done, 0) < 1, 1, 0)');
  });

  test('each names a section of the runbook that is there', () => {
    const runbook = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'runbook.md'), 'utf8');
    const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-'));
    for (const { Properties } of Object.values(resourcesOf(orderPipeline().template(), 'AWS::CloudWatch::Alarm'))) {
      expect(anchors).toContain(/runbook\.md#([a-z-]+)/.exec(JSON.stringify(Properties.AlarmDescription))?.[1]);
    }
  });

  test('notify the topic given, at the start and at the end', () => {
    const stack = new Stack(new App(), 'Alarmed');
    const alarmTopic = new sns.Topic(stack, 'Alerts');
    const table = dynamodb.Table.fromTableAttributes(stack, 'Orders', { tableName: 'orders', tableStreamArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/orders/stream/x' });
    const pipeline = new OrderEventsPipeline(stack, 'Pipeline', { source: table, alarmTopic });
    pipeline.addWorker('invoices', { handler: userFunction(stack, 'Invoices') });
    for (const { Properties } of Object.values(resourcesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm'))) {
      expect(Properties.AlarmActions).toHaveLength(1);
      expect(Properties.OKActions).toEqual(Properties.AlarmActions);
    }
  });
});

describe('a ServerlessCrudApi resource', () => {
  const api = (changeStream?: boolean) => {
    const stack = new Stack(new App(), 'Shop');
    return { stack, orders: new ServerlessCrudApi(stack, 'Api').addResource('orders', { schema: { type: 'object', properties: { status: { type: 'string' } } }, changeStream }) };
  };

  test('is a source with changeStream', () => {
    const { stack, orders } = api(true);
    new OrderEventsPipeline(stack, 'Pipeline', { source: orders.table });
    Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } });
  });

  test('fails without it, and says what to set', () => {
    const { stack, orders } = api();
    expect(() => new OrderEventsPipeline(stack, 'Pipeline', { source: orders.table })).toThrow(/no stream.*changeStream: true/);
  });
});

describe('fails at synth', () => {
  test.each([
    ['an entity that is no name', { mapping: { entity: 'Order Line' } }, /mapping\.entity.*"Order Line"/],
    ['an entity that data has already', { mapping: { entity: 'previous' } }, /member of data already/],
    ['two types of one name', { mapping: { created: 'X', updated: 'X' } }, /are the same/],
    ['a type that is no name', { mapping: { created: 'ORDER CREATED' } }, /ORDER CREATED/],
    ['a cancellation that can not be', { mapping: { cancelledWhen: { attribute: 'status', values: [] } } }, /can never hold/],
    ['a source that is no URI', { eventSource: 'a b' }, /eventSource/],
    ['a topic name that is none', { topicName: 'a b' }, /topicName.*"a b"/],
    ['a function name that is none', { publisherFunctionName: 'a b' }, /publisherFunctionName/],
  ])('%s', (_, props, message) => {
    expect(() => orderPipeline(props)).toThrow(message);
  });

  test.each([
    ['a type that nobody publishes', { eventTypes: ['ORDER_SHIPPED'] }, /"ORDER_SHIPPED".*Allowed: ORDER_CREATED, ORDER_UPDATED, ORDER_CANCELLED/],
    ['no types', { eventTypes: [] }, /eventTypes is empty/],
    ['a concurrency of 1', { maxConcurrency: 1 }, /maxConcurrency.*got 1.*2 to 1000/],
    ['a batch of 11', { batchSize: 11 }, /batchSize.*got 11.*1 to 10/],
    ['a time-out shorter than the function’s', { handlerTimeout: Duration.seconds(10) }, /handlerTimeout is shorter.*got 10.*30 seconds/],
    ['a time-out of an hour', { handlerTimeout: Duration.hours(1) }, /handlerTimeout/],
    ['a queue name that is none', { queueName: 'a b' }, /queueName/],
    ['a worker that is stalled at once', { stalledAfter: Duration.seconds(1) }, /stalledAfter/],
  ])('a worker with %s', (_, worker, message) => {
    expect(() => orderPipeline({}, worker)).toThrow(message);
  });

  test('a worker of a name that is none, and one added twice', () => {
    const { pipeline, handler } = orderPipeline();
    expect(() => pipeline.addWorker('In Voices', { handler })).toThrow(/"In Voices"/);
    expect(() => pipeline.addWorker('invoices', { handler })).toThrow(/added twice.*"invoices"/);
  });

  test('an imported function whose time-out nobody knows', () => {
    const { stack, pipeline } = orderPipeline();
    const handler = lambda.Function.fromFunctionAttributes(stack, 'Imported', { functionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:f', sameEnvironment: true });
    expect(() => pipeline.addWorker('mail', { handler })).toThrow(/give handlerTimeout/);
    expect(pipeline.addWorker('mail', { handler, handlerTimeout: Duration.seconds(5) }).queue).toBeDefined();
  });

  test('a function that reserves less concurrency than the queue uses', () => {
    const { stack, pipeline } = orderPipeline();
    const handler = userFunction(stack, 'Few', { reservedConcurrentExecutions: 5 });
    expect(() => pipeline.addWorker('few', { handler })).toThrow(/"reservedConcurrentExecutions":5,"maxConcurrency":10/);
  });

  test('a stream that does not hold what changed', () => {
    const stack = new Stack(new App(), 'Stack');
    const source = new dynamodb.Table(stack, 'T', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.KEYS_ONLY });
    expect(() => new OrderEventsPipeline(stack, 'P', { source })).toThrow(/"KEYS_ONLY".*NEW_AND_OLD_IMAGES/);
  });
});
