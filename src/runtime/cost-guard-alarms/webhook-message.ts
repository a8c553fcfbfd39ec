import type { Notice } from './notice';

/** Characters of a message that Slack shows whole. */
const SLACK_LENGTH_MAX = 3_000;

/** Body for an incoming webhook of Slack (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export function slackMessage({ mood, title, lines, links }: Notice): string {
  const head = `${mood === 'good' ? ':large_green_circle:' : ':red_circle:'} *${escaped(title)}*`;
  const foot = links.map(({ text, url }) => `<${url}|${escaped(text)}>`).join(' · ');
  const room = SLACK_LENGTH_MAX - head.length - foot.length - 4;
  const body = lines.map(escaped).join('\n');
  const middle = body.length > room ? `${body.slice(0, Math.max(0, room - 2))} …` : body;
  return JSON.stringify({ text: [head, middle, foot].filter(Boolean).join('\n').slice(0, SLACK_LENGTH_MAX) });
}

/** Body for a workflow of Teams that posts cards (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors). */
export function teamsMessage({ mood, title, lines, links }: Notice): string {
  const text = (value: string, more: object = {}) => ({ type: 'TextBlock', text: value, wrap: true, ...more });
  return JSON.stringify({
    type: 'message',
    attachments: [{
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          text(title, { weight: 'Bolder', size: 'Medium', color: mood === 'good' ? 'Good' : 'Attention' }),
          ...lines.slice(0, 20).map((line) => text(line.slice(0, 1_000))),
        ],
        actions: links.slice(0, 6).map((link) => ({ type: 'Action.OpenUrl', title: link.text, url: link.url })),
      },
    }],
  });
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
