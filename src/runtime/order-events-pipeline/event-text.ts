import type { ItemEvent } from '../../contract/order-events-pipeline';

/** An event as it is published: JSON of characters that SQS takes (SendMessage, MessageBody), among which U+FFFE and U+FFFF are not. */
export function eventText(event: ItemEvent): string {
  return JSON.stringify(event).replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
