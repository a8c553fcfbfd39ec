import { aws_cloudwatch as cloudwatch, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AlarmKind } from './alarm-kind';
import type { AlertTopics } from './alert-topics';
import { alarmName } from './guard-alarm';
import { alarmPage, consoleUrl, described, ringTo } from '../private/alarm';

/** What one composite alarm takes: alarms that it joins, and characters of its rule (CloudWatch, PutCompositeAlarm). */
const CHILDREN_MAX = 100;
const RULE_LENGTH_MAX = 10_240;
/** Of a rule, around an alarm's name: `ALARM("") OR `, or `ALARM("arn:aws-us-gov:cloudwatch:ap-southeast-1:111122223333:alarm:") OR `. */
const AROUND_A_NAME = 14;
const AROUND_IN_AN_ARN = 80;

/** One alarm above all of a kind: while one of them rings, the others ring no bell of their own. */
export function createIncidentAlarm(scope: Construct, prefix: string, kind: AlarmKind, alarms: readonly cloudwatch.CfnAlarm[], topics: AlertTopics) {
  const anyOf = (id: string, name: string, children: readonly (cloudwatch.CfnAlarm | cloudwatch.CompositeAlarm)[]) => {
    const compositeAlarmName = alarmName(`${prefix}: ${name}`);
    const composite = new cloudwatch.CompositeAlarm(scope, id, {
      compositeAlarmName,
      alarmRule: cloudwatch.AlarmRule.anyOf(...children.map((child) => rings(child, scope))),
      alarmDescription: described(
        `At least one of ${alarms.length} alarms on ${kind} rings: it is named among the triggering children.`,
        `Console: ${consoleUrl(scope, alarmPage(compositeAlarmName))}`),
    });
    const nested = children.map((child) => Stack.of(child)).filter((one) => one !== Stack.of(scope));
    composite.node.addDependency(...new Set(nested));
    return composite;
  };
  const [first, ...others] = joined(alarms, scope);
  const parts = others.length > 0 ? [first, ...others].map((some, i) => anyOf(`${kind}-${i + 1}`, `${kind}, part ${i + 1}`, some)) : [];
  ringTo(topics.of(kind), anyOf(kind, kind, parts.length > 0 ? parts : alarms));
}

/** As many alarms each as one composite alarm takes. */
function joined(alarms: readonly cloudwatch.CfnAlarm[], scope: Construct): cloudwatch.CfnAlarm[][] {
  const parts: cloudwatch.CfnAlarm[][] = [[]];
  let length = 0;
  for (const alarm of alarms) {
    const more = (isBeside(alarm, scope) ? AROUND_IN_AN_ARN : AROUND_A_NAME) + alarm.alarmName!.length;
    if (parts[parts.length - 1].length === CHILDREN_MAX || length + more > RULE_LENGTH_MAX) {
      parts.push([]);
      length = 0;
    }
    parts[parts.length - 1].push(alarm);
    length += more;
  }
  return parts;
}

/** One in a nested stack by its name: a reference to each would need more outputs than a stack has. */
function rings(alarm: cloudwatch.CfnAlarm | cloudwatch.CompositeAlarm, scope: Construct): cloudwatch.IAlarmRule {
  if (alarm instanceof cloudwatch.CompositeAlarm) { return cloudwatch.AlarmRule.fromAlarm(alarm, cloudwatch.AlarmState.ALARM); }
  return cloudwatch.AlarmRule.fromString(`ALARM("${isBeside(alarm, scope) ? alarm.attrArn : alarm.alarmName}")`);
}

function isBeside(alarm: cloudwatch.CfnAlarm, scope: Construct): boolean {
  return Stack.of(alarm) === Stack.of(scope);
}
