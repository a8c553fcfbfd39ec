import { Resource } from '../assembly';
import { Derived, HOURS, Line, Model, namesOf, ResourceModel, SECONDS } from '../model';
import { Passes } from '../relations';
import { Levels, levelsOf } from '../schedule';
import { requestsFor, requestsReaching } from './traffic';

/** Invocations assumed of a function that nothing in the templates starts. */
const INVOCATIONS = 100_000;
/** Bytes of a platform.report and one line of the application. */
const LOG_KB = 1;

export const LAMBDA_FUNCTION: ResourceModel = {
  usage: {
    invocations: { unit: 'invocations', about: 'how often it is started, retries included', assumed: invocationsOf },
    durationMs: { unit: 'ms', about: 'mean billed duration of an invocation, initialisation included', assumed: 100, max: 900_000 },
    logKB: { unit: 'KB', about: 'logged by an invocation', assumed: LOG_KB },
    provisionedShare: {
      unit: 'of 1',
      about: 'part of the invocations that provisioned concurrency serves',
      max: 1,
      assumed: (fn, model) => provisionedOf(fn, model)?.levels.partAboveZero ?? 0,
    },
    customMetrics: { unit: 'metrics', about: 'published in the embedded metric format', assumed: 0 },
  },
  lines(fn, model) {
    const invocations = model.usage(fn, 'invocations');
    const seconds = invocations * model.usage(fn, 'durationMs') / 1000;
    const memoryGb = Number(fn.properties.MemorySize ?? 128) / 1024;
    const storageGb = Math.max(0, Number(fn.properties.EphemeralStorage?.Size ?? 512) - 512) / 1024;
    const cpu = fn.properties.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86';
    const provisioned = provisionedOf(fn, model);
    const share = provisioned ? model.usage(fn, 'provisionedShare') : 0;
    const lines: Line[] = [
      ['lambda.requests', invocations],
      [`lambda.duration.${cpu}`, seconds * memoryGb * (1 - share)],
      ['lambda.storage', seconds * storageGb],
      ['cloudwatch.metrics', model.usage(fn, 'customMetrics')],
      ['xray.traces', tracesOf(fn, model)],
      ...implicitLogs(fn, model),
    ];
    if (provisioned) {
      lines.push(
        [`lambda.provisioned.${cpu}`, provisioned.levels.mean * HOURS * 3600 * memoryGb],
        [`lambda.provisioned-duration.${cpu}`, seconds * memoryGb * share],
      );
    }
    return lines;
  },
};

/**
 * Traces that the default rule keeps of evenly spread requests: the first of each second and 5 % of the others.
 * Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export function sampled(requests: number): number {
  return Math.min(requests, SECONDS) + 0.05 * Math.max(0, requests - SECONDS);
}

function invocationsOf(fn: Resource, model: Model): number | Derived {
  const parts = [
    ...model.relations.into(fn, Passes.REQUESTS).map((relation) => ({ from: relation.from, value: requestsReaching(relation, model) })),
    ...model.relations.into(fn, Passes.EVENTS).map(({ from }) => ({ from, value: startsBy(from, model) })),
    ...model.relations.into(fn, Passes.CALLS).filter(({ from }) => from.key !== fn.key).map(({ from }) => ({ from, value: model.usage(from, 'invocations') })),
  ];
  if (parts.length > 0) {
    const isCached = model.relations.into(fn, Passes.REQUESTS).some(({ routes }) => routes!.stage);
    return {
      value: parts.reduce((sum, { value }) => sum + value, 0),
      why: `started by ${namesOf(parts.map(({ from }) => from))}${isCached ? ', less what its cache answers' : ''}`,
    };
  }
  if (runsAtDeploymentOnly(fn, model)) { return { value: 0, why: 'runs at deployments only' }; }
  return INVOCATIONS;
}

function startsBy(source: Resource, model: Model): number {
  switch (source.type) {
    case 'AWS::SQS::Queue': return model.usage(source, 'messages') / model.usage(source, 'batchSize');
    case 'AWS::SNS::Topic': return model.usage(source, 'publishes');
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable': return model.usage(source, 'writes');
    case 'AWS::S3::Bucket': return model.usage(source, 'writes');
    case 'AWS::Events::Rule':
    case 'AWS::Scheduler::Schedule': return model.usage(source, 'events');
    case 'AWS::Cognito::UserPool': return model.usage(source, 'signIns');
    default: return 0;
  }
}

/** A custom resource's provider, by its service token; what the provider itself calls is started by calls. */
function runsAtDeploymentOnly(fn: Resource, model: Model): boolean {
  return model.resources.all.some((resource) => /^Custom::|^AWS::CloudFormation::CustomResource$/.test(resource.type)
    && model.resources.refs(resource, resource.properties.ServiceToken).some(({ key }) => key === fn.key));
}

