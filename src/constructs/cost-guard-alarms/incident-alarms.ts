import { aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AlarmKind } from './alarm-kind';
import type { AlertTopics } from './alert-topics';
import { alarmName } from './guard-alarm';

/** Alarms that one composite alarm can join (CloudWatch). */
const CHILDREN_MAX = 100;

/** One alarm above all of a kind: while one of them rings, the others ring no bell of their own. */
export function createIncidentAlarm(scope: Construct, prefix: string, kind: AlarmKind, alarms: readonly cloudwatch.IAlarm[], topics: AlertTopics) {
  const groups: cloudwatch.IAlarm[] = [];
  for (let from = 0; from < alarms.length; from += CHILDREN_MAX) {
    const part = alarms.slice(from, from + CHILDREN_MAX);
    const whole = part.length === alarms.length;
    const group = new cloudwatch.CompositeAlarm(scope, whole ? kind : `${kind}-${from / CHILDREN_MAX + 1}`, {
      compositeAlarmName: alarmName(scope, `${prefix}: ${kind}${whole ? '' : `, part ${from / CHILDREN_MAX + 1}`}`),
      alarmRule: cloudwatch.AlarmRule.anyOf(...part.map((alarm) => named(alarm))),
      alarmDescription: `At least one of ${part.length} alarms on ${kind} rings: it is named among the triggering children.`,
    });
    groups.push(group);
  }
  const top = groups.length === 1 ? groups[0] as cloudwatch.CompositeAlarm : new cloudwatch.CompositeAlarm(scope, kind, {
    compositeAlarmName: alarmName(scope, `${prefix}: ${kind}`),
    alarmRule: cloudwatch.AlarmRule.anyOf(...groups.map((group) => named(group))),
    alarmDescription: `At least one of ${alarms.length} alarms on ${kind} rings.`,
  });
  const action = new actions.SnsAction(topics.of(kind));
  top.addAlarmAction(action);
  top.addOkAction(action);
}

function named(alarm: cloudwatch.IAlarm): cloudwatch.IAlarmRule {
  return cloudwatch.AlarmRule.fromAlarm(alarm, cloudwatch.AlarmState.ALARM);
}
