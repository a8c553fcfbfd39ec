import { createHash } from 'node:crypto';
import { aws_cloudwatch as cloudwatch, NestedStack, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ALARM_KINDS, type AlarmKind } from './alarm-kind';
import type { AlarmPlan } from './alarm-plan';
import type { AlertTopics } from './alert-topics';
import { kindOf, type AnyAlarm } from './existing-alarms';
import { createAlarm } from './guard-alarm';
import { createIncidentAlarm } from './incident-alarms';
import { RESOURCES_MAX, resourcesIn } from './template-limits';
import { tell } from '../private/alarm';

/** How the alarms of a guard are made. */
export interface AlarmStyle {
  /** What their names begin with. */
  readonly prefix: string;
  readonly runbookUrl: string;
  readonly onePagePerIncident: boolean;
}

/** Alarms that a stack holds beside what else is in it; more of them go to nested stacks. */
const ALARMS_A_STACK = 200;
/** Of a stack's resources, left for what else a guard makes: composite alarms, traffic, objectives, dashboards. */
const RESOURCES_LEFT = 80;
/** Alarms that a nested stack holds on average, so that none comes near 500 resources or 200 parameters. */
const ALARMS_A_NESTED_STACK = 150;

/** The alarms of one region, with the topics that they tell. */
export class AlarmGroup {
  private readonly byKind = new Map<AlarmKind, cloudwatch.CfnAlarm[]>();

  constructor(private readonly scope: Construct, private readonly topics: AlertTopics, private readonly style: AlarmStyle) {}

  public add(plans: readonly AlarmPlan[]) {
    const enabled = plans.filter(({ threshold }) => threshold.enabled);
    if (enabled.length === 0) { return; }
    const isCrowded = enabled.length > ALARMS_A_STACK || resourcesIn(Stack.of(this.scope)) + enabled.length > RESOURCES_MAX - RESOURCES_LEFT;
    const parts = isCrowded ? Math.ceil(enabled.length / ALARMS_A_NESTED_STACK) : 0;
    for (const plan of enabled) {
      // An alarm that moves to another stack has another name there: the old one is still there when the new one is made.
      const part = parts > 0 ? partOf(plan.subject, parts) : 0;
      const prefix = part > 0 ? `${this.style.prefix}.${part}` : this.style.prefix;
      this.addAlarm(plan.kind, createAlarm(part > 0 ? this.nested(part) : this.child('Alarms'), prefix, this.style.runbookUrl, plan));
    }
  }

  public addAlarm(kind: AlarmKind, alarm: cloudwatch.CfnAlarm) {
    this.byKind.set(kind, [...this.byKind.get(kind) ?? [], alarm]);
  }

  /** Every alarm that is there. */
  public all(): cloudwatch.CfnAlarm[] {
    return [...this.byKind.values()].flat();
  }

  /** Lets each kind ring, once all of its alarms are there. */
  public connect() {
    for (const kind of ALARM_KINDS) {
      const alarms = this.byKind.get(kind) ?? [];
      if (this.style.onePagePerIncident && alarms.length > 1) {
        createIncidentAlarm(this.child('Incidents'), this.style.prefix, kind, alarms, this.topics);
      } else {
        for (const alarm of alarms) { tell(this.topics.of(kind).topicArn, alarm); }
      }
    }
  }

  /** Lets an alarm of a watched construct, which told nobody, tell the subscribers. It is in the group's region. */
  public giveVoice(alarm: AnyAlarm) {
    tell(this.topics.arnOf(kindOf(alarm), Stack.of(alarm)), alarm);
  }

  private nested(part: number): Construct {
    const id = `Alarms${part}`;
    return this.scope.node.tryFindChild(id) as Construct | undefined ?? new NestedStack(this.scope, id, { description: `${this.style.prefix}: alarms, part ${part}` });
  }

  private child(id: string): Construct {
    return this.scope.node.tryFindChild(id) as Construct | undefined ?? new Construct(this.scope, id);
  }
}

/** Of what is watched, so that its alarms stay together, and stay where they are while others come and go. */
function partOf(subject: string, parts: number): number {
  return createHash('sha256').update(subject).digest().readUInt32BE() % parts + 1;
}
