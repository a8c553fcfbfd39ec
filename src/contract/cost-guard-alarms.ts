import { defineEnv } from './env';

/** What a webhook takes. */
export type WebhookFormat = 'slack' | 'teams';

/** Environment of the function that posts notices to a webhook. */
export const notifierEnv = defineEnv(['WEBHOOK_SECRET_ARN', 'WEBHOOK_FORMAT', 'SERVICE_NAME']);
