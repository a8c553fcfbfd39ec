import { Annotations, aws_logs as logs, Stack, Token } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';
import { logicalIdIn } from './references';
import type { WatchedFunction } from './watched';

const NAMESPACE = 'CostGuardAlarms';
/** Lambda's own when nothing is said. */
const MEMORY_MB = 128;

/**
 * Alarms on the most memory that invocations used. The metric is of the report that Lambda writes to a function's JSON log (Lambda,
 * "Telemetry API event schema reference"); its filter lies beside the log group. A function without such a log is named in a warning.
 */
export function memoryAlarms(functions: readonly WatchedFunction[], thresholds: Thresholds): AlarmPlan[] {
  const threshold = thresholds.of('functionMemory');
  if (!threshold.enabled) { return []; }
  const logGroups = new LogGroups();
  return functions.flatMap((watched): AlarmPlan[] => {
    const { label, name, resource } = watched;
    const { memorySize = MEMORY_MB } = resource;
    const logGroup = jsonLogOf(watched, logGroups);
    if (!logGroup || Token.isUnresolved(memorySize)) {
      Annotations.of(resource).addWarningV2('serverless-inteligente:cost-guard-alarms.memory',
        `${label} has no alarm on its memory: it needs a log group of its own in the same stack, JSON logs with system logs of level INFO,`
        + ' and a memory that is known at synth');
      return [];
    }
    const key = { namespace: NAMESPACE, metricName: `${label} memory` };
    filterMemory(logGroup, key.metricName);
    return [{
      kind: AlarmKind.ERRORS,
      subject: label,
      name: `${label} memory`,
      key,
      metric: metricOf(key, {}, 'Maximum', threshold.period),
      threshold: { ...threshold, value: threshold.value / 100 * memorySize },
      description: `Invocations of ${label} used more than ${threshold.value} % of its ${memorySize} MB in ${span(threshold)}. With all of it they fail.`,
      section: 'function-memory',
      consolePath: `/lambda/home?region=REGION#/functions/${name}?tab=monitoring`,
    }];
  });
}

/** Once, whatever number of guards watches. */
function filterMemory(logGroup: logs.CfnLogGroup, metricName: string) {
  const scope = logGroup.node.scope!;
  const id = `${logGroup.node.id}MaxMemory`;
  if (scope.node.tryFindChild(id)) { return; }
  new logs.CfnMetricFilter(scope, id, {
    logGroupName: logGroup.ref,
    filterPattern: '{ $.type = "platform.report" }',
    metricTransformations: [{ metricNamespace: NAMESPACE, metricName, metricValue: '$.record.metrics.maxMemoryUsedMB', unit: 'Megabytes' }],
  });
}

function jsonLogOf({ resource }: WatchedFunction, logGroups: LogGroups): logs.CfnLogGroup | undefined {
  const stack = Stack.of(resource);
  const { logFormat, logGroup, systemLogLevel = 'INFO' } = stack.resolve(resource.loggingConfig) ?? {};
  return logFormat !== 'JSON' || systemLogLevel === 'WARN' ? undefined : logGroups.find(stack, logicalIdIn(logGroup));
}

/** Of each stack the tree is walked once, whatever number of functions is in it. */
class LogGroups {
  private readonly known = new Map<Stack, Map<unknown, logs.CfnLogGroup>>();

  find(stack: Stack, logicalId: string | undefined): logs.CfnLogGroup | undefined {
    const groups = this.known.get(stack) ?? new Map(stack.node.findAll()
      .filter((node): node is logs.CfnLogGroup => node instanceof logs.CfnLogGroup).map((group) => [stack.resolve(group.logicalId), group]));
    this.known.set(stack, groups);
    return groups.get(logicalId);
  }
}
