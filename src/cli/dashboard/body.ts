import { DASHBOARD_COLUMNS, DASHBOARD_METRICS_MAX, DASHBOARD_WIDGETS_MAX } from '../../contract/dashboard-limits';
import { CommandError } from '../command';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const TYPES = ['metric', 'text', 'log', 'alarm', 'explorer'];
const VIEWS = ['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'];
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const MAX_METRICS_A_WIDGET = 500;
const MAX_ALARMS = 100;

/** In columns and rows of the grid. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of a graph: a metric or an expression. */
export interface Line {
  /** Tells it apart: namespace, name and dimensions, or the expression. */
  readonly key: string;
  /** Of the metric; the expression of an expression. */
  readonly name: string;
  readonly label: string;
  readonly expression?: string;
  /** Seconds. */
  readonly period: number;
  readonly stat: string;
  readonly axis: 'left' | 'right';
  readonly color?: string;
}

export interface Axis {
  readonly min?: number;
  readonly max?: number;
}

export interface MetricWidget extends Place {
  readonly kind: 'metric';
  readonly title: string;
  readonly view: string;
  readonly stacked: boolean;
  readonly sparkline: boolean;
  /** Those that are shown. */
  readonly lines: readonly Line[];
  readonly left: Axis;
  readonly right: Axis;
  /** Horizontal lines. */
  readonly levels: readonly { readonly value: number; readonly label: string }[];
}

export interface AlarmWidget extends Place {
  readonly kind: 'alarm';
  readonly title: string;
  /** Names. */
  readonly alarms: readonly string[];
}

export interface TextWidget extends Place {
  readonly kind: 'text';
  readonly markdown: string;
}

/** Logs and explorers, of which only the place is drawn. */
export interface OtherWidget extends Place {
  readonly kind: 'log' | 'explorer';
  readonly title: string;
}

export type Widget = MetricWidget | AlarmWidget | TextWidget | OtherWidget;

/**
 * @param json what PutDashboard takes as DashboardBody
 * @param name of the dashboard, for errors
 * @throws CommandError for what CloudWatch documents that it would not take
 */
export function bodyOf(json: string, name: string): Widget[] {
  const fail = (what: string): never => { throw new CommandError(`${name}: ${what}. Fix: correct the dashboard, and synthesize again.`); };
  let body: { readonly widgets?: unknown };
  try {
    body = JSON.parse(json);
  } catch (error) {
    return fail(`the body is no JSON (${(error as Error).message})`);
  }
  if (!Array.isArray(body?.widgets)) { return fail('widgets is missing. Allowed: an array'); }
  if (body.widgets.length > DASHBOARD_WIDGETS_MAX) { fail(`has ${body.widgets.length} widgets. Allowed: ${DASHBOARD_WIDGETS_MAX}`); }
  let next = { x: 0, y: 0, bottom: 0 };
  const widgets = body.widgets.map((widget: any, i): Widget => {
    const failHere = (what: string): never => fail(`widget ${i + 1} (${widget?.type}) ${what}`);
    if (!TYPES.includes(widget?.type)) { failHere(`type is ${JSON.stringify(widget?.type)}. Allowed: ${TYPES.join(', ')}`); }
    const place = placeOf(widget, next, failHere);
    next = { x: place.x + place.width, y: place.y, bottom: Math.max(next.bottom, place.y + place.height) };
    return { ...place, ...contentOf(widget.type, widget.properties ?? {}, failHere) } as Widget;
  });
  const metrics = body.widgets.reduce((sum: number, { properties }: any) => sum + (properties?.metrics?.length ?? 0), 0);
  return metrics > DASHBOARD_METRICS_MAX ? fail(`has ${metrics} metrics. Allowed: ${DASHBOARD_METRICS_MAX}`) : widgets;
}

type Fail = (what: string) => never;

/** Without a place, a widget stands behind the one before, or below where there is no room. */
function placeOf({ x, y, width = 6, height = 6 }: any, next: { readonly x: number; readonly y: number; readonly bottom: number }, fail: Fail): Place {
  const whole = (name: string, value: unknown, min: number, max: number) => {
    if (!(Number.isInteger(value) && Number(value) >= min && Number(value) <= max)) { fail(`${name} is ${JSON.stringify(value)}. Allowed: ${min} to ${max}`); }
  };
  whole('width', width, 1, DASHBOARD_COLUMNS);
  whole('height', height, 1, 1000);
  if (x === undefined && y === undefined) {
    return next.x + width <= DASHBOARD_COLUMNS ? { x: next.x, y: next.y, width, height } : { x: 0, y: next.bottom, width, height };
  }
  if (y === undefined) { fail('has x without y. Allowed: both or none'); }
  if (x === undefined) { fail('has y without x. Allowed: both or none'); }
  whole('x', x, 0, DASHBOARD_COLUMNS - 1);
  whole('y', y, 0, Number.MAX_SAFE_INTEGER);
  if (x + width > DASHBOARD_COLUMNS) { fail(`ends at column ${x + width}. Allowed: ${DASHBOARD_COLUMNS} columns`); }
  return { x, y, width, height };
}

