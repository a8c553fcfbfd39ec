import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_logs as logs,
  Duration, Stack,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AlarmPreset, CostGuardAlarms } from '../../../src';
import { alarmsOf, guarded, ON_CALL, shop, shopFunction } from '../../support/guarded';

const STREAM = 'arn:aws:dynamodb:us-east-1:111122223333:table/T/stream/1';

const named = (template: Template, end: string) => {
  const found = Object.entries(alarmsOf(template)).filter(([name]) => name.endsWith(end));
  expect([end, found.length]).toEqual([end, 1]);
  return found[0][1];
};

describe('a guard watches what is in the construct tree', () => {
  test('each thing by the alarms of its kind, told by the name of what failed', () => {
    expect(Object.keys(alarmsOf(guarded({ trafficAnomalies: false }).template())).sort()).toEqual([
      'Watch/Guard: account concurrency of functions',
      'Watch/Guard: Shop/Api server errors',
      'Watch/Guard: Shop/DeadLetters dead letters',
      'Watch/Guard: Shop/Orders duration',
      'Watch/Guard: Shop/Orders errors',
      'Watch/Guard: Shop/Orders throttles',
      'Watch/Guard: Shop/Queue stalled',
      'Watch/Guard: Shop/Table throttles',
    ].sort());
  });

  test('what is declared after the guard among it', () => {
    const { stack, template } = guarded();
    shopFunction(stack, 'Later', 'later');
    expect(named(template(), 'Shop/Later errors').Dimensions).toEqual([{ Name: 'FunctionName', Value: 'later' }]);
  });

  test('a construct alone, where that is what is given', () => {
    const { app, handler } = shop();
    const stack = new Stack(app, 'Watch');
    new CostGuardAlarms(stack, 'Guard', { watch: [handler], notify: { general: [ON_CALL] } });
    expect(Object.keys(alarmsOf(Template.fromStack(stack))).filter((name) => !name.includes('account'))).toEqual(expect.arrayContaining([
      'Watch/Guard: Shop/Orders errors', 'Watch/Guard: Shop/Orders throttles', 'Watch/Guard: Shop/Orders duration',
    ]));
  });

  test('nothing that is excluded', () => {
    const { app, stack, handler } = shop();
    const watch = new Stack(app, 'Watch');
    new CostGuardAlarms(watch, 'Guard', { watch: [stack], exclude: [handler], notify: { general: [ON_CALL] } });
    expect(Object.keys(alarmsOf(Template.fromStack(watch))).filter((name) => name.includes('Orders'))).toEqual([]);
  });

  test('without referring to what has a name of its own, so that it can be removed in one deployment', () => {
    const { app, template } = guarded();
    template();
    expect(Template.fromStack(app.node.findChild('Shop') as Stack).toJSON().Outputs ?? {}).not.toHaveProperty('ExportsOutputRefOrders');
  });
});

