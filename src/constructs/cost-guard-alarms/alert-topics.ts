import { aws_iam as iam, aws_kms as kms, aws_sns as sns, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ALARM_KINDS, AlarmKind } from './alarm-kind';
import type { AlarmNotifications, AlarmSubscriber } from './notify';
import { namedArn } from './regional-topics';
import { fail } from '../private/fail';

/** Who publishes: alarms, AWS Budgets and Cost Anomaly Detection. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'];

/** The topics of one region: one for all, and one more for each kind with subscribers of its own. */
export class AlertTopics extends Construct {
  public readonly general: sns.Topic;
  public readonly key: kms.Key;
  private readonly own = new Map<AlarmKind, sns.Topic>();
  private readonly topicsOf: ReadonlyMap<AlarmSubscriber, readonly sns.Topic[]>;

  /** @param topicName of the general topic; the others add their kind to it */
  constructor(scope: Construct, id: string, notify: AlarmNotifications, topicName: string) {
    super(scope, id);
    this.key = createKey(this);
    this.general = this.addTopic('Topic', topicName);
    for (const kind of ALARM_KINDS.filter((one) => ownSubscribers(notify, one).length > 0)) {
      this.own.set(kind, this.addTopic(`Topic-${kind}`, `${topicName}-${kind}`));
    }
    this.topicsOf = this.listeners(notify);
    for (const [subscriber, topics] of this.topicsOf) {
      if (!subscriber._isOfAllRegions) { subscriber._bind({ scope: this, topics }); }
    }
  }

  /** Subscribes those who are one for all regions. @param far the topics of us-east-1, with the same subscribers */
  subscribeOfAllRegions(far?: AlertTopics) {
    for (const [subscriber, topics] of this.topicsOf) {
      if (subscriber._isOfAllRegions) { subscriber._bind({ scope: this, topics }, far && { scope: far, topics: far.topicsOf.get(subscriber)! }); }
    }
  }

  /** The topic that is told of a kind. */
  of(kind: AlarmKind | undefined): sns.Topic {
    return kind === undefined ? this.general : this.own.get(kind) ?? this.general;
  }

  /** ARN of the same from its name, so that a stack that uses it does not depend on this one. */
  arnOf(kind: AlarmKind | undefined, from: Stack): string {
    return namedArn(this.of(kind), from);
  }

  private addTopic(id: string, topicName: string): sns.Topic {
    const topic = new sns.Topic(this, id, { topicName, displayName: topicName.slice(0, 100), masterKey: this.key, enforceSSL: true });
    for (const service of PUBLISHERS) {
      topic.addToResourcePolicy(new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: ofThisAccount(this),
      }));
    }
    return topic;
  }

  private listeners(notify: AlarmNotifications): Map<AlarmSubscriber, sns.Topic[]> {
    const topicsOf = new Map<AlarmSubscriber, sns.Topic[]>();
    const add = (subscriber: AlarmSubscriber, topic: sns.Topic) => topicsOf.set(subscriber, [...topicsOf.get(subscriber) ?? [], topic]);
    for (const subscriber of notify.general ?? []) { add(subscriber, this.general); }
    for (const [kind, topic] of this.own) {
      for (const subscriber of ownSubscribers(notify, kind)) { add(subscriber, topic); }
    }
    return topicsOf;
  }
}

/** @throws a synth error where an alarm could reach nobody */
export function checkNotifications(where: string, notify: AlarmNotifications) {
  if ((notify.general ?? []).length > 0) { return; }
  const alone = ALARM_KINDS.filter((kind) => ownSubscribers(notify, kind).length === 0);
  if (alone.length > 0) {
    fail({
      where,
      what: `notify reaches nobody for ${alone.join(', ')}`,
      allowed: 'a subscriber for every kind of alarm',
      fix: 'give notify.general: [AlarmSubscriber.email(\'on-call@example.com\')], or subscribers of each of these kinds',
    });
  }
}

/** A key of the customer's: the one that AWS keeps for SNS can't be used by CloudWatch or Budgets. */
function createKey(scope: Construct): kms.Key {
  const key = new kms.Key(scope, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY, description: `Encrypts the alerts of ${scope.node.path}` });
  key.addToResourcePolicy(new iam.PolicyStatement({
    principals: PUBLISHERS.map((service) => new iam.ServicePrincipal(service)),
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: ofThisAccount(scope),
  }));
  return key;
}

function ofThisAccount(scope: Construct) {
  return { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } };
}

/** @returns the subscribers of a kind's own */
function ownSubscribers(notify: AlarmNotifications, kind: AlarmKind): readonly AlarmSubscriber[] {
  const { errors, serverErrors, latency, throttles, backlog, budget } = notify;
  const own = {
    [AlarmKind.ERRORS]: errors,
    [AlarmKind.SERVER_ERRORS]: serverErrors,
    [AlarmKind.LATENCY]: latency,
    [AlarmKind.THROTTLES]: throttles,
    [AlarmKind.BACKLOG]: backlog,
    [AlarmKind.BUDGET]: budget,
  };
  return own[kind] ?? [];
}
