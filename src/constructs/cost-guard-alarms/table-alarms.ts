import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';
import type { WatchedTable } from './watched';

/** Every operation that DynamoDB may throttle; `ThrottledRequests` is told for each apart. */
const OPERATIONS = ['BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'TransactGetItems', 'TransactWriteItems', 'UpdateItem'];
/** An alarm takes ten metrics (CloudWatch), an index has two. */
const INDEXES_AN_ALARM = 5;

/** A throttled request of the table, and throttled events of its indexes: a write to an index that is throttled throttles the table's. */
export function tableAlarms({ label, name, indexes }: WatchedTable, thresholds: Thresholds): AlarmPlan[] {
  const threshold = thresholds.of('tableThrottles');
  const plan = (what: string, metricName: string, metrics: { readonly [id: string]: cloudwatch.Metric }): AlarmPlan => ({
    kind: AlarmKind.THROTTLES,
    subject: label,
    name: `${label} ${what}`,
    key: { namespace: 'AWS/DynamoDB', metricName },
    metric: new cloudwatch.MathExpression({
      expression: Object.keys(metrics).map((id) => `FILL(${id}, 0)`).join(' + '),
      usingMetrics: { ...metrics },
      period: threshold.period,
      label: 'Throttled',
    }),
    threshold,
    description: `More than ${threshold.value} requests of ${label} were throttled in ${span(threshold)}${what === 'throttles' ? '' : ', for its indexes'}.`,
    section: 'table-throttles',
    consolePath: `/dynamodbv2/home?region=REGION#table?name=${name}&tab=monitoring`,
  });
  const operations = Object.fromEntries(OPERATIONS.map((operation) => [
    operation[0].toLowerCase() + operation.slice(1),
    metricOf({ namespace: 'AWS/DynamoDB', metricName: 'ThrottledRequests' }, { TableName: name, Operation: operation }, 'Sum', threshold.period),
  ]));
  const plans = [plan('throttles', 'ThrottledRequests', operations)];
  for (let from = 0; from < indexes.length; from += INDEXES_AN_ALARM) {
    const number = from / INDEXES_AN_ALARM + 1;
    const events = indexes.slice(from, from + INDEXES_AN_ALARM).flatMap((index, i) => ['Read', 'Write'].map((way) => [
      `${way.toLowerCase()}${i}`,
      metricOf({ namespace: 'AWS/DynamoDB', metricName: `${way}ThrottleEvents` }, { TableName: name, GlobalSecondaryIndexName: index }, 'Sum', threshold.period),
    ]));
    plans.push(plan(number === 1 ? 'index throttles' : `index throttles, ${number}`, 'WriteThrottleEvents', Object.fromEntries(events)));
  }
  return plans;
}
