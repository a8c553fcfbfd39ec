import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ALARM_KINDS, type AlarmKind } from './alarm-kind';
import type { AlarmPlan } from './alarm-plan';
import type { AlertTopics } from './alert-topics';
import { createAlarm } from './guard-alarm';
import { createIncidentAlarm } from './incident-alarms';

/** How the alarms of a guard are made. */
export interface AlarmStyle {
  /** What their names begin with. */
  readonly prefix: string;
  readonly runbookUrl: string;
  readonly onePagePerIncident: boolean;
}

/** The alarms of one region, with the topics that they tell. */
export class AlarmGroup {
  private readonly byKind = new Map<AlarmKind, cloudwatch.Alarm[]>();

  constructor(private readonly scope: Construct, private readonly topics: AlertTopics, private readonly style: AlarmStyle) {}

  public add(plans: readonly AlarmPlan[]) {
    const scope = this.child('Alarms');
    for (const plan of plans.filter(({ threshold }) => threshold.enabled)) {
      this.addAlarm(plan.kind, createAlarm(scope, this.style.prefix, this.style.runbookUrl, plan));
    }
  }

  public addAlarm(kind: AlarmKind, alarm: cloudwatch.Alarm) {
    this.byKind.set(kind, [...this.byKind.get(kind) ?? [], alarm]);
  }

  /** Every alarm that is there. */
  public all(): cloudwatch.Alarm[] {
    return [...this.byKind.values()].flat();
  }

  /** Lets each kind ring, once all of its alarms are there. */
  public connect() {
    for (const kind of ALARM_KINDS) {
      const alarms = this.byKind.get(kind) ?? [];
      if (this.style.onePagePerIncident && alarms.length > 1) {
        createIncidentAlarm(this.child('Incidents'), this.style.prefix, kind, alarms, this.topics);
      } else {
        for (const alarm of alarms) { this.tell(alarm, kind); }
      }
    }
  }

  private tell(alarm: cloudwatch.Alarm, kind: AlarmKind) {
    const action = { bind: () => ({ alarmActionArn: this.topics.of(kind).topicArn }) };
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }

  private child(id: string): Construct {
    return this.scope.node.tryFindChild(id) as Construct | undefined ?? new Construct(this.scope, id);
  }
}
