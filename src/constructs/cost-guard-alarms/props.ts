import type { IConstruct } from 'constructs';
import type { AlarmPreset, AlarmThresholds } from './alarm-thresholds';
import type { AlarmNotifications } from './notify';

/** What is watched, and who is told. */
export interface CostGuardAlarmsProps {
  /**
   * Stacks or constructs: everything below them is watched, what is declared after the guard included. They are in the guard's
   * region, but for distributions.
   */
  readonly watch: IConstruct[];
  /** What is left out, with everything below it. @default nothing */
  readonly exclude?: IConstruct[];
  /** Who is told. An alarm that would reach nobody is an error. */
  readonly notify: AlarmNotifications;
  /** @default AlarmPreset.GENERAL */
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
  /** Name of the general topic; a topic of a kind adds `-<kind>`. @default from the construct's path, ending in `-alerts` */
  readonly topicName?: string;
  /** Page of the runbook, whose anchors are the sections' titles. @default this library's own runbook */
  readonly runbookUrl?: string;
}