describe('by default an alarm needs several points of data', () => {
  test('errors of a function: 3 of 5 minutes', () => {
    expect(named(guarded().template(), 'Orders errors')).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      TreatMissingData: 'notBreaching',
    });
  });

  test('the duration against the function’s own time-out', () => {
    expect(named(guarded().template(), 'Orders duration')).toMatchObject({ MetricName: 'Duration', Statistic: 'Maximum', Threshold: 8_000 });
  });

  test('5xx as a share of the requests, with a floor of requests', () => {
    const { Metrics, Threshold, EvaluationPeriods, DatapointsToAlarm } = named(guarded().template(), 'Api server errors');
    expect([Threshold, DatapointsToAlarm, EvaluationPeriods]).toEqual([1, 2, 3]);
    expect(Metrics!.find(({ Expression }) => Expression).Expression).toBe('IF(requests >= 20, 100 * errors / requests, 0)');
    const statOf = ({ Metric, Period }: any) => [Metric.MetricName, Metric.Dimensions, Period];
    const stats = Metrics!.flatMap(({ MetricStat }) => MetricStat ? [statOf(MetricStat)] : []);
    expect(stats).toEqual([
      ['5XXError', [{ Name: 'ApiName', Value: 'shop' }, { Name: 'Stage', Value: 'dev' }], 300],
      ['Count', [{ Name: 'ApiName', Value: 'shop' }, { Name: 'Stage', Value: 'dev' }], 300],
    ]);
  });

  test('throttled requests of a table, summed over the operations', () => {
    const { Metrics, Threshold } = named(guarded().template(), 'Table throttles');
    const operationOf = (metric: any) => metric.MetricStat.Metric.Dimensions.find(({ Name }: any) => Name === 'Operation').Value;
    expect(Metrics!.filter(({ MetricStat }) => MetricStat).map(operationOf)).toEqual([
      'BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'TransactGetItems', 'TransactWriteItems', 'UpdateItem',
    ]);
    expect(Threshold).toBe(0);
  });

  test('throttles of indexes, five of them an alarm: CloudWatch takes ten metrics', () => {
    const { table, template } = guarded();
    for (const name of 'abcdefg') { table.addGlobalSecondaryIndex({ indexName: name, partitionKey: { name, type: dynamodb.AttributeType.STRING } }); }
    const synthesized = template();
    const names = (end: string) => named(synthesized, end).Metrics!.flatMap(({ MetricStat }) => MetricStat?.Metric.MetricName ?? []);
    expect(names('Table index throttles')).toHaveLength(10);
    expect(names('Table index throttles, 2')).toEqual(['ReadThrottleEvents', 'WriteThrottleEvents', 'ReadThrottleEvents', 'WriteThrottleEvents']);
  });

  test('a queue by its age and no progress, its dead letters from the first on', () => {
    const template = guarded().template();
    expect(named(template, 'Queue stalled').Metrics!.find(({ Expression }) => Expression).Expression).toBe('IF(age > 900 AND done == 0, 1, 0)');
    expect(named(template, 'DeadLetters dead letters')).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 0, EvaluationPeriods: 1 });
  });

  test.each([[undefined, 3_600_000, '60 minutes'], [1_800, 1_800_000, '30 minutes']])('a stream’s reader by the age of what it reads, in seconds as a queue’s: %p', (value, Threshold, words) => {
    const { stack, table, template } = guarded({ thresholds: { lateReads: { value } } });
    (table.node.defaultChild as dynamodb.CfnTable).streamSpecification = { streamViewType: 'KEYS_ONLY' };
    const reader = shopFunction(stack, 'Reader', 'reader');
    reader.addEventSourceMapping('Stream', { eventSourceArn: STREAM, startingPosition: lambda.StartingPosition.LATEST });
    const alarm = named(template(), 'Reader late reads');
    expect(JSON.stringify(alarm)).toContain(words);
    expect(alarm).toMatchObject({ MetricName: 'IteratorAge', Threshold, Dimensions: [{ Name: 'FunctionName', Value: 'reader' }] });
  });

  test('a queue’s function is no reader of a stream', () => {
    const { handler, queue, template } = guarded();
    handler.addEventSource(new sources.SqsEventSource(queue));
    expect(Object.keys(alarmsOf(template())).filter((name) => name.endsWith('late reads'))).toEqual([]);
  });
});

