import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { readAnswer } from './before-write-answer';
import type { BeforeWrite } from './crud-ports';
import { Unavailable } from '../kit/failures';

/** How long the function may take, a cold start of its own included. */
const LIMIT_MS = 5_000;

/**
 * The function of `beforeWrite`, invoked once a call: it may do more than answer, so that nobody but the client sends again.
 * Whatever it does but answer in time as it should is Unavailable, the cause being for the log.
 */
export function beforeWriteFunction(client: LambdaClient, functionArn: string, limitMs = LIMIT_MS): BeforeWrite {
  return async (event) => {
    const abort = new AbortController();
    const limit = setTimeout(() => abort.abort(), limitMs);
    try {
      const command = new InvokeCommand({ FunctionName: functionArn, InvocationType: 'RequestResponse', Payload: Buffer.from(JSON.stringify(event)) });
      const { FunctionError: crash, Payload: payload = [] } = await client.send(command, { abortSignal: abort.signal });
      // Not what it crashed with: its own log has that, and it may hold what was sent.
      if (crash) { throw new Error(`the function of beforeWrite crashed (${crash}): its own log says with what`); }
      return readAnswer(Buffer.from(payload).toString('utf8'));
    } catch (error) {
      const cause = abort.signal.aborted ? new Error(`the function of beforeWrite did not answer within ${limitMs} ms`, { cause: error }) : error;
      throw noAnswer(cause);
    } finally {
      clearTimeout(limit);
    }
  };
}

/** What the client is told of a function that does not answer as it should. @param cause for the log, and never holding what was sent */
export function noAnswer(cause: unknown): Unavailable {
  return new Unavailable('What must agree to this write gave no answer. Nothing was written. Send the request again.', undefined, { cause });
}
