import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** What CloudFormation learns of a custom resource. */
export interface ResourceAnswer {
  readonly physicalResourceId: string;
  /** Values for `Fn::GetAtt`. */
  readonly data?: { readonly [name: string]: string };
}

const ATTEMPTS = 5;
/** CloudFormation takes answers of 4,096 bytes. */
const REASON_MAX = 1_000;

/** Runs `run` and tells CloudFormation how it ended: without an answer a stack waits for an hour. */
export async function answerCloudFormation(event: CloudFormationCustomResourceEvent, run: () => Promise<ResourceAnswer>): Promise<void> {
  const known = 'PhysicalResourceId' in event ? event.PhysicalResourceId : NEVER_MADE;
  let answer: object;
  try {
    const { physicalResourceId, data } = await run();
    answer = { Status: 'SUCCESS', PhysicalResourceId: physicalResourceId, Data: data };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, REASON_MAX);
    answer = { Status: 'FAILED', PhysicalResourceId: known, Reason: reason };
  }
  const { StackId, RequestId, LogicalResourceId } = event;
  await send(event.ResponseURL, JSON.stringify({ ...answer, StackId, RequestId, LogicalResourceId }));
}

/** Id of a resource whose creation failed: CloudFormation deletes it by that. */
export const NEVER_MADE = 'never-made';

async function send(url: string, body: string) {
  for (let attempt = 1; ; attempt++) {
    try {
      const { ok, status } = await fetch(url, { method: 'PUT', body, headers: { 'content-type': '' } });
      if (ok) { return; }
      throw new Error(`CloudFormation took no answer: ${status}`);
    } catch (error) {
      if (attempt === ATTEMPTS) { throw error; }
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
    }
  }
}