function contentOf(kind: Widget['kind'], properties: any, fail: Fail): object {
  const { title = '' } = properties;
  switch (kind) {
    case 'metric': return { kind, title, ...metricsOf(properties, fail) };
    case 'alarm': {
      const alarms: unknown[] = Array.isArray(properties.alarms) ? properties.alarms : [];
      if (alarms.length < 1 || alarms.length > MAX_ALARMS) { fail(`has ${alarms.length} alarms. Allowed: 1 to ${MAX_ALARMS}`); }
      return { kind, title, alarms: alarms.map((alarm, i) => /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/.exec(String(alarm))?.[1] ?? fail(`alarm ${i + 1} is ${JSON.stringify(alarm)}. Allowed: an ARN`)) };
    }
    case 'text': {
      if (typeof properties.markdown !== 'string') { fail('markdown is missing. Allowed: a text'); }
      return { kind, markdown: properties.markdown };
    }
    default: return { kind, title };
  }
}

function metricsOf(properties: any, fail: Fail) {
  const { region, metrics, annotations, view = 'timeSeries', period = 300, stat = 'Average', stacked = false, sparkline = false, yAxis = {} } = properties;
  if (typeof region !== 'string') { fail('region is missing. Allowed: a region'); }
  if (!VIEWS.includes(view)) { fail(`view is ${JSON.stringify(view)}. Allowed: ${VIEWS.join(', ')}`); }
  if (!Array.isArray(metrics) && !Array.isArray(annotations?.alarms)) { fail('has neither metrics nor an alarm. Allowed: one of them'); }
  if ((metrics ?? []).length > MAX_METRICS_A_WIDGET) { fail(`has ${metrics.length} metrics. Allowed: ${MAX_METRICS_A_WIDGET}`); }
  if (view === 'gauge' && !(Number.isFinite(yAxis.left?.min) && Number.isFinite(yAxis.left?.max))) { fail('gauge has no yAxis.left.min and max. Allowed: both'); }
  checkPeriod(period, fail);
  const lines = linesOf(metrics ?? [], { period, stat }, fail);
  return { view, stacked, sparkline, lines, left: yAxis.left ?? {}, right: yAxis.right ?? {}, levels: levelsOf(annotations?.horizontal ?? []) };
}

function linesOf(metrics: readonly unknown[], defaults: { readonly period: number; readonly stat: string }, fail: Fail): Line[] {
  let last: readonly string[] = [];
  return metrics.flatMap((metric, i): Line[] => {
    const failHere = () => fail(`metric ${i + 1} is ${JSON.stringify(metric)}. Allowed: [namespace, name, dimension, value…, options] or [{ expression }]`);
    const parts: unknown[] = Array.isArray(metric) ? metric : failHere();
    const options: any = typeof parts[parts.length - 1] === 'object' ? parts[parts.length - 1] : {};
    checkPeriod(options.period ?? defaults.period, fail);
    const common = { period: options.period ?? defaults.period, stat: options.stat ?? defaults.stat, axis: options.yAxis ?? 'left', color: options.color };
    if (options.expression !== undefined) {
      const { expression, label } = options;
      return options.visible === false ? [] : [{ ...common, key: expression, name: expression, label: label || expression, expression }];
    }
    const names = writtenOut(parts.filter((part): part is string => typeof part === 'string'), last);
    if (names.length < 2 || names.length % 2 !== 0 || names.some((name) => /^\.(\.\.)?$/.test(name))) { failHere(); }
    last = names;
    const [namespace, name, ...rest] = names;
    const dimensions = rest.flatMap((_, j) => (j % 2 === 0 ? [`${rest[j]}=${rest[j + 1]}`] : []));
    const label = options.label ?? (rest.length > 0 ? rest[rest.length - 1] : name);
    return options.visible === false ? [] : [{ ...common, key: [namespace, name, ...dimensions].join(' '), name, label }];
  });
}

/** `.` stands for what stood there in the metric before, `...` for all that is not said. */
function writtenOut(names: readonly string[], last: readonly string[]): string[] {
  const at = names.indexOf('...');
  const whole = at < 0 ? names : [...names.slice(0, at), ...last.slice(at, last.length - (names.length - at - 1)), ...names.slice(at + 1)];
  return whole.map((name, i) => (name === '.' ? last[i] ?? name : name));
}

function checkPeriod(period: unknown, fail: Fail) {
  const seconds = Number(period);
  if (!([1, 5, 10, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0))) { fail(`period is ${JSON.stringify(period)}. Allowed: 1, 5, 10, 30 or a multiple of 60`); }
}

function levelsOf(horizontal: readonly any[]) {
  return horizontal.flat().filter(({ value }) => Number.isFinite(value)).map(({ value, label = '' }) => ({ value, label }));
}
