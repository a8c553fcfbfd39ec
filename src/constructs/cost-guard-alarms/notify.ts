import { aws_chatbot as chatbot, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sns_subscriptions as subscriptions, Names, Stack, Token } from 'aws-cdk-lib';
import { createNotifier } from './notifier';
import { namedArn, type RegionalTopics } from './regional-topics';
import type { WebhookFormat } from '../../contract/cost-guard-alarms';
import { fail } from '../private/fail';

/** Somebody whom alarms reach. */
export abstract class AlarmSubscriber {
  /**
   * A mailbox, which confirms the subscription by a link (SNS).
   * @param address such as on-call@example.com
   */
  static email(address: string): AlarmSubscriber {
    if (!Token.isUnresolved(address) && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) {
      fail({ where: 'AlarmSubscriber.email', what: 'the address is none', given: address, allowed: 'name@domain', fix: 'correct it' });
    }
    return new TopicSubscriber(new subscriptions.EmailSubscription(address));
  }

  /**
   * An HTTPS endpoint, such as a pager's, which confirms the subscription (SNS).
   * @param url beginning with https://
   */
  static url(url: string): AlarmSubscriber {
    if (!Token.isUnresolved(url) && !/^https:\/\/\S+$/.test(url)) {
      fail({ where: 'AlarmSubscriber.url', what: 'the endpoint is not encrypted', given: url, allowed: 'https://…', fix: 'give an https URL' });
    }
    return new TopicSubscriber(new subscriptions.UrlSubscription(url));
  }

  /**
   * Any subscription of SNS.
   * @param subscription of aws-cdk-lib/aws-sns-subscriptions
   */
  static subscription(subscription: sns.ITopicSubscription): AlarmSubscriber {
    return new TopicSubscriber(subscription);
  }

  /**
   * A channel of Slack through Amazon Q Developer in chat applications (formerly AWS Chatbot), whose workspace was authorized in its
   * console once. A channel has one configuration an account.
   * @param workspaceId such as T0123ABCD
   * @param channelId such as C0123ABCD
   */
  static slackChannel(workspaceId: string, channelId: string): AlarmSubscriber {
    const check = (prop: string, given: string, pattern: RegExp, allowed: string) => {
      if (!pattern.test(given)) { fail({ where: 'AlarmSubscriber.slackChannel', what: `${prop} is none`, given, allowed, fix: 'copy it from a link to the channel' }); }
    };
    check('workspaceId', workspaceId, /^[0-9A-Z]{1,255}$/, 'digits and capital letters, such as T0123ABCD');
    check('channelId', channelId, /^[A-Za-z0-9]+$/, 'digits and letters, such as C0123ABCD');
    return new SlackChannel(workspaceId, channelId);
  }

  /**
   * An incoming webhook of Slack. A function of the library turns alarms, budgets and unusual costs into one readable message each,
   * tries again for some minutes, and keeps in a queue what could not be posted.
   * @param secret holds the webhook's URL alone, as plain text; of the guard's region
   */
  static slackWebhook(secret: secretsmanager.ISecret): AlarmSubscriber {
    return new Webhook('slack', secret);
  }

  /**
   * A workflow of Teams that posts cards ("Post to a channel when a webhook request is received"). Messages as for `slackWebhook`.
   * @param secret holds the webhook's URL alone, as plain text; of the guard's region
   */
  static teamsWebhook(secret: secretsmanager.ISecret): AlarmSubscriber {
    return new Webhook('teams', secret);
  }

  /**
   * Whether it is one for the topics of all regions, and so is bound when all of them are there.
   * @internal
   */
  public readonly _isOfAllRegions: boolean = false;

  /**
   * Subscribes to topics.
   * @param far those of us-east-1, whose stack is deployed after that of the others; for one of all regions only
   * @internal
   */
  public abstract _bind(topics: RegionalTopics, far?: RegionalTopics): void;
}

class TopicSubscriber extends AlarmSubscriber {
  constructor(private readonly subscription: sns.ITopicSubscription) { super(); }

  public _bind({ topics }: RegionalTopics) {
    for (const topic of topics) { topic.addSubscription(this.subscription); }
  }
}

class SlackChannel extends AlarmSubscriber {
  public readonly _isOfAllRegions = true;

  constructor(private readonly workspaceId: string, private readonly channelId: string) { super(); }

  public _bind(here: RegionalTopics, far?: RegionalTopics) {
    const { scope, topics } = far ?? here;
    const id = `Slack-${this.channelId}`;
    const known = far ? here.topics.map((topic, i) => sns.Topic.fromTopicArn(scope, `${id}-${i}`, namedArn(topic, Stack.of(scope)))) : [];
    new chatbot.SlackChannelConfiguration(scope, id, {
      slackChannelConfigurationName: `${Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' })}-${this.channelId}`,
      slackWorkspaceId: this.workspaceId,
      slackChannelId: this.channelId,
      notificationTopics: [...known, ...topics],
      // Notices are all it passes on: what it may do when spoken to is nothing.
      guardrailPolicies: [],
    });
  }
}

class Webhook extends AlarmSubscriber {
  public readonly _isOfAllRegions = true;

  constructor(private readonly format: WebhookFormat, private readonly secret: secretsmanager.ISecret) { super(); }

  public _bind({ scope, topics }: RegionalTopics, far?: RegionalTopics) {
    const id = `Notifier${scope.node.children.filter(({ node }) => /^Notifier\d+$/.test(node.id)).length + 1}`;
    createNotifier(scope, id, { format: this.format, secret: this.secret, topics, far });
  }
}

/** Who is told of what. A kind without subscribers of its own is told to those of `general`. */
export interface AlarmNotifications {
  /** Told of every kind that has none of its own. @default nobody: then each kind needs its own */
  readonly general?: AlarmSubscriber[];
  /** Functions that fail. @default general */
  readonly errors?: AlarmSubscriber[];
  /** 5xx answers, and objectives that are missed. @default general */
  readonly serverErrors?: AlarmSubscriber[];
  /** Functions near their time-out, and unusual traffic. @default general */
  readonly latency?: AlarmSubscriber[];
  /** Throttled functions and tables, quotas. @default general */
  readonly throttles?: AlarmSubscriber[];
  /** Queues, dead letters and streams. @default general */
  readonly backlog?: AlarmSubscriber[];
  /** Charges, budgets and unusual costs. @default general */
  readonly budget?: AlarmSubscriber[];
}
