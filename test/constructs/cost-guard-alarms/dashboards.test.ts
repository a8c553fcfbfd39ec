import { App, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { dashboardsOf } from '../../../src/cli/dashboard/bodies';
import { bodyOf } from '../../../src/cli/dashboard/body';
import { CostGuardAlarms } from '../../../src';
import { createDashboards } from '../../../src/constructs/cost-guard-alarms/dashboards';
import type { Watched } from '../../../src/constructs/cost-guard-alarms/watched';
import { guarded, ON_CALL, shopFunction } from '../../support/guarded';

interface Widget { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly properties: any }

/** The widgets of each dashboard, by the end of its name; CloudWatch would take each. */
function dashboards(template: Template): { [name: string]: Widget[] } {
  return Object.fromEntries(dashboardsOf({ stacks: [{ name: 'Watch', template: template.toJSON() }] }).map(({ name, body }) => {
    bodyOf(body, name);
    return [name.split('-').at(-1), JSON.parse(body).widgets];
  }));
}

const titles = (widgets: Widget[]) => widgets.map(({ properties }) => properties.title ?? properties.markdown?.split('\n')[0]);
const metricsOf = (widgets: Widget[], title: string) => widgets.find(({ properties }) => properties.title === title)!.properties.metrics as any[][];

describe('O5: three dashboards', () => {
  const shown = dashboards(guarded({ objectives: { availability: 99.9 } }).template());

  test('of operations: the alarms, the objectives, then functions, APIs and queues', () => {
    expect(titles(shown.operations)).toEqual([
      'Alarms', 'Shop/Api: what is left of the availability budget, %', 'Invocations', 'Duration, p95, ms', 'Errors', 'Throttles',
      'Requests', '4xx and 5xx', 'Latency, p95, ms', 'Messages that wait', 'Age of the oldest message, s',
    ]);
    expect(metricsOf(shown.operations, 'Duration, p95, ms')).toEqual([['AWS/Lambda', 'Duration', 'FunctionName', 'orders', { label: 'Shop/Orders', period: 60, stat: 'p95' }]]);
  });

  test('of costs: the month so far, and the five services that cost most, where the account’s metrics are', () => {
    expect(titles(shown.costs)).toEqual(['# Costs', 'Charges of this month, USD', 'The five services that cost most, USD']);
    const [[{ expression, region }]] = metricsOf(shown.costs, 'The five services that cost most, USD') as any;
    expect(expression).toBe('SORT(SEARCH(\'{AWS/Billing,Currency,ServiceName} MetricName="EstimatedCharges" Currency="USD"\', \'Maximum\', 86400), MAX, DESC, 5)');
    expect(region).toBe('us-east-1');
    expect(JSON.stringify(shown.costs)).toContain('by service only');
  });

  test('of infrastructure: capacity and throttles of tables, and where to see hot keys', () => {
    expect(titles(shown.infrastructure)).toEqual(['Read capacity units', 'Write capacity units', 'Throttled requests', 'Functions that run at once', '# Hot keys']);
    expect(JSON.stringify(shown.infrastructure)).toMatch(/contributorinsights|contributor-insights/i);
  });

  test('show every alarm and every table without scrolling, and leave no hole in a row of three', () => {
    const height = (count: number) => {
      const { stack, template } = guarded();
      for (let i = 0; i < count; i++) { shopFunction(stack, `F${i}`, `f${i}`); }
      const [{ height: rows, properties }] = dashboards(template()).operations;
      return { rows, alarms: properties.alarms.length };
    };
    expect(height(0).rows).toBe(3);
    const { rows, alarms } = height(20);
    expect(alarms).toBeGreaterThan(60);
    expect(rows).toBe(1 + Math.ceil(alarms * 0.12)); // five in a row, of 30 pixels each, where a row of the grid has 50
    expect(shown.operations.filter(({ properties }) => ['Requests', '4xx and 5xx', 'Latency, p95, ms'].includes(properties.title)).map(({ x, width }) => [x, width])).toEqual([[0, 8], [8, 8], [16, 8]]);
    expect(shown.infrastructure.at(-1)!.height).toBe(3);
  });

  test('lie on the grid of 24 columns, no widget on another', () => {
    for (const widgets of Object.values(shown)) {
      const taken = new Set<string>();
      for (const { x, y, width, height } of widgets) {
        expect(x + width).toBeLessThanOrEqual(24);
        for (let i = x; i < x + width; i++) {
          for (let j = y; j < y + height; j++) {
            expect(taken.has(`${i},${j}`)).toBe(false);
            taken.add(`${i},${j}`);
          }
        }
      }
    }
  });
});

describe('O2: CloudFront and S3, by the metrics that cost nothing', () => {
  const account = '111122223333';
  /** A site with a bucket and a distribution, and a guard in a stack of its own. */
  function site(region: string, guardRegion = region) {
    const app = new App();
    const stack = new Stack(app, 'Site', { env: { account, region }, crossRegionReferences: true });
    new s3.Bucket(stack, 'Files', { bucketName: 'files' });
    new sns.Topic(stack, 'News', { topicName: 'news' });
    new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new origins.HttpOrigin('example.com') } });
    const watch = new Stack(app, 'Watch', { env: { account, region: guardRegion }, crossRegionReferences: true });
    new CostGuardAlarms(watch, 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
    return dashboards(Template.fromStack(watch));
  }

  test.each(['us-east-1', 'eu-west-1'])('requests, errors and bytes of a distribution, from us-east-1 by a dashboard in %s', (region) => {
    const { operations } = site(region);
    const wanted = ['Requests of sites', '4xx and 5xx of sites, %', 'Bytes that sites sent'];
    const shown = wanted.map((wantedTitle) => operations.find(({ properties: { title } }) => title === wantedTitle)!);
    expect(shown.map(({ properties }) => properties.region)).toEqual(['us-east-1', 'us-east-1', 'us-east-1']);
    const read = ([namespace, name, , , scope, global, { label, stat = 'Average', region: of }]: any[]) => [namespace, name, scope, global, label, stat, of];
    expect(shown.flatMap(({ properties }) => properties.metrics.map(read))).toEqual([
      ['AWS/CloudFront', 'Requests', 'Region', 'Global', 'Site/Distribution', 'Sum', 'us-east-1'],
      ['AWS/CloudFront', '4xxErrorRate', 'Region', 'Global', 'Site/Distribution 4xx', 'Average', 'us-east-1'],
      ['AWS/CloudFront', '5xxErrorRate', 'Region', 'Global', 'Site/Distribution 5xx', 'Average', 'us-east-1'],
      ['AWS/CloudFront', 'BytesDownloaded', 'Region', 'Global', 'Site/Distribution', 'Sum', 'us-east-1'],
    ]);
  });

  test('bytes and objects of a bucket, a point a day', () => {
    const { infrastructure } = site('eu-west-1');
    expect(metricsOf(infrastructure, 'Bytes stored')).toEqual([
      ['AWS/S3', 'BucketSizeBytes', 'BucketName', 'files', 'StorageType', 'StandardStorage', { label: 'Site/Files', period: 86_400 }],
    ]);
    expect(metricsOf(infrastructure, 'Objects stored')).toEqual([
      ['AWS/S3', 'NumberOfObjects', 'BucketName', 'files', 'StorageType', 'AllStorageTypes', { label: 'Site/Files', period: 86_400 }],
    ]);
  });

  test('what has a point a day, or some, shows more than the three hours that a dashboard opens with', () => {
    const { costs, infrastructure } = site('eu-west-1');
    const starts = [...costs, ...infrastructure].map(({ properties: { title, start } }) => [title, start]).filter(([title]) => / stored$|month|cost most/.test(title));
    expect(Object.fromEntries(starts)).toEqual({
      'Charges of this month, USD': '-P1D', 'The five services that cost most, USD': '-P30D', 'Bytes stored': '-P30D', 'Objects stored': '-P30D',
    });
  });

  test('a topic of us-east-1 where its metrics are, and no bucket or distribution of a stack in another region', () => {
    const { operations, infrastructure } = site('us-east-1', 'eu-west-1');
    expect(titles(infrastructure).filter((title) => title.endsWith('stored'))).toEqual([]);
    expect(titles(operations).filter((title) => title.includes('sites'))).toEqual([]);
    expect(metricsOf(operations, 'Failed deliveries')[0].at(-1)).toMatchObject({ label: 'Site/News', region: 'us-east-1' });
  });
});

