import { aws_cloudwatch as cloudwatch, aws_sns as sns, Aspects, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accountAlarm } from './account-alarms';
import { ALARM_KINDS, type AlarmKind } from './alarm-kind';
import { Thresholds, type AlarmPlan } from './alarm-plan';
import { AlarmPreset } from './alarm-thresholds';
import { AlertTopics, checkNotifications } from './alert-topics';
import { ExistingAlarms, kindOf } from './existing-alarms';
import { createAlarm } from './guard-alarm';
import { createIncidentAlarm } from './incident-alarms';
import type { CostGuardAlarmsProps } from './props';
import { alarmsFor } from './resource-alarms';
import { checkThresholds } from './thresholds';
import { findWatched } from './watched';
import { RUNBOOK_URL } from '../private/alarm';
import { checkPattern } from '../private/check';
import { fail } from '../private/fail';

/**
 * Alarms that reach somebody: finds functions, APIs, tables, queues, streams and distributions in the construct tree, and makes the
 * alarms of their kind. What a construct watches itself is not watched twice.
 */
export class CostGuardAlarms extends Construct {
  /** The topic that is told of every kind without subscribers of its own. */
  public readonly topic: sns.ITopic;
  private readonly topics: AlertTopics;
  private readonly prefix: string;

  constructor(scope: Construct, id: string, private readonly props: CostGuardAlarmsProps) {
    super(scope, id);
    checkProps(this.node.path, props);
    const stack = Stack.of(this);
    this.prefix = `${stack.stackName}/${this.node.path.slice(stack.node.path.length + 1)}`;
    const topicName = props.topicName ?? `${Names.uniqueResourceName(this, { maxLength: 200, separator: '-', allowedSpecialCharacters: '-_' })}-alerts`;
    this.topics = new AlertTopics(this, 'Alerts', props.notify, topicName);
    this.topic = this.topics.general;

    // At synth, when everything that the app declares is there.
    let built = false;
    Aspects.of(this).add({
      visit: (node) => {
        if (node !== this || built) { return; }
        built = true;
        this.build();
      },
    });
  }

  private build() {
    const { watch, exclude = [], preset = AlarmPreset.GENERAL, thresholds: own = {}, onePagePerIncident = true } = this.props;
    const thresholds = new Thresholds(preset, own);
    const existing = ExistingAlarms.below([this.node.root], this);
    const plans = findWatched(watch, exclude).flatMap((watched) =>
      alarmsFor(watched, thresholds).filter((plan) => !existing.has(plan, watched)));
    const functions = plans.some(({ key }) => key.namespace === 'AWS/Lambda');
    this.createAlarms([...plans, ...functions ? [accountAlarm(thresholds)] : []].filter(({ threshold }) => threshold.enabled), onePagePerIncident);
    this.giveVoice(ExistingAlarms.below(watch, this).silentIn(Stack.of(this)));
  }

  private createAlarms(plans: readonly AlarmPlan[], onePagePerIncident: boolean) {
    const scope = new Construct(this, 'Alarms');
    const byKind = new Map<AlarmKind, cloudwatch.Alarm[]>();
    for (const plan of plans) {
      const alarm = createAlarm(scope, this.prefix, this.props.runbookUrl ?? RUNBOOK_URL, plan);
      byKind.set(plan.kind, [...byKind.get(plan.kind) ?? [], alarm]);
    }
    const incidents = new Construct(this, 'Incidents');
    for (const kind of ALARM_KINDS) {
      const alarms = byKind.get(kind) ?? [];
      if (onePagePerIncident && alarms.length > 1) {
        createIncidentAlarm(incidents, this.prefix, kind, alarms, this.topics);
      } else {
        for (const alarm of alarms) { this.tellOf(alarm, kind); }
      }
    }
  }

  private tellOf(alarm: cloudwatch.Alarm, kind: AlarmKind) {
    const bind = { bind: () => ({ alarmActionArn: this.topics.of(kind).topicArn }) };
    alarm.addAlarmAction(bind);
    alarm.addOkAction(bind);
  }

  /** An alarm of a watched construct that tells nobody tells the guard's subscribers. */
  private giveVoice(alarms: readonly cloudwatch.CfnAlarm[]) {
    for (const alarm of alarms) {
      const arn = this.topics.arnOf(kindOf(alarm), Stack.of(alarm));
      alarm.alarmActions = [arn];
      alarm.okActions = [arn];
    }
  }
}

function checkProps(where: string, { watch, notify, preset = AlarmPreset.GENERAL, thresholds, topicName, runbookUrl }: CostGuardAlarmsProps) {
  if (watch.length === 0) {
    fail({ where, what: 'watch is empty, so nothing is watched', allowed: 'stacks or constructs', fix: 'give watch: [stack]' });
  }
  checkNotifications(where, notify);
  checkThresholds(where, preset, thresholds);
  checkPattern(where, 'topicName', topicName, /^[A-Za-z0-9_-]{1,240}$/, '1 to 240 letters, digits, _ or -');
  checkPattern(where, 'runbookUrl', runbookUrl, /^https:\/\/[^\s#]+$/, 'an https URL without a fragment');
}
