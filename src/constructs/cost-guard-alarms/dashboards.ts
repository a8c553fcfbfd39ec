import { aws_cloudwatch as cloudwatch, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { metricOf } from './alarm-plan';
import { budgetLeft } from './objectives';
import type { ServiceObjectives } from './service-objectives';
import { settled } from './settled';
import {
  dimensionsOf, type Watched, type WatchedApi, type WatchedBucket, type WatchedDistribution, type WatchedFunction, type WatchedQueue,
  type WatchedTable, type WatchedTopic,
} from './watched';
import { DASHBOARD_COLUMNS, DASHBOARD_METRICS_MAX, DASHBOARD_WIDGETS_MAX } from '../../contract/dashboard-limits';

/** Lines that a person can tell apart on one widget; CloudWatch takes 500. */
const METRICS_A_WIDGET = 100;
const MINUTE = Duration.minutes(1);
/** Shown of what has a point a day or fewer: a dashboard opens with three hours. */
const MONTH = '-P30D';
/** Of a row of the grid that an alarm takes where five stand side by side. */
const ROWS_AN_ALARM = 0.12;

/** What the dashboards of a guard show. */
export interface Shown {
  readonly watched: readonly Watched[];
  readonly alarms: readonly cloudwatch.CfnAlarm[];
  readonly objectives?: ServiceObjectives;
}

/** What a dashboard of a guard can show: distributions and buckets are known by references, which no stack of another region can use. */
export function shownOn(guard: Construct, watched: readonly Watched[]): Watched[] {
  const { region } = Stack.of(guard);
  return watched.filter(({ kind, resource }) => kind !== 'distribution' && kind !== 'bucket' || Stack.of(resource).region === region);
}

/** Operations, costs and infrastructure, each a dashboard: $3 a month each beyond the first three of an account (CloudWatch pricing). */
export function createDashboards(scope: Construct, namePrefix: string, shown: Shown) {
  const dashboard = (title: string, rows: cloudwatch.IWidget[][]) => pagesOf(scope, rows.filter((row) => row.length > 0)).forEach((page, i) => {
    const name = i === 0 ? title : `${title}-${i + 1}`;
    return new cloudwatch.CfnDashboard(new Construct(scope, name), 'Resource', {
      dashboardName: `${namePrefix}-${name}`.replace(/[^A-Za-z0-9_-]+/g, '-').slice(-255),
      dashboardBody: bodyOf(scope, page),
    });
  });
  dashboard('operations', operations(shown, byName(scope, shown.alarms.slice(0, METRICS_A_WIDGET)), Stack.of(scope)));
  dashboard('costs', costs());
  dashboard('infrastructure', infrastructure(shown, Stack.of(scope)));
}

/** The rows of as many dashboards as CloudWatch wants for them. */
function pagesOf(scope: Construct, rows: cloudwatch.IWidget[][]): cloudwatch.IWidget[][][] {
  if (rows.flat().length * METRICS_A_WIDGET <= DASHBOARD_METRICS_MAX) { return [rows]; } // counting writes each widget once more
  const pages: cloudwatch.IWidget[][][] = [[]];
  let widgets = 0;
  let metrics = 0;
  for (const row of rows) {
    const used = row.reduce((sum, widget) => sum + metricsIn(scope, widget), 0);
    if (widgets + row.length > DASHBOARD_WIDGETS_MAX || metrics + used > DASHBOARD_METRICS_MAX) {
      pages.push([]);
      [widgets, metrics] = [0, 0];
    }
    pages[pages.length - 1].push(row);
    widgets += row.length;
    metrics += used;
  }
  return pages;
}

/** Metrics of a widget as it is written: what an expression uses stands there, too. */
function metricsIn(scope: Construct, widget: cloudwatch.IWidget): number {
  const parts = settled(widget.toJson(), scope) as { readonly properties: { readonly metrics?: readonly unknown[] } }[];
  return parts.reduce((sum, { properties }) => sum + (properties.metrics ?? []).length, 0);
}

/**
 * Written once. The L2 writes its body anew each time that the CDK resolves the stack, four times a synth, which was a fifth of what a guard
 * of 200 functions costs. What tokens stand in it are names and the region, so none of them needs quoting.
 */
function bodyOf(scope: Construct, rows: readonly cloudwatch.IWidget[][]): string {
  const column = new cloudwatch.Column(...rows.map((row) => new cloudwatch.Row(...row)));
  column.position(0, 0);
  return JSON.stringify(settled({ widgets: column.toJson() }, scope));
}

/** Alarms as a widget names them, without a reference into a nested stack: each would need an output of it. */
function byName(scope: Construct, alarms: readonly cloudwatch.CfnAlarm[]): cloudwatch.IAlarm[] {
  const names = new Construct(scope, 'AlarmNames');
  return alarms.map((alarm, i) => Stack.of(alarm) === Stack.of(scope)
    ? cloudwatch.Alarm.fromAlarmArn(names, String(i), alarm.attrArn)
    : cloudwatch.Alarm.fromAlarmName(names, String(i), alarm.alarmName!));
}

function operations({ watched, objectives }: Shown, alarms: readonly cloudwatch.IAlarm[], { region }: Stack): cloudwatch.IWidget[][] {
  const functions = watched.filter((one): one is WatchedFunction => one.kind === 'function');
  const apis = watched.filter((one): one is WatchedApi => one.kind === 'api');
  const queues = watched.filter((one): one is WatchedQueue => one.kind === 'queue');
  const topics = watched.filter((one): one is WatchedTopic => one.kind === 'topic');
  const failed = topics.map((one) => {
    const there = Stack.of(one.resource).region;
    const metric = metricOf({ namespace: 'AWS/SNS', metricName: 'NumberOfNotificationsFailed' }, { TopicName: one.name }, 'Sum', MINUTE);
    return line(one, there === region ? metric : metric.with({ region: there }));
  });
  const ofFunctions = (title: string, metricName: string, statistic: string) =>
    graphs(title, functions.map((one) => line(one, metricOf({ namespace: 'AWS/Lambda', metricName }, { FunctionName: one.name }, statistic, MINUTE))));
  const api = (one: WatchedApi, metricName: string, statistic: string, label = one.label) => {
    return line({ label }, metricOf({ namespace: 'AWS/ApiGateway', metricName }, dimensionsOf(one), statistic, MINUTE));
  };
  const ofQueues = (title: string, metricName: string) =>
    graphs(title, queues.map((one) => line(one, metricOf({ namespace: 'AWS/SQS', metricName }, { QueueName: one.name }, 'Maximum', MINUTE))));
  const errorsOf = (one: WatchedApi) => one.isHttp ? ['4xx', '5xx'] : ['4XXError', '5XXError'];
  return [
    alarms.length > 0 ? [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: DASHBOARD_COLUMNS, height: Math.max(3, 1 + Math.ceil(alarms.length * ROWS_AN_ALARM)) })] : [],
    ...objectives ? rowsOf(apis.flatMap((one) => budgetLeft(one, objectives))) : [],
    ...rowsOf([
      ...ofFunctions('Invocations', 'Invocations', 'Sum'), ...ofFunctions('Duration, p95, ms', 'Duration', 'p95'),
      ...ofFunctions('Errors', 'Errors', 'Sum'), ...ofFunctions('Throttles', 'Throttles', 'Sum'),
    ]),
    ...rowsOf([
      ...graphs('Requests', apis.map((one) => api(one, 'Count', 'Sum')), DASHBOARD_COLUMNS / 3),
      ...graphs('4xx and 5xx', apis.flatMap((one) => errorsOf(one).map((name) => api(one, name, 'Sum', `${one.label} ${name.slice(0, 3).toLowerCase()}`))), DASHBOARD_COLUMNS / 3),
      ...graphs('Latency, p95, ms', apis.map((one) => api(one, 'Latency', 'p95')), DASHBOARD_COLUMNS / 3),
    ]),
    ...sites(watched),
    ...rowsOf([...ofQueues('Messages that wait', 'ApproximateNumberOfMessagesVisible'), ...ofQueues('Age of the oldest message, s', 'ApproximateAgeOfOldestMessage'), ...graphs('Failed deliveries', failed)]),
  ];
}

