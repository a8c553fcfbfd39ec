import { Resource } from '../assembly';
import { Derived, Line, Model, namesOf, ResourceModel, SECONDS } from '../model';
import { Passes } from '../relations';
import { firesPerMonth } from '../schedule';

/** Messages of an alarm's topic, or of any that no function publishes to. */
const NOTICES = 100;
/**
 * Lambda polls a queue by 5 connections that wait 20 s each when there is nothing.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const EMPTY_RECEIVES = 5 * SECONDS / 20;

export const TOPIC: ResourceModel = {
  usage: {
    publishes: {
      unit: 'messages',
      about: 'published',
      assumed: (topic, model) => model.fromCallers(topic, Passes.PUBLISHES, 1, 'one an invocation') ?? NOTICES,
    },
    messageKB: { unit: 'KB', about: 'mean size of a message', assumed: 2, max: 256 },
  },
  lines(topic, model) {
    const publishes = model.usage(topic, 'publishes');
    const chunks = Math.max(1, Math.ceil(model.usage(topic, 'messageKB') / 64));
    const subscriptions = model.resources.ofType('AWS::SNS::Subscription')
      .filter((subscription) => model.resources.refs(subscription, subscription.properties.TopicArn).some(({ key }) => key === topic.key));
    if (topic.properties.FifoTopic === true) { return fifoLines(publishes, publishes * subscriptions.length, model.usage(topic, 'messageKB')); }
    const by = (protocol: RegExp) => publishes * subscriptions.filter(({ properties }) => protocol.test(properties.Protocol)).length;
    return [['sns.requests', publishes * chunks], ['sns.http', by(/^https?$/)], ['sns.email', by(/^email/)]];
  },
};

/** By messages and by bytes, in and out: what a filter holds back counts, too. */
function fifoLines(publishes: number, deliveries: number, messageKB: number): Line[] {
  const gb = messageKB / 1024 ** 2;
  return [
    ['sns.fifo.requests', publishes], ['sns.fifo.payload', publishes * gb], ['sns.fifo.deliveries', deliveries], ['sns.fifo.delivered', deliveries * gb],
  ];
}

export const QUEUE: ResourceModel = {
  usage: {
    messages: { unit: 'messages', about: 'sent to it', assumed: messagesOf },
    messageKB: { unit: 'KB', about: 'mean size of a message', assumed: 2, max: 1024 },
    batchSize: { unit: 'messages', about: 'received and deleted at once', assumed: 1, max: 10_000 },
  },
  lines(queue, model) {
    const messages = model.usage(queue, 'messages');
    const chunks = Math.max(1, Math.ceil(model.usage(queue, 'messageKB') / 64));
    const batches = messages / Math.max(1, Math.min(10, model.usage(queue, 'batchSize')));
    const polled = model.relations.from(queue, Passes.EVENTS).length * EMPTY_RECEIVES;
    const row = queue.properties.FifoQueue === true ? 'sqs.requests.fifo' : 'sqs.requests';
    // A send, and a share of a receive and a delete. SNS's deliveries count as sends: an upper bound.
    return [[row, messages * chunks + 2 * batches + polled]];
  },
};

export const RULE: ResourceModel = {
  usage: { events: { unit: 'events', about: 'that match, or times that the schedule fires', assumed: (rule) => scheduled(rule.properties.ScheduleExpression) ?? 1000 } },
  lines: () => [], // AWS's own events, schedules and deliveries to targets in the account are free
};

export const SCHEDULE: ResourceModel = {
  usage: { events: { unit: 'invocations', about: 'of its target', assumed: (schedule) => scheduled(schedule.properties.ScheduleExpression) ?? 1 } },
  lines: (schedule, model) => [['scheduler.invocations', model.usage(schedule, 'events')]],
};

export const EVENT_BUS: ResourceModel = {
  usage: { events: { unit: 'events', about: 'custom ones put on the bus, of up to 64 KB', assumed: 100_000 } },
  lines: (bus, model) => [['events.custom', model.usage(bus, 'events')]],
};

export const ARCHIVE: ResourceModel = {
  usage: { gb: { unit: 'GB', about: 'of events archived in a month', assumed: 1 } },
  lines(archive, model): Line[] {
    const months = Number(archive.properties.RetentionDays || 365) * 12 / 365;
    return [['events.archive.processing', model.usage(archive, 'gb')], ['events.archive.storage', model.usage(archive, 'gb') * months]];
  },
};

function scheduled(expression: unknown): Derived | undefined {
  const value = firesPerMonth(expression);
  return value === undefined ? undefined : { value, why: `schedule ${expression}` };
}

function messagesOf(queue: Resource, model: Model): number | Derived {
  const sources = model.relations.into(queue, Passes.EVENTS).map(({ from }) => from);
  const fromSources = sources.reduce((sum, source) => sum + sentBy(source, queue, model), 0);
  if (isForFailures(queue, model)) { return sources.length > 0 ? fromSources : { value: 0, why: 'gets what failed' }; }
  const sent = model.fromCallers(queue, Passes.PUBLISHES, 1, 'one an invocation');
  if (sources.length === 0) { return sent ?? NOTICES; }
  return { value: fromSources + (sent?.value ?? 0), why: `from ${namesOf(sources)}${sent ? `; ${sent.why}` : ''}` };
}

/** What a bucket tells of is written by others than those that the queue starts: a notification names the folder that it watches. */
function sentBy(source: Resource, queue: Resource, model: Model): number {
  switch (source.type) {
    case 'AWS::SNS::Topic': return model.usage(source, 'publishes');
    case 'AWS::S3::Bucket': {
      const started = new Set(model.relations.from(queue, Passes.EVENTS).map(({ to }) => to.key));
      const writers = model.relations.into(source, Passes.WRITES).map(({ from }) => from).filter(({ key }) => !started.has(key));
      return writers.length > 0 ? writers.reduce((sum, writer) => sum + model.usage(writer, 'invocations'), 0) : model.usage(source, 'writes');
    }
    default: return model.usage(source, 'events');
  }
}

/** The dead-letter queue of a queue, a subscription, a function or a target, or a failure destination. */
function isForFailures(queue: Resource, model: Model): boolean {
  return model.resources.all.some((resource) => {
    const { RedrivePolicy, DeadLetterConfig, DestinationConfig, Targets = [], Target } = resource.properties;
    const targets = [Target, ...Array.isArray(Targets) ? Targets : []].map((target) => target?.DeadLetterConfig);
    return model.resources.refs(resource, [RedrivePolicy, DeadLetterConfig, DestinationConfig, targets]).some(({ key }) => key === queue.key);
  });
}
