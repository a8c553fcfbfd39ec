import type { Context, SNSEvent } from 'aws-lambda';
import { notify, type NotifyPorts } from './notify-flow';
import { webhookStore } from './webhook-store';
import { notifierEnv, type WebhookFormat } from '../../contract/cost-guard-alarms';
import { createLog } from '../kit/log';
import { requestLimits } from '../kit/request-limits';
import { SecretsManagerClient } from '../kit/secrets-manager-client';

const env = notifierEnv.read(process.env);
const client = new SecretsManagerClient({ maxAttempts: 3, requestHandler: requestLimits(3_000) });

const ports: Omit<NotifyPorts, 'leftMs'> = {
  format: env.WEBHOOK_FORMAT as WebhookFormat,
  post: webhookStore(client, env.WEBHOOK_SECRET_ARN, Date.now),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  log: createLog(env.SERVICE_NAME),
};

/** Posts what a topic was told to a webhook. */
export const handler = (event: SNSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> =>
  notify(event.Records.map(({ Sns: { Message: message, Subject: subject } }) => ({ message, subject })), {
    ...ports, leftMs: () => context.getRemainingTimeInMillis(),
  });
