import { CommandError } from '../../../src/cli/command';
import { bodyOf } from '../../../src/cli/dashboard/body';

const metric = (properties: object, place: object = { x: 0, y: 0, width: 6, height: 6 }) => ({ type: 'metric', ...place, properties: { region: 'us-east-1', metrics: [['AWS/Lambda', 'Errors']], ...properties } });
const read = (...widgets: unknown[]) => bodyOf(JSON.stringify({ widgets }), 'shop');

describe('the body of a dashboard', () => {
  it('is widgets on a grid, each with what it shows', () => {
    const body = read(
      { type: 'text', x: 0, y: 0, width: 24, height: 2, properties: { markdown: '# Hello' } },
      { type: 'alarm', x: 0, y: 2, properties: { title: 'Alarms', alarms: ['arn:aws:cloudwatch:eu-west-1:1:alarm:Shop: orders errors'] } },
    );
    expect(body).toMatchObject([
      { kind: 'text', x: 0, y: 0, width: 24, height: 2, markdown: '# Hello' },
      { kind: 'alarm', width: 6, height: 6, title: 'Alarms', alarms: ['Shop: orders errors'] },
    ]);
  });

  it('has lines with their statistic and period, hidden ones left out and short forms written out', () => {
    const [widget] = read(metric({
      title: 'Errors',
      stat: 'Sum',
      metrics: [
        ['AWS/Lambda', 'Errors', 'FunctionName', 'orders', { label: 'Orders', period: 60 }],
        ['.', '.', '.', 'users'],
        ['...', 'mails', { yAxis: 'right' }],
        ['AWS/Lambda', 'Throttles', { id: 'hidden', visible: false }],
        [{ expression: 'hidden / 2', label: 'Half' }],
      ],
    }));
    expect(widget).toMatchObject({
      kind: 'metric',
      title: 'Errors',
      view: 'timeSeries',
      lines: [
        { key: 'AWS/Lambda Errors FunctionName=orders', name: 'Errors', label: 'Orders', period: 60, stat: 'Sum', axis: 'left' },
        { key: 'AWS/Lambda Errors FunctionName=users', label: 'users', period: 300 },
        { key: 'AWS/Lambda Errors FunctionName=mails', axis: 'right' },
        { key: 'hidden / 2', label: 'Half', expression: 'hidden / 2' },
      ],
    });
  });

  it('puts a widget that names no place behind the one before it', () => {
    expect(read(metric({}, {}), metric({}, {}), metric({}, { width: 20 }))).toMatchObject([{ x: 0, y: 0 }, { x: 6, y: 0 }, { x: 0, y: 6 }]);
  });
});

describe('a body that CloudWatch would not take', () => {
  it.each<[string, unknown[], string]>([
    ['has a widget beyond the 24 columns', [metric({}, { x: 20, y: 0, width: 6, height: 6 })], 'widget 1 (metric) ends at column 26. Allowed: 24 columns'],
    ['has a column that is none', [metric({}, { x: 24, y: 0 })], 'x is 24. Allowed: 0 to 23'],
    ['has a widget without height', [metric({}, { x: 0, y: 0, height: 0 })], 'height is 0. Allowed: 1 to 1000'],
    ['has a place of half', [metric({}, { x: 3 })], 'has x without y'],
    ['has a widget of no type', [{ type: 'graph', properties: {} }], 'type is "graph". Allowed: metric, text, log, alarm, explorer'],
    ['has a graph without region', [metric({ region: undefined })], 'region is missing'],
    ['has a graph of nothing', [metric({ metrics: undefined })], 'has neither metrics nor an alarm'],
    ['has more than 500 lines in a graph', [metric({ metrics: Array(501).fill(['A', 'b']) })], 'has 501 metrics. Allowed: 500'],
    ['has a line that is none', [metric({ metrics: [['AWS/Lambda']] })], 'metric 1 is ["AWS/Lambda"]. Allowed: [namespace, name, dimension, value…, options] or [{ expression }]'],
    ['begins with a short form', [metric({ metrics: [['.', 'Errors']] })], 'metric 1 is [".","Errors"]'],
    ['has a dimension without value', [metric({ metrics: [['AWS/Lambda', 'Errors', 'FunctionName']] })], 'metric 1 is'],
    ['has a period that is none', [metric({ metrics: [['A', 'b', { period: 90 }]] })], 'period is 90. Allowed: 1, 5, 10, 30 or a multiple of 60'],
    ['has a view that is none', [metric({ view: 'heatmap' })], 'view is "heatmap"'],
    ['has a gauge without bounds', [metric({ view: 'gauge' })], 'gauge has no yAxis.left.min and max'],
    ['has more than 100 alarms in a widget', [{ type: 'alarm', properties: { alarms: Array(101).fill('arn:aws:cloudwatch:r:1:alarm:a') } }], 'has 101 alarms. Allowed: 1 to 100'],
    ['has an alarm without ARN', [{ type: 'alarm', properties: { alarms: ['errors'] } }], 'alarm 1 is "errors". Allowed: an ARN'],
    ['has a text of nothing', [{ type: 'text', properties: {} }], 'markdown is missing'],
    ['has more than 500 widgets', Array(501).fill(metric({})), 'has 501 widgets. Allowed: 500'],
    ['has more than 2,500 lines', Array(6).fill(metric({ metrics: Array(420).fill(['A', 'b']) })), 'has 2520 metrics. Allowed: 2500'],
  ])('fails when it %s', (_, widgets, message) => {
    expect(() => read(...widgets)).toThrow(CommandError);
    expect(() => read(...widgets)).toThrow(message);
    expect(() => read(...widgets)).toThrow('shop');
  });

  it('fails when it is no JSON, or has no widgets', () => {
    expect(() => bodyOf('{', 'shop')).toThrow('shop: the body is no JSON');
    expect(() => bodyOf('{}', 'shop')).toThrow('shop: widgets is missing');
  });
});
