import { Resource } from '../assembly';
import { Derived, Line, Model, ResourceModel } from '../model';
import { logLines } from './lambda';

/** An access log line of API Gateway. */
const ACCESS_LOG_KB = 0.5;

export const LOG_GROUP: ResourceModel = {
  usage: { ingestedGB: { unit: 'GB', about: 'of logs', assumed: ingestedOf } },
  lines(group, model) {
    const ingested = model.usage(group, 'ingestedGB');
    const { fromFunctions, fromStages } = writtenTo(group, model);
    const part = fromFunctions > 0 ? fromFunctions / (fromFunctions + fromStages) : 0;
    const infrequent = group.properties.LogGroupClass === 'INFREQUENT_ACCESS' ? '.ia' : '';
    // Without a retention nothing is ever deleted: a year is counted.
    return logLines(ingested * part, ingested * (1 - part), Number(group.properties.RetentionInDays ?? 365), infrequent);
  },
};

export const ALARM: ResourceModel = {
  usage: {},
  lines({ properties }): Line[] {
    const queries: any[] = properties.Metrics ?? [];
    const metrics = queries.filter(({ MetricStat }) => MetricStat !== undefined);
    const periods = [properties.Period, ...metrics.map(({ MetricStat }) => MetricStat.Period)].filter((period) => period !== undefined);
    const row = periods.some((period) => Number(period) < 60) ? 'cloudwatch.alarms.high-resolution' : 'cloudwatch.alarms';
    // A band of anomaly detection is billed as two metrics more.
    const bands = queries.filter(({ Expression }) => /ANOMALY_DETECTION_BAND/.test(String(Expression))).length;
    return [[row, Math.max(1, metrics.length) + 2 * bands]];
  },
};

export const METRIC_FILTER: ResourceModel = {
  usage: {},
  lines: ({ properties }) => [['cloudwatch.metrics', (properties.MetricTransformations ?? [{}]).length]],
};

function ingestedOf(group: Resource, model: Model): number | Derived {
  const { functions, stages, fromFunctions, fromStages } = writtenTo(group, model);
  if (functions + stages === 0) { return 0; }
  return {
    value: fromFunctions + fromStages,
    why: [...functions ? ['logKB of each invocation'] : [], ...stages ? [`${ACCESS_LOG_KB} KB a request`] : []].join(', '),
  };
}

/** How many functions and stages write to a group, and how many GB a month. */
function writtenTo(group: Resource, model: Model) {
  const functions = model.resources.ofType('AWS::Lambda::Function').filter((fn) =>
    model.resources.refs(fn, fn.properties.LoggingConfig).some(({ key }) => key === group.key)
    || model.resources.refs(group, group.properties.LogGroupName).some(({ key }) => key === fn.key));
  const stages = model.resources.ofType('AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage').filter(({ properties, stack }) =>
    model.resources.refs({ stack }, properties.AccessLogSetting ?? properties.AccessLogSettings).some(({ key }) => key === group.key));
  const fromFunctions = functions.reduce((sum, fn) => sum + model.usage(fn, 'invocations') * model.usage(fn, 'logKB'), 0);
  const fromStages = stages.reduce((sum, stage) => {
    const [api] = model.resources.refs(stage, stage.properties.RestApiId ?? stage.properties.ApiId);
    return sum + (api ? model.usage(api, 'requests') * ACCESS_LOG_KB : 0);
  }, 0);
  return { functions: functions.length, stages: stages.length, fromFunctions: fromFunctions / 1024 ** 2, fromStages: fromStages / 1024 ** 2 };
}
