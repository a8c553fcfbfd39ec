import { aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_sns as sns, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Where the runbook is read. A test holds that each alarm's section is in docs/runbook.md. */
export const RUNBOOK_URL = 'https://github.com/serverless-inteligente/serverless-inteligente/blob/main/docs/runbook.md';

export interface RunbookAlarmProps {
  readonly metric: cloudwatch.IMetric;
  /** Alarm from this value on. */
  readonly threshold: number;
  /** Periods in a row. 1 by default. */
  readonly evaluationPeriods?: number;
  /** What has happened, in one sentence. */
  readonly description: string;
  /** Anchor of the runbook's section: what to look at and what to do. */
  readonly section: string;
  /** Page of the console that shows it, from `/` on; `REGION` stands for the stack's. */
  readonly consolePath: string;
  readonly alarmTopic?: sns.ITopic;
}

/** A page of the console, where the construct is: `path` from `/` on, with `REGION` where the page wants it. */
export function consoleUrl(scope: Construct, path: string): string {
  const { region } = Stack.of(scope);
  return `https://${region}.console.aws.amazon.com${path.replace('REGION', region)}`;
}

/** The console's page of one alarm, by a name that is known at synth. */
export function alarmPage(name: string): string {
  return `/cloudwatch/home?region=REGION#alarmsV2:alarm/${encodeURIComponent(name)}`;
}

/** Characters of a description (CloudWatch, PutMetricAlarm). */
const DESCRIPTION_LENGTH_MAX = 1_024;
/** Of a name that is known at deployment only: the longest is a table's (DynamoDB). */
const NAME_LENGTH_MAX = 255;

/** A description in the length that CloudWatch takes: what has happened, cut where it is too long, and then its links, whole. */
export function described(sentence: string, ...links: readonly string[]): string {
  const foot = links.map((link) => `\n${link}`).join('');
  const room = DESCRIPTION_LENGTH_MAX - foot.length - (Token.isUnresolved(foot) ? NAME_LENGTH_MAX : 0);
  return `${sentence.length > room ? `${sentence.slice(0, Math.max(0, room - 2))} …` : sentence}${foot}`;
}

/** An alarm that says what has happened and where it is written what to do. No data is no alarm. */
export class RunbookAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, { description, section, consolePath, alarmTopic, evaluationPeriods, ...props }: RunbookAlarmProps) {
    super(scope, id, {
      ...props,
      evaluationPeriods: evaluationPeriods ?? 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: `${description} What to do: ${RUNBOOK_URL}#${section}\nConsole: ${consoleUrl(scope, consolePath)}`,
    });
    if (alarmTopic) { ringTo(alarmTopic, this); }
  }
}

/** Tells a topic when an alarm begins, and when it is over. */
export function ringTo(topic: sns.ITopic, alarm: cloudwatch.AlarmBase) {
  const action = new actions.SnsAction(topic);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
}

/** The same of an alarm that is a resource alone. */
export function tell(topicArn: string, alarm: cloudwatch.CfnAlarm | cloudwatch.CfnCompositeAlarm) {
  alarm.alarmActions = [topicArn];
  alarm.okActions = [topicArn];
}
