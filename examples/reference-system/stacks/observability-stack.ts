import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { nameIn, type Stage, STAGES } from '../stages';
import { AlarmPreset, AlarmSubscriber, CostGuardAlarms } from 'serverless-inteligente';

/** Who is told of what (O4). */
export interface AlertContacts {
  /** Mailbox of everything that nobody else is told of. */
  readonly operations: string;
  /** Mailbox that is told of charges and budgets. */
  readonly finance: string;
  /** HTTPS endpoint of the pager, told of 5xx and of objectives that are missed. @default operations */
  readonly pagerUrl?: string;
  /** Channel of Slack that is told of errors. @default operations */
  readonly slack?: { readonly workspaceId: string; readonly channelId: string };
}

export interface ObservabilityStackProps extends StackProps {
  /** @default STAGES.staging */
  readonly stage?: Stage;
  /** The stacks of the system. */
  readonly watch: Stack[];
  readonly contacts: AlertContacts;
  /** What the account may cost a month. @default no budget */
  readonly monthlyBudgetUsd?: number;
}

/** The client's alarms and dashboards (O4, O5): topic `alerts`. */
export class ObservabilityStack extends Stack {
  public readonly guard: CostGuardAlarms;

  constructor(scope: Construct, id: string, { stage = STAGES.staging, watch, contacts, monthlyBudgetUsd, ...props }: ObservabilityStackProps) {
    super(scope, id, props);
    const { operations, finance, pagerUrl, slack } = contacts;
    this.guard = new CostGuardAlarms(this, 'Guard', {
      watch,
      topicName: nameIn(stage, 'alerts'),
      preset: AlarmPreset.STRICT,
      objectives: { availability: 99.9, latency: { percent: 95, under: Duration.millis(300) } },
      monthlyBudgetUsd,
      notify: {
        general: [AlarmSubscriber.email(operations)],
        errors: slack && [AlarmSubscriber.slackChannel(slack.workspaceId, slack.channelId)],
        serverErrors: pagerUrl === undefined ? undefined : [AlarmSubscriber.url(pagerUrl)],
        budget: [AlarmSubscriber.email(finance)],
      },
    });
  }
}