describe('alarms that cost more are made when they are asked for:', () => {
  test('none by default', () => {
    const names = Object.keys(alarmsOf(guarded().template()));
    expect(names.filter((name) => / memory$|account requests/.test(name))).toEqual([]);
  });

  test('memory, from the report of a function’s JSON log, whose filter lies beside the log group', () => {
    const { stack, template } = guarded({ thresholds: { functionMemory: { enabled: true, value: 75 } } });
    new lambda.Function(stack, 'Big', {
      functionName: 'big',
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => undefined'),
      memorySize: 1_024,
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup: new logs.LogGroup(stack, 'BigLogs'),
    });
    expect(named(template(), 'Big memory')).toMatchObject({ Namespace: 'CostGuardAlarms', MetricName: 'Shop/Big memory', Statistic: 'Maximum', Threshold: 768 });
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.type = "platform.report" }',
      MetricTransformations: [{ MetricNamespace: 'CostGuardAlarms', MetricName: 'Shop/Big memory', MetricValue: '$.record.metrics.maxMemoryUsedMB', Unit: 'Megabytes' }],
    });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('Shop/Orders has no alarm on its memory: it needs a log group of its own'));
  });

  test('requests of all APIs against what an account may have in a region', () => {
    const alarm = named(guarded({ thresholds: { gatewayRequests: { enabled: true } } }).template(), 'account requests of APIs');
    expect(alarm.Metrics!.find(({ Expression }) => Expression).Expression).toBe('100 * (FILL(api0, 0)) / 600000');
    expect([alarm.Threshold, alarm.DatapointsToAlarm, alarm.EvaluationPeriods]).toEqual([80, 3, 5]);
  });
});

describe('quotas of the account that are asked for', () => {
  const QUOTAS = { thresholds: { accountTableCapacity: { enabled: true }, accountKeyRequests: { enabled: true, value: 70 } } };

  test('capacity of all provisioned tables, where a watched one is', () => {
    const { stack, template } = guarded(QUOTAS);
    new dynamodb.Table(stack, 'Provisioned', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PROVISIONED });
    const synthesized = template();
    for (const way of ['Read', 'Write']) {
      const { Metrics, Threshold, DatapointsToAlarm, EvaluationPeriods } = named(synthesized, `account ${way.toLowerCase()} capacity of tables`);
      expect(Metrics!.map(({ Expression }) => Expression).filter(Boolean)).toEqual(['100 * used / SERVICE_QUOTA(used)']);
      const { Metric, Stat, Period } = Metrics!.find(({ MetricStat }) => MetricStat).MetricStat;
      expect([Metric.Namespace, Metric.MetricName, Stat, Period, Threshold, DatapointsToAlarm, EvaluationPeriods]).toEqual(['AWS/Usage', 'ResourceCount', 'Maximum', 300, 80, 1, 1]);
      expect(Metric.Dimensions.map(({ Name, Value }: any) => `${Name}=${Value}`).sort())
        .toEqual(['Class=None', `Resource=AccountProvisioned${way}CapacityUnits`, 'Service=DynamoDB', 'Type=Resource']);
    }
  });

  test('none of tables that are paid by request', () => {
    const stack = new Stack(new App(), 'Shop');
    new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] }, dashboards: false, ...QUOTAS });
    expect(Object.keys(alarmsOf(Template.fromStack(stack))).filter((name) => name.includes('capacity'))).toEqual([]);
  });

  test('requests that use keys of KMS, against what the account may have of them a second', () => {
    const { Metrics, Threshold } = named(guarded(QUOTAS).template(), 'account requests of keys');
    const { Metric, Stat, Period } = Metrics!.find(({ MetricStat }) => MetricStat).MetricStat;
    expect([Metric.MetricName, Stat, Period, Threshold]).toEqual(['CallCount', 'Sum', 60, 70]);
    expect(Metric.Dimensions.map(({ Name, Value }: any) => `${Name}=${Value}`).sort())
      .toEqual(['Class=None', 'Resource=CryptographicOperationsSymmetric', 'Service=KMS', 'Type=API']);
  });

  test('in no other period than a minute: what counts calls is compared with calls a second', () => {
    expect(() => guarded({ thresholds: { accountKeyRequests: { enabled: true, period: Duration.minutes(5) } } }))
      .toThrow('Watch/Guard: thresholds.accountKeyRequests.period is not what the quota is told for, got 300. Allowed: 60 seconds');
  });

  test('are not there by default, since each is paid', () => {
    expect(Object.keys(alarmsOf(guarded().template())).filter((name) => /account (read|write|requests)/.test(name))).toEqual([]);
  });
});

