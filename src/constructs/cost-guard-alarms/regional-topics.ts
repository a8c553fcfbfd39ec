import { type aws_sns as sns, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The topics of one region that somebody listens to, each with a name that is known at synth. */
export interface RegionalTopics {
  /** Where what it takes is made. */
  readonly scope: Construct;
  readonly topics: readonly sns.Topic[];
}

/** ARN of a topic from its name, so that a stack that uses it does not depend on the topic's. */
export function namedArn(topic: sns.Topic, from: Stack): string {
  const { account, region } = Stack.of(topic);
  return from.formatArn({ service: 'sns', resource: (topic.node.defaultChild as sns.CfnTopic).topicName!, account, region });
}
