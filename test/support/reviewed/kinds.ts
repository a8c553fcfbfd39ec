import { textOf, withoutDigest } from './values';
import type { CfnResource } from '../template';

/** What is shown of a resource beside its kind. */
export interface Shown {
  readonly kind: string;
  readonly name: string;
  readonly properties: { readonly [name: string]: unknown };
}

export interface Resources { readonly [logicalId: string]: CfnResource }

/** Some types are shown as people speak of them; every other by its logical id and its properties. */
export function shown(stack: string, id: string, resources: Resources): Shown {
  const { Type: type, Properties: { RestApiId: _, ...properties } = {}, DeletionPolicy, UpdateReplacePolicy } = resources[id];
  const policies = { ...DeletionPolicy && { DeletionPolicy }, ...UpdateReplacePolicy && { UpdateReplacePolicy } };
  const plain = { kind: type, name: `${stack}/${withoutDigest(id)}`, properties: { ...properties, ...policies } };
  switch (type) {
    case 'AWS::ApiGateway::Resource': return { kind: type, name: `${stack} ${pathOf(id, resources)}`, properties: {} };
    case 'AWS::ApiGateway::Method': return methodOf(stack, resources[id], resources);
    case 'AWS::ApiGateway::GatewayResponse': return { ...plain, name: `${stack} ${properties.ResponseType}` };
    case 'AWS::CloudWatch::Alarm': return { ...plain, name: properties.AlarmName ?? plain.name, properties: alarmOf(properties) };
    case 'AWS::CloudWatch::CompositeAlarm': return { ...plain, name: properties.AlarmName, properties: alarmOf(properties) };
    case 'AWS::CloudWatch::Dashboard': return { ...plain, properties: { ...properties, DashboardBody: widgetsOf(properties.DashboardBody) } };
    case 'AWS::CloudFront::Function': return { ...plain, properties: { ...plain.properties, FunctionCode: /"mode":"\w+"/.exec(properties.FunctionCode)?.[0] } };
    default: return plain;
  }
}

function pathOf(id: string | undefined, resources: Resources): string {
  const { ParentId: parent, PathPart: part } = id === undefined ? {} as any : resources[id].Properties;
  return part === undefined ? '' : `${pathOf(parent.Ref, resources)}/${part}`;
}

/** Methods of one verb have more in common than a method has with the preflight of its path. */
function methodOf(stack: string, { Type: type, Properties: properties }: CfnResource, resources: Resources): Shown {
  const { RestApiId: _, ResourceId: resource, AuthorizerId: authorizer, HttpMethod: verb, Integration, ...others } = properties;
  const { Uri: uri, ...integration } = Integration;
  return {
    kind: `${type} ${verb}`,
    name: `${stack} ${pathOf(resource.Ref, resources) || '/'}`,
    properties: {
      ...others,
      ...authorizer && { AuthorizerId: 'of the API' },
      Integration: { ...integration, ...uri && { Uri: textOf(uri).replace(/^arn:.*:lambda:path\/2015-03-31\/functions\/(.*)\/invocations$/, '$1') } },
    },
  };
}

/** What it measures in a line, and of its description what it tells. */
function alarmOf(properties: CfnResource['Properties']): Shown['properties'] {
  const { AlarmName: _, AlarmDescription: description, Metrics = [], ...more } = properties;
  const { Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period, ...others } = more;
  const metrics = MetricName === undefined
    ? Metrics.map(({ Id, Expression, MetricStat }: any) => `${Id} = ${Expression ?? metricOf(MetricStat)}`)
    : [metricOf({ Metric: { Namespace, MetricName, Dimensions }, Stat: Statistic ?? ExtendedStatistic, Period })];
  const told = textOf(description).split('\n').map((line) => line.replace(/(?:What to do|Runbook): \S+#/, '#')).filter((line) => !line.startsWith('Console: '));
  return { ...others, Tells: told.join(' '), ...metrics.length > 0 && { Measures: metrics } };
}

function metricOf({ Metric: { Namespace, MetricName, Dimensions = [] }, Stat, Period }: any): string {
  return [`${Stat} of ${Namespace} ${MetricName} in ${Period} s`, ...Dimensions.map(({ Name, Value }: any) => `${Name} ${textOf(Value)}`)].join(', ');
}

/** A dashboard, told by the titles of what is on it. */
function widgetsOf(body: unknown): string[] {
  const { widgets } = JSON.parse(textOf(body, (text) => text)) as { widgets: { type: string; properties: { title?: string; markdown?: string } }[] };
  return widgets.map(({ type, properties: { title, markdown } }) => `${type}: ${title ?? markdown?.split('\n')[0] ?? ''}`);
}
