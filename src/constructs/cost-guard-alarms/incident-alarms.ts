import { aws_cloudwatch as cloudwatch, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AlarmKind } from './alarm-kind';
import type { AlertTopics } from './alert-topics';
import { alarmName } from './guard-alarm';
import { alarmPage, consoleUrl, ringTo } from '../private/alarm';

/** Alarms that one composite alarm can join (CloudWatch). */
const CHILDREN_MAX = 100;

/** One alarm above all of a kind: while one of them rings, the others ring no bell of their own. */
export function createIncidentAlarm(scope: Construct, prefix: string, kind: AlarmKind, alarms: readonly cloudwatch.CfnAlarm[], topics: AlertTopics) {
  const anyOf = (id: string, name: string, children: readonly (cloudwatch.CfnAlarm | cloudwatch.CompositeAlarm)[]) => {
    const compositeAlarmName = alarmName(`${prefix}: ${name}`);
    const composite = new cloudwatch.CompositeAlarm(scope, id, {
      compositeAlarmName,
      alarmRule: cloudwatch.AlarmRule.anyOf(...children.map((child) => rings(child, scope))),
      alarmDescription: `At least one of ${alarms.length} alarms on ${kind} rings: it is named among the triggering children.`
        + `\nConsole: ${consoleUrl(scope, alarmPage(compositeAlarmName))}`,
    });
    const nested = children.map((child) => Stack.of(child)).filter((one) => one !== Stack.of(scope));
    composite.node.addDependency(...new Set(nested));
    return composite;
  };
  const parts: cloudwatch.CompositeAlarm[] = [];
  for (let from = 0; alarms.length > CHILDREN_MAX && from < alarms.length; from += CHILDREN_MAX) {
    const number = from / CHILDREN_MAX + 1;
    parts.push(anyOf(`${kind}-${number}`, `${kind}, part ${number}`, alarms.slice(from, from + CHILDREN_MAX)));
  }
  ringTo(topics.of(kind), anyOf(kind, kind, parts.length > 0 ? parts : alarms));
}

/** One in a nested stack by its name: a reference to each would need more outputs than a stack has. */
function rings(alarm: cloudwatch.CfnAlarm | cloudwatch.CompositeAlarm, scope: Construct): cloudwatch.IAlarmRule {
  if (alarm instanceof cloudwatch.CompositeAlarm) { return cloudwatch.AlarmRule.fromAlarm(alarm, cloudwatch.AlarmState.ALARM); }
  return cloudwatch.AlarmRule.fromString(`ALARM("${Stack.of(alarm) === Stack.of(scope) ? alarm.attrArn : alarm.alarmName}")`);
}