/** Traces that begin here: what a traced gateway hands over is part of its trace. */
function tracesOf(fn: Resource, model: Model): number {
  if (fn.properties.TracingConfig?.Mode !== 'Active') { return 0; }
  const traced = model.relations.into(fn, Passes.REQUESTS).filter(({ from }) => isTraced(from, model))
    .reduce((sum, relation) => sum + requestsFor(relation, model), 0);
  return sampled(Math.max(0, model.usage(fn, 'invocations') - traced));
}

function isTraced(api: Resource, model: Model): boolean {
  return model.resources.ofType('AWS::ApiGateway::Stage').some((stage) => stage.properties.TracingEnabled === true
    && model.resources.refs(stage, stage.properties.RestApiId).some(({ key }) => key === api.key));
}

/** Without a log group of its own, a function's logs go to one that Lambda makes and that never forgets: a year of it is counted. */
function implicitLogs(fn: Resource, model: Model): Line[] {
  const own = model.resources.refs(fn, fn.properties.LoggingConfig).some(({ type }) => type === 'AWS::Logs::LogGroup')
    || model.resources.ofType('AWS::Logs::LogGroup').some((group) => model.resources.refs(group, group.properties.LogGroupName).some(({ key }) => key === fn.key));
  return own ? [] : logLines(model.usage(fn, 'invocations') * model.usage(fn, 'logKB') / 1024 ** 2, 0, 365);
}

/**
 * Lambda's logs have tiers since May 2025, as those that services deliver; all others have one price.
 *
 * @param fromFunctions GB that Lambda writes in a month
 * @param others GB of all others
 * @param days that they are kept
 * @param infrequent whether the group's class is INFREQUENT_ACCESS
 */
export function logLines(fromFunctions: number, others: number, days: number, infrequent = ''): Line[] {
  return [
    [`logs.lambda${infrequent}`, fromFunctions],
    [`logs.ingestion${infrequent}`, others],
    // CloudWatch Logs stores compressed: AWS's own examples count 0.15 of what came in (https://aws.amazon.com/cloudwatch/pricing/).
    [`logs.storage${infrequent}`, (fromFunctions + others) * 0.15 * days * 12 / 365],
  ];
}

function provisionedOf(fn: Resource, model: Model): { readonly levels: Levels } | undefined {
  const fixed = model.resources.ofType('AWS::Lambda::Alias', 'AWS::Lambda::Version')
    .filter((alias) => model.relations.functions(alias, alias.properties.FunctionName).some(({ key }) => key === fn.key))
    .reduce((sum, { properties }) => sum + Number(properties.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0), 0);
  const target = model.resources.ofType('AWS::ApplicationAutoScaling::ScalableTarget').find(({ properties, stack }) =>
    properties.ServiceNamespace === 'lambda' && model.relations.functions({ stack } as Resource, properties.ResourceId).some(({ key }) => key === fn.key));
  if (target) {
    const { MinCapacity, MaxCapacity, ScheduledActions = [] } = target.properties;
    const levels = levelsOf(Number(MinCapacity ?? 0), ScheduledActions.map((action: any) => ({
      expression: action.Schedule, level: Number(action.ScalableTargetAction?.MinCapacity ?? 0),
    })));
    return { levels: levels ?? { mean: Number(MaxCapacity ?? 0), partAboveZero: 1 } };
  }
  return fixed > 0 ? { levels: { mean: fixed, partAboveZero: 1 } } : undefined;
}