test('a widget shows 100 metrics at most, and the rest in another', () => {
  const { stack, template } = guarded();
  for (let i = 0; i < 150; i++) { shopFunction(stack, `F${i}`, `f${i}`); }
  const { operations } = dashboards(template());
  expect(titles(operations).filter((title) => title.startsWith('Invocations'))).toEqual(['Invocations', 'Invocations, 2']);
  expect(metricsOf(operations, 'Invocations')).toHaveLength(100);
});

test('none, where none are wanted', () => {
  expect(dashboards(guarded({ dashboards: false }).template())).toEqual({});
});

describe('more than CloudWatch takes on a dashboard', () => {
  /** The bodies by their names, of what needs no template of its own: names are all that a dashboard shows. */
  function shownOf(watched: readonly Watched[], objectives?: { readonly availability: number }): { [name: string]: Widget[] } {
    const stack = new Stack(new App(), 'Watch');
    createDashboards(stack, 'Watch-Guard', { watched, alarms: [], objectives });
    const found = dashboardsOf({ stacks: [{ name: 'Watch', template: Template.fromStack(stack).toJSON() }] });
    return Object.fromEntries(found.map(({ name, body }) => [name, JSON.parse(body).widgets]));
  }
  const resource = new lambda.CfnFunction(new Stack(), 'F', { code: {}, role: '' });

  test('goes on on the next one: 2,500 metrics each, and nothing is left out', () => {
    const shown = shownOf(Array.from({ length: 900 }, (_, i): Watched => ({ kind: 'function', name: `f${i}`, label: `F${i}`, readsStream: false, resource })));
    expect(Object.keys(shown).sort()).toEqual(['Watch-Guard-costs', 'Watch-Guard-infrastructure', 'Watch-Guard-operations', 'Watch-Guard-operations-2']);
    const pages = [shown['Watch-Guard-operations'], shown['Watch-Guard-operations-2']];
    const counts = pages.map((widgets) => widgets.flatMap(({ properties }) => properties.metrics).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2_500);
    expect(counts[0] + counts[1]).toBe(900 * 4);
    expect(pages.map(([{ x, y }]) => [x, y])).toEqual([[0, 0], [0, 0]]);
  });

  test('at 500 widgets each', () => {
    const shown = shownOf(
      Array.from({ length: 600 }, (_, i): Watched => ({ kind: 'api', name: `a${i}`, label: `A${i}`, stage: 'dev', isHttp: false, resource })), { availability: 99.9 });
    for (const widgets of Object.values(shown)) { expect(widgets.length).toBeLessThanOrEqual(500); }
    expect(Object.values(shown).flat().filter(({ properties }) => /what is left/.test(properties.title))).toHaveLength(600);
  });

  test('in a text, whose links go on in the next one', () => {
    const shown = shownOf(Array.from({ length: 150 }, (_, i): Watched => ({ kind: 'table', name: `t${i}`, label: `T${i}`, indexes: [], isProvisioned: false, resource })));
    const texts = shown['Watch-Guard-infrastructure'].filter(({ properties }) => /Hot keys/.test(properties.markdown));
    expect(texts.map(({ properties }) => properties.markdown.match(/contributorInsights/g).length)).toEqual([100, 50]);
  });
});