/** CloudFront's own metrics, which cost nothing and are in us-east-1. */
function sites(watched: readonly Watched[]): cloudwatch.IWidget[][] {
  const region = 'us-east-1';
  const all = watched.filter((one): one is WatchedDistribution => one.kind === 'distribution');
  const metric = (one: WatchedDistribution, metricName: string, statistic: string, label = one.label) =>
    line({ label }, metricOf({ namespace: 'AWS/CloudFront', metricName }, { DistributionId: one.name, Region: 'Global' }, statistic, MINUTE).with({ region }));
  const third = (title: string, metrics: readonly cloudwatch.IMetric[]) => graphs(title, metrics, DASHBOARD_COLUMNS / 3, { region });
  return rowsOf([
    ...third('Requests of sites', all.map((one) => metric(one, 'Requests', 'Sum'))),
    ...third('4xx and 5xx of sites, %', all.flatMap((one) => ['4xx', '5xx'].map((name) => metric(one, `${name}ErrorRate`, 'Average', `${one.label} ${name}`)))),
    ...third('Bytes that sites sent', all.map((one) => metric(one, 'BytesDownloaded', 'Sum'))),
  ]);
}

/** CloudWatch knows costs by service only: what each resource costs is an estimate's to tell. */
function costs(): cloudwatch.IWidget[][] {
  const total = new cloudwatch.Metric({
    namespace: 'AWS/Billing',
    metricName: 'EstimatedCharges',
    dimensionsMap: { Currency: 'USD' },
    statistic: 'Maximum',
    period: Duration.hours(6),
    region: 'us-east-1',
    label: 'All services',
  });
  const services = new cloudwatch.MathExpression({
    expression: 'SORT(SEARCH(\'{AWS/Billing,Currency,ServiceName} MetricName="EstimatedCharges" Currency="USD"\', \'Maximum\', 86400), MAX, DESC, 5)',
    usingMetrics: {},
    searchRegion: 'us-east-1',
    label: '',
    period: Duration.days(1),
  });
  return [
    [new cloudwatch.TextWidget({
      width: DASHBOARD_COLUMNS,
      height: 3,
      markdown: '# Costs\nCloudWatch tells the charges of the account by service only, several times a day, where its billing preferences ask for it.'
        + ' What each resource costs: `npx serverless-inteligente cost cdk.out`.',
    })],
    [
      new cloudwatch.SingleValueWidget({ title: 'Charges of this month, USD', metrics: [total], region: 'us-east-1', width: 6, height: 8, sparkline: true, start: '-P1D' }),
      new cloudwatch.GraphWidget({ title: 'The five services that cost most, USD', left: [services], region: 'us-east-1', width: 18, height: 8, leftYAxis: { min: 0 }, start: MONTH }),
    ],
  ];
}