describe('O4: the strict preset', () => {
  test('alarms on the first point of data', () => {
    const template = guarded({ preset: AlarmPreset.STRICT }).template();
    expect(named(template, 'Orders errors')).toMatchObject({ Threshold: 0, Period: 60, EvaluationPeriods: 1, DatapointsToAlarm: 1 });
    expect(named(template, 'Table throttles')).toMatchObject({ Threshold: 0, EvaluationPeriods: 1 });
    expect(named(template, 'Table throttles').Metrics!.find(({ MetricStat }) => MetricStat).MetricStat.Period).toBe(300);
    expect(named(template, 'Api server errors')).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
  });

  test('gives way to a threshold of one’s own', () => {
    const functionErrors = { value: 5, evaluationPeriods: 4, datapointsToAlarm: 2, period: Duration.minutes(5) };
    const template = guarded({ preset: AlarmPreset.STRICT, thresholds: { functionErrors } }).template();
    expect(named(template, 'Orders errors')).toMatchObject({ Threshold: 5, Period: 300, EvaluationPeriods: 4, DatapointsToAlarm: 2 });
  });

  test('leaves out what is turned off', () => {
    const names = Object.keys(alarmsOf(guarded({ thresholds: { functionDuration: { enabled: false } } }).template()));
    expect(names.filter((name) => name.endsWith('duration'))).toEqual([]);
  });
});

describe('an alarm tells', () => {
  test('what failed, where it is written what to do, and where to look', () => {
    const { AlarmDescription } = named(guarded().template(), 'Orders errors');
    const text = JSON.stringify(AlarmDescription);
    expect(text).toContain('Shop/Orders');
    expect(text).toMatch(/runbook\.md#function-errors/);
    expect(text).toMatch(/console\.aws\.amazon\.com\/lambda\/home\?region=.*functions\/orders/);
  });

  test('a section of the runbook that is there, with description, investigation and resolution', () => {
    const runbook = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'runbook.md'), 'utf8');
    const anchor = (text: string) => text.split('\n')[0].toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-');
    const sections = new Map(runbook.split(/^## /m).slice(1).map((text) => [anchor(text), text]));
    const asked = { enabled: true };
    const thresholds = { gatewayRequests: asked, accountTableCapacity: asked, accountKeyRequests: asked };
    const { stack, template } = guarded({ trafficAnomalies: true, thresholds });
    new dynamodb.Table(stack, 'Provisioned', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PROVISIONED });
    shopFunction(stack, 'Reader', 'reader').addEventSourceMapping('Stream', { eventSourceArn: STREAM, startingPosition: lambda.StartingPosition.LATEST });
    for (const [name, { AlarmDescription }] of Object.entries(alarmsOf(template()))) {
      const section = /runbook\.md#([a-z-]+)/.exec(JSON.stringify(AlarmDescription))?.[1] ?? `none in ${name}`;
      expect([...sections.keys()]).toContain(section);
      for (const part of ['*Description*', '*Investigation*', '*Resolution*']) { expect(sections.get(section)).toContain(part); }
    }
  });
});

describe('an alarm that a watched construct made itself', () => {
  test('is not made twice, and tells the guard’s subscribers where it told nobody', () => {
    const { app, stack, handler } = shop();
    const own = new cloudwatch.Alarm(stack, 'Own', { metric: handler.metricErrors({ period: Duration.minutes(1) }), threshold: 3, evaluationPeriods: 1 });
    const watch = new Stack(app, 'Watch');
    new CostGuardAlarms(watch, 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
    expect(Object.keys(alarmsOf(Template.fromStack(watch))).filter((name) => name.endsWith('Orders errors'))).toEqual([]);
    const properties = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')[stack.getLogicalId(own.node.defaultChild as any)].Properties;
    expect(JSON.stringify(properties.AlarmActions)).toMatch(/:Watch-Guard-[0-9A-F]{8}-alerts"/);
  });
});
