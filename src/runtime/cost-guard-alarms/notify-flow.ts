import { readNotice } from './notice';
import { slackMessage, teamsMessage } from './webhook-message';
import type { WebhookFormat } from '../../contract/cost-guard-alarms';
import { backoffMs } from '../kit/backoff';
import type { Log } from '../kit/log';

/** Within one invocation; Lambda gives two more invocations, after one minute and after two, and then keeps the notice. */
const ATTEMPTS_MAX = 3;
/** What an attempt may take, and failing after it. */
const ATTEMPT_MS = 6_000;

export interface WebhookAnswer {
  /** None where the webhook could not be reached. */
  readonly status?: number;
  /** When it may be asked again, where it says. */
  readonly retryAfterMs?: number;
}

export interface NotifyPorts {
  readonly format: WebhookFormat;
  readonly post: (body: string) => Promise<WebhookAnswer>;
  readonly wait: (ms: number) => Promise<void>;
  /** [0, 1) */
  readonly random: () => number;
  /** Left of the invocation. */
  readonly leftMs: () => number;
  readonly log: Log;
}

/**
 * Posts each notice as one message.
 * @throws when one could not be posted; the message tells nothing of the webhook, whose address is a secret
 */
export async function notify(notices: readonly { readonly message: string; readonly subject?: string }[], ports: NotifyPorts): Promise<void> {
  for (const { message, subject } of notices) {
    const notice = readNotice(message, subject);
    await postUntilTaken(ports.format === 'slack' ? slackMessage(notice) : teamsMessage(notice), ports);
    ports.log.info('notified', { title: notice.title });
  }
}

async function postUntilTaken(body: string, { post, wait, random, leftMs }: NotifyPorts): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { status, retryAfterMs = 0 } = await post(body);
    if (status !== undefined && status < 300) { return; }
    const isFinal = status !== undefined && status < 500 && status !== 429 && status !== 408;
    const waitMs = Math.max(backoffMs(attempt, 1_000, 5_000, random), retryAfterMs);
    if (isFinal || attempt === ATTEMPTS_MAX || waitMs + ATTEMPT_MS > leftMs()) {
      throw new Error(status === undefined ? 'the webhook could not be reached' : `the webhook answered ${status}`);
    }
    await wait(waitMs);
  }
}