function infrastructure({ watched }: Shown, { region }: Stack): cloudwatch.IWidget[][] {
  const tables = watched.filter((one): one is WatchedTable => one.kind === 'table');
  const ofTables = (title: string, metricName: string) =>
    graphs(title, tables.map((one) => line(one, metricOf({ namespace: 'AWS/DynamoDB', metricName }, { TableName: one.name }, 'Sum', MINUTE))));
  const throttled = tables.flatMap((one) => ['Read', 'Write'].map((way) =>
    line({ label: `${one.label} ${way.toLowerCase()}s` }, metricOf({ namespace: 'AWS/DynamoDB', metricName: `${way}ThrottleEvents` }, { TableName: one.name }, 'Sum', MINUTE))));
  const running = new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName: 'ConcurrentExecutions', statistic: 'Maximum', period: MINUTE, label: 'Account' });
  const buckets = watched.filter((one): one is WatchedBucket => one.kind === 'bucket');
  const ofBuckets = (title: string, metricName: string, StorageType: string) => graphs(title, buckets.map((one) =>
    line(one, metricOf({ namespace: 'AWS/S3', metricName }, { BucketName: one.name, StorageType }, 'Average', Duration.days(1)))), undefined, { start: MONTH });
  const link = ({ label, name }: WatchedTable) =>
    `- [${label}](https://${region}.console.aws.amazon.com/dynamodbv2/home?region=${region}#table?name=${name}&tab=contributorInsights)`;
  return [
    ...rowsOf([...ofTables('Read capacity units', 'ConsumedReadCapacityUnits'), ...ofTables('Write capacity units', 'ConsumedWriteCapacityUnits')]),
    ...rowsOf([...graphs('Throttled requests', throttled), ...graphs('Functions that run at once', [running])]),
    ...rowsOf([...ofBuckets('Bytes stored', 'BucketSizeBytes', 'StandardStorage'), ...ofBuckets('Objects stored', 'NumberOfObjects', 'AllStorageTypes')]),
    ...chunksOf(tables).map((some) =>
      [new cloudwatch.TextWidget({ width: DASHBOARD_COLUMNS, height: 2 + Math.ceil(some.length / 2), markdown: `# Hot keys\nThe keys used and throttled most (Contributor Insights):\n${some.map(link).join('\n')}` })]),
  ];
}

function line({ label }: { readonly label: string }, metric: cloudwatch.Metric): cloudwatch.Metric {
  return metric.with({ label });
}

/** A widget for each hundred lines; none where there is no line. */
function graphs(
  title: string, metrics: readonly cloudwatch.IMetric[], width = DASHBOARD_COLUMNS / 2, more: cloudwatch.GraphWidgetProps = {},
): cloudwatch.GraphWidget[] {
  return chunksOf(metrics).map((left, i) => new cloudwatch.GraphWidget({
    title: i === 0 ? title : `${title}, ${i + 1}`, left, width, height: 6, leftYAxis: { min: 0 }, ...more,
  }));
}

/** What a widget shows each of. */
function chunksOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / METRICS_A_WIDGET) }, (_, i) => all.slice(i * METRICS_A_WIDGET, (i + 1) * METRICS_A_WIDGET));
}

/** As many side by side as there is room for. */
function rowsOf(widgets: readonly cloudwatch.IWidget[]): cloudwatch.IWidget[][] {
  const rows: cloudwatch.IWidget[][] = [];
  let room = 0;
  for (const widget of widgets) {
    if (widget.width > room) {
      rows.push([]);
      room = DASHBOARD_COLUMNS;
    }
    rows[rows.length - 1].push(widget);
    room -= widget.width;
  }
  return rows;
}
