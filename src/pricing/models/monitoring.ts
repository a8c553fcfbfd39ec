import { Resource } from '../assembly';
import { Line, Model, ResourceModel } from '../model';
import { logLines } from './lambda';

/** An access log line of API Gateway. */
const ACCESS_LOG_KB = 0.5;

export const LOG_GROUP: ResourceModel = {
  usage: { ingestedGB: { unit: 'GB', about: 'of logs', assumed: ingestedOf } },
  lines(group, model) {
    const row = group.properties.LogGroupClass === 'INFREQUENT_ACCESS' ? 'logs.ingestion.ia' : 'logs.ingestion';
    // Without a retention nothing is ever deleted: a year is counted.
    return logLines(model.usage(group, 'ingestedGB'), Number(group.properties.RetentionInDays ?? 365), row);
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

function ingestedOf(group: Resource, model: Model) {
  const functions = model.resources.ofType('AWS::Lambda::Function').filter((fn) =>
    model.resources.refs(fn, fn.properties.LoggingConfig).some(({ key }) => key === group.key)
    || model.resources.refs(group, group.properties.LogGroupName).some(({ key }) => key === fn.key));
  const stages = model.resources.ofType('AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage').filter(({ properties, stack }) =>
    model.resources.refs({ stack }, properties.AccessLogSetting ?? properties.AccessLogSettings).some(({ key }) => key === group.key));
  if (functions.length + stages.length === 0) { return 0; }
  const fromFunctions = functions.reduce((sum, fn) => sum + model.usage(fn, 'invocations') * model.usage(fn, 'logKB'), 0);
  const fromStages = stages.reduce((sum, stage) => {
    const [api] = model.resources.refs(stage, stage.properties.RestApiId ?? stage.properties.ApiId);
    return sum + (api ? model.usage(api, 'requests') * ACCESS_LOG_KB : 0);
  }, 0);
  return {
    value: (fromFunctions + fromStages) / 1024 ** 2,
    why: [...functions.length ? ['logKB of each invocation'] : [], ...stages.length ? [`${ACCESS_LOG_KB} KB a request`] : []].join(', '),
  };
}
