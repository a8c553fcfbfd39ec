import { AccountStub, arnOf } from './account-stub';
import { ORDER_EVENTS } from './streams';
import { COMMANDS } from '../../src/cli/commands';
import { main } from '../../src/cli/main';
import { publisherEnv, type EventsDefinition } from '../../src/contract/order-events-pipeline';
import { fakeIo } from '../cli/fake-io';

export const PUBLISHER = 'publisher';
export const SET_ASIDE = 'shop-set-aside';

interface ShopFacts { readonly fifo?: boolean; readonly definition?: EventsDefinition }

/** The stack `Shop`: one pipeline with the worker `mail`, as its constructs deploy it. */
export function deployShop(account: AccountStub, { fifo = false, definition = ORDER_EVENTS }: ShopFacts = {}) {
  const named = (name: string) => (fifo ? `${name}.fifo` : name);
  const queue = account.addQueue(named('mail'), { deadLettersIn: named('mail-dlq') });
  account.addQueue(named('mail-dlq'));
  const undelivered = account.addQueue(named('mail-subscription-dlq'));
  const subscription = arnOf('sns', 'order-events:1');
  account.addResource('AWS::SNS::Subscription', subscription);
  account.subscriptions.set(subscription, { Protocol: 'sqs', Endpoint: queue.arn, RedrivePolicy: JSON.stringify({ deadLetterTargetArn: undelivered.arn }) });
  account.addResource('AWS::Lambda::EventSourceMapping', 'm-1');
  account.mappings.set('m-1', {
    UUID: 'm-1',
    EventSourceArn: arnOf('dynamodb', 'table/Orders/stream/2026-11-24T00:00:00.000'),
    FunctionArn: arnOf('lambda', `function:${PUBLISHER}`),
    DestinationConfig: { OnFailure: { Destination: `arn:aws:s3:::${SET_ASIDE}` } },
  });
  account.functions.set(PUBLISHER, publisherEnv.render({
    TOPIC_ARN: arnOf('sns', named('order-events')), SET_ASIDE_BUCKET_NAME: SET_ASIDE, EVENTS_JSON: JSON.stringify({ ...definition, ordered: fifo }), SERVICE_NAME: 'publisher',
  }));
  account.addResource('AWS::Lambda::EventSourceMapping', 'm-2');
  account.mappings.set('m-2', { UUID: 'm-2', EventSourceArn: queue.arn, FunctionArn: arnOf('lambda', 'function:mail') });
  account.functions.set('mail', {});
  account.logs.set('/logs/mail', []);
}

/** Credentials and region as a shell has them. */
export const SIGNED_IN = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Points the AWS SDK at `endpoint` until the tests of the file are over. */
export function useEndpoint(endpoint: () => string) {
  const before = { ...process.env };
  beforeAll(() => {
    Object.assign(process.env, SIGNED_IN, { AWS_ENDPOINT_URL: endpoint(), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
  });
  afterAll(() => { process.env = before; });
}

/** An account with the stack `Shop`, as new before each test, to which the AWS SDK speaks while the tests of the file run. */
export function shopAccount(): AccountStub {
  const account = new AccountStub();
  let endpoint: string;
  beforeAll(async () => { endpoint = await account.listen(); });
  useEndpoint(() => endpoint);
  afterAll(() => account.close());
  beforeEach(() => {
    account.reset();
    deployShop(account);
  });
  return account;
}

/** `npx serverless-inteligente <args>`, in this process. */
export async function command(args: readonly string[], answers: string[] = []) {
  const io = fakeIo({ answers, env: process.env });
  const code = await main(args, io, COMMANDS, '1.2.3');
  return { code, printed: io.printed.join('\n'), noted: io.noted.join('\n'), asked: io.asked };
}
