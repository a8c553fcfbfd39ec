import { Annotations, aws_chatbot as chatbot, aws_sns as sns, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { AnyAlarm } from './existing-alarms';
import { elementsIn } from './references';
import { settled } from './settled';
import { labelOf } from './watched';

/** Names in a warning each alarm that tells topics of the app alone, to none of which anybody subscribes there. @param nodes of the whole app */
export function warnOfUnheardTopics(alarms: readonly AnyAlarm[], nodes: readonly IConstruct[]) {
  if (alarms.length === 0) { return; }
  const heard = new Set(nodes.flatMap((node) => listenedBy(node)));
  for (const alarm of alarms) {
    const told = textsOf(alarm.alarmActions, alarm).map((action) => elementsIn(action).find((element) => element instanceof sns.CfnTopic));
    const [first] = told;
    if (first === undefined || told.some((topic) => topic === undefined || heard.has(topic))) { continue; }
    Annotations.of(alarm).addWarningV2('serverless-inteligente:cost-guard-alarms.topic',
      `${labelOf(alarm)} tells ${labelOf(first)}, to which nobody subscribes in this app. Subscribe somebody, or take the action away: then the guard tells its subscribers`);
  }
}

/** The topics to which a resource listens. */
function listenedBy(node: IConstruct): IConstruct[] {
  if (node instanceof sns.CfnSubscription) { return elementsIn(node.topicArn); }
  if (node instanceof sns.CfnTopic) { return node.subscription === undefined ? [] : [node]; }
  if (node instanceof chatbot.CfnSlackChannelConfiguration || node instanceof chatbot.CfnMicrosoftTeamsChannelConfiguration) {
    return textsOf(node.snsTopicArns, node).flatMap((arn) => elementsIn(arn));
  }
  return [];
}

/** A list of texts, which may be left for later as a whole. */
function textsOf(list: string[] | undefined, scope: IConstruct): string[] {
  const known = Token.isUnresolved(list) ? settled(Tokenization.reverseList(list!), scope) : list;
  return Array.isArray(known) ? known.map(String) : [];
}
