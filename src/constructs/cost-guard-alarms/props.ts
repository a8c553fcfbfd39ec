import type { IConstruct } from 'constructs';
import type { AlarmPreset, AlarmThresholds } from './alarm-thresholds';
import type { AlarmNotifications } from './notify';
import type { ServiceObjectives } from './service-objectives';

/** What is watched, and who is told. */
export interface CostGuardAlarmsProps {
  /**
   * Stacks or constructs: everything below them is watched, what is declared after the guard included. They are in the guard's account
   * and region, but for distributions; what is imported, such as `Table.fromTableName`, is refused, since the tree holds nothing of it.
   */
  readonly watch: IConstruct[];
  /** What is left out, with everything below it. @default nothing */
  readonly exclude?: IConstruct[];
  /** Who is told. An alarm that would reach nobody is an error. */
  readonly notify: AlarmNotifications;
  /** How soon alarms ring where `thresholds` say nothing. @default AlarmPreset.GENERAL */
  readonly preset?: AlarmPreset;
  /** Thresholds of one's own. @default those of the preset */
  readonly thresholds?: AlarmThresholds;
  /**
   * One message an incident: the alarms of a kind ring through one composite alarm ($0.50 a month), which rings again only when
   * all of them had gone quiet. Without it each alarm tells the topic itself.
   * @default true
   */
  readonly onePagePerIncident?: boolean;
  /**
   * An alarm on the requests of each API that are far from what is usual (anomaly detection: $0.30 a month each).
   * @default true
   */
  readonly trafficAnomalies?: boolean;
  /** What each watched API promises: alarms on how fast its budget of errors burns, and what is left of it on a dashboard. @default none */
  readonly objectives?: ServiceObjectives;
  /**
   * What the account may cost a month, in US dollars: an alarm on its estimated charges, which the account's billing preferences must
   * send to CloudWatch ("Receive CloudWatch billing alerts"), and a budget of AWS Budgets that tells of what is spent and of what is
   * forecast. The stack needs an explicit env, and a bootstrapped us-east-1 where it is elsewhere.
   * @default no budget
   */
  readonly monthlyBudgetUsd?: number;
  /** Costs that are unusual (AWS Cost Anomaly Detection, free). @default none are looked for */
  readonly costAnomalies?: CostAnomalyProps;
  /** Dashboards of operations, costs and infrastructure. The first three of an account are free, then $3 a month each. @default true */
  readonly dashboards?: boolean;
  /** Name of the general topic; a topic of a kind adds `-<kind>`. @default from the construct's path, ending in `-alerts` */
  readonly topicName?: string;
  /** Page of the runbook, whose anchors are the sections' titles. @default this library's own runbook */
  readonly runbookUrl?: string;
}

/** Whose unusual costs are told of. Exactly one of `monitorArn`, `tagKey` with `tagValues`, and `accountWide`. */
export interface CostAnomalyProps {
  /** ARN of a monitor that is there. @default one is made */
  readonly monitorArn?: string;
  /** A cost allocation tag, active in the account. @default none */
  readonly tagKey?: string;
  /** Its values. @default none */
  readonly tagValues?: string[];
  /** A monitor of every service of the account, of which an account can have one. @default false */
  readonly accountWide?: boolean;
  /** How much more than usual is told of, in US dollars. @default 10 */
  readonly impactUsd?: number;
}
