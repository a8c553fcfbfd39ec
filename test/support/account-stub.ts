import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asked, entriesXml, md5, objectKey, type Members } from './account-requests';

export interface StubMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: { readonly [name: string]: string };
  readonly sentAt: number;
  readonly group?: string;
  readonly deduplicationId?: string;
  receives: number;
  /** Receipt of who holds it: it is hidden from others. */
  heldBy?: string;
}

export interface StubQueue {
  readonly url: string;
  readonly arn: string;
  readonly messages: StubMessage[];
  deadLetterTargetArn?: string;
}

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';

/**
 * An account with one stack, as far as operators' commands look at it and act on it, over HTTP. Queues hide what is
 * received until it is released, count receives, and lose nothing by themselves. What the stub was not taught is answered
 * 400 and told by `close`.
 */
export class AccountStub {
  readonly queues = new Map<string, StubQueue>();
  readonly objects = new Map<string, string>();
  readonly logs = new Map<string, { readonly timestamp: number; readonly message: string }[]>();
  readonly functions = new Map<string, { [name: string]: string }>();
  readonly mappings = new Map<string, Members>();
  readonly subscriptions = new Map<string, Members>();
  readonly stacks = new Map<string, { type: string; id: string }[]>();
  readonly published: { readonly message: string; readonly group?: string; readonly deduplicationId?: string }[] = [];
  readonly asked: string[] = [];
  /** What an operation is answered with instead, once or always. */
  refuse?: (operation: string, input: Members) => { readonly status: number; readonly code: string; readonly message?: string } | undefined;
  /** False where the engine has no StartMessageMoveTask. */
  movesTasks = true;
  private readonly tasks = new Map<string, { moved: number; total: number; to: string }>();
  private url = '';

  private readonly untaught: string[] = [];
  private readonly server = createServer((request, response) => { void this.serve(request, response); });

  /** @returns the endpoint, for AWS_ENDPOINT_URL */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this.url;
  }

  async close() {
    await new Promise((resolve) => { this.server.close(resolve); this.server.closeAllConnections(); });
    if (this.untaught.length > 0) { throw new Error(`the account stub was not taught: ${this.untaught.join('; ')}`); }
  }

  reset() {
    const { queues, objects, logs, functions, mappings, subscriptions, stacks, tasks } = this;
    for (const map of [queues, objects, logs, functions, mappings, subscriptions, stacks, tasks]) { map.clear(); }
    this.published.length = 0;
    this.asked.length = 0;
    this.refuse = undefined;
    this.movesTasks = true;
  }

  addQueue(name: string, facts: { readonly deadLettersIn?: string; readonly stack?: string } = {}): StubQueue {
    const queue: StubQueue = { url: `${this.url}/${ACCOUNT}/${name}`, arn: arnOf('sqs', name), messages: [] };
    if (facts.deadLettersIn) { queue.deadLetterTargetArn = arnOf('sqs', facts.deadLettersIn); }
    this.queues.set(queue.url, queue);
    this.addResource('AWS::SQS::Queue', queue.url, facts.stack);
    return queue;
  }

  addResource(type: string, id: string, stack = 'Shop') {
    this.stacks.set(stack, [...this.stacks.get(stack) ?? [], { type, id }]);
  }

  queue(name: string): StubQueue {
    const found = [...this.queues.values()].find(({ url }) => url.endsWith(`/${name}`));
    if (!found) { throw new Error(`no queue ${name}`); }
    return found;
  }

  put(name: string, body: string, facts: Partial<StubMessage> = {}): StubMessage {
    const message: StubMessage = { id: randomUUID(), body, attributes: {}, sentAt: Date.parse('2026-11-24T10:00:00Z'), receives: 5, ...facts };
    this.queue(name).messages.push(message);
    return message;
  }

  bodies(name: string): string[] { return this.queue(name).messages.map(({ body }) => body); }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const text = Buffer.concat(chunks).toString('utf8');
    const { operation, input } = asked(request, text);
    this.asked.push(operation);
    const json = request.headers['x-amz-target'] !== undefined;
    const refuse = (status: number, code: string, message = code) => {
      if (json || request.url!.startsWith('/20')) {
        response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code });
        return response.end(JSON.stringify({ __type: `com.amazonaws#${code}`, message }));
      }
      const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
      return response.writeHead(status, { 'Content-Type': 'text/xml' }).end(operation.includes('Object') ? error : `<ErrorResponse>${error}</ErrorResponse>`);
    };
    const refused = this.refuse?.(operation, input);
    if (refused) { return refuse(refused.status, refused.code, refused.message); }
    try {
      const answer = this.run(operation, input, request, text);
      if (answer === undefined) { return refuse(404, 'NotFound'); }
      const isXml = typeof answer === 'string';
      response.writeHead(200, { 'Content-Type': isXml ? 'text/xml' : 'application/json' }).end(isXml ? answer : JSON.stringify(answer));
    } catch (error) {
      if (error instanceof Refused) { return refuse(400, error.code, error.message); }
      this.untaught.push(`${operation}: ${String(error)}`);
      refuse(400, 'Untaught');
    }
    return undefined;
  }

  private run(operation: string, input: Members, request: IncomingMessage, text: string): Members | string | undefined {
    const queue = input.QueueUrl && this.queues.get(input.QueueUrl);
    switch (operation) {
      case 'ListStackResources': return this.listStackResources(input);
      case 'GetSubscriptionAttributes': return entriesXml('GetSubscriptionAttributes', 'Attributes', this.subscriptions.get(input.SubscriptionArn)!);
      case 'GetQueueAttributes': return { Attributes: attributesOf(queue) };
      case 'ReceiveMessage': return this.receive(queue, input);
      case 'ChangeMessageVisibilityBatch': {
        if (input.Entries.some(({ VisibilityTimeout }: Members) => VisibilityTimeout !== 0)) { throw new Error('hides for longer'); }
        input.Entries.forEach(({ ReceiptHandle }: Members) => { delete held(queue, ReceiptHandle).heldBy; });
        return { Successful: input.Entries.map(({ Id }: Members) => ({ Id })), Failed: [] };
      }
      case 'SendMessage': return this.send(queue, input);
      case 'DeleteMessage': queue.messages.splice(queue.messages.indexOf(held(queue, input.ReceiptHandle)), 1); return {};
      case 'StartMessageMoveTask': return this.startMove(input);
      case 'ListMessageMoveTasks': return this.tellMove(input);
      case 'FilterLogEvents': return this.filterLogs(input);
      case 'PublishBatch': return this.publishBatch(input);
      case 'GetEventSourceMapping': return this.mappings.get(request.url!.split('/').pop()!);
      case 'ListEventSourceMappings': {
        const params = new URL(request.url!, this.url).searchParams;
        return { EventSourceMappings: [...this.mappings.values()].filter(({ EventSourceArn, FunctionArn }) => [null, EventSourceArn].includes(params.get('EventSourceArn')) && [null, FunctionArn].includes(params.get('FunctionName'))) };
      }
      case 'GetFunctionConfiguration': {
        const name = decodeURIComponent(request.url!.split('/')[3]).split(':').pop()!;
        const variables = this.functions.get(name);
        return variables && { FunctionName: name, LoggingConfig: { LogGroup: `/logs/${name}` }, Environment: { Variables: variables } };
      }
      case 'ListObjectsV2': return this.listObjects(request);
      case 'GetObject': return this.objects.get(objectKey(request));
      case 'PutObject': this.objects.set(objectKey(request), text); return '';
      case 'DeleteObject': this.objects.delete(objectKey(request)); return '';
      default: throw new Error('is not known');
    }
  }

  private listStackResources({ StackName, NextToken }: Members): string {
    const all = this.stacks.get(StackName);
    if (!all) { throw new Refused('ValidationError', `Stack with id ${StackName} does not exist`); }
    const from = Number(NextToken ?? 0);
    const page = all.slice(from, from + 2).map(({ type, id }, i) => `<member><LogicalResourceId>R${from + i}</LogicalResourceId><PhysicalResourceId>${id}</PhysicalResourceId>`
      + `<ResourceType>${type}</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus><LastUpdatedTimestamp>2026-11-24T10:00:00Z</LastUpdatedTimestamp></member>`);
    return `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${page.join('')}</StackResourceSummaries>`
      + `${from + 2 < all.length ? `<NextToken>${from + 2}</NextToken>` : ''}</ListStackResourcesResult></ListStackResourcesResponse>`;
  }

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
  private receive(queue: StubQueue, { MaxNumberOfMessages = 1 }: Members) {
    const locked = new Set(queue.messages.filter(({ heldBy }) => heldBy).map(({ group }) => group).filter(Boolean));
    const found = queue.messages.filter(({ heldBy, group }) => !heldBy && !locked.has(group)).slice(0, MaxNumberOfMessages);
    const messages = found.map((message) => {
      message.receives++;
      message.heldBy = randomUUID();
      return {
        MessageId: message.id,
        ReceiptHandle: message.heldBy,
        Body: message.body,
        MD5OfBody: md5(message.body),
        Attributes: {
          SentTimestamp: String(message.sentAt),
          ApproximateReceiveCount: String(message.receives),
          ...(message.group && { MessageGroupId: message.group, MessageDeduplicationId: message.deduplicationId }),
        },
        MessageAttributes: Object.fromEntries(Object.entries(message.attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }])),
      };
    });
    return { Messages: messages };
  }

  private send(queue: StubQueue, { MessageBody, MessageAttributes = {}, MessageGroupId, MessageDeduplicationId }: Members) {
    if (queue.url.endsWith('.fifo') !== (MessageGroupId !== undefined && MessageDeduplicationId !== undefined)) { throw new Error('a FIFO queue takes groups, no other does'); }
    const message: StubMessage = {
      id: randomUUID(),
      body: MessageBody,
      attributes: Object.fromEntries(Object.entries<any>(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue])),
      sentAt: Date.now(),
      receives: 0,
      ...(MessageGroupId && { group: MessageGroupId, deduplicationId: MessageDeduplicationId }),
    };
    const twice = MessageDeduplicationId !== undefined && queue.messages.some(({ deduplicationId }) => deduplicationId === MessageDeduplicationId);
    if (!twice) { queue.messages.push(message); }
    return { MessageId: message.id, MD5OfMessageBody: md5(MessageBody) };
  }

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
  private startMove({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond = 1 }: Members) {
    if (!this.movesTasks) { throw new Refused('InvalidAction', 'The action StartMessageMoveTask is not valid for this endpoint.'); }
    if (!(MaxNumberOfMessagesPerSecond >= 1 && MaxNumberOfMessagesPerSecond <= 500)) { throw new Error(`${MaxNumberOfMessagesPerSecond} messages a second`); }
    const queues = [...this.queues.values()];
    if (!queues.some(({ deadLetterTargetArn }) => deadLetterTargetArn === SourceArn)) { throw new Refused('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.'); }
    this.tasks.set(SourceArn, { moved: 0, total: queues.find(({ arn }) => arn === SourceArn)!.messages.length, to: DestinationArn });
    return { TaskHandle: 'task-1' };
  }

  /** Each time it is asked, one more message has moved. */
  private tellMove({ SourceArn }: Members) {
    const task = this.tasks.get(SourceArn)!;
    const byArn = (wanted: string) => [...this.queues.values()].find(({ arn }) => arn === wanted)!;
    const message = byArn(SourceArn).messages.shift();
    if (message) {
      byArn(task.to).messages.push({ ...message, id: randomUUID(), receives: 0 });
      task.moved++;
    }
    const running = byArn(SourceArn).messages.length > 0;
    return { Results: [{ Status: running ? 'RUNNING' : 'COMPLETED', SourceArn, ApproximateNumberOfMessagesMoved: task.moved, ApproximateNumberOfMessagesToMove: task.total }] };
  }

  private filterLogs({ logGroupName, filterPattern, startTime, nextToken }: Members) {
    const group = this.logs.get(logGroupName);
    if (!group) { throw new Refused('ResourceNotFoundException', `The specified log group does not exist: ${logGroupName}`); }
    const term = /^"(.*)"$/.exec(filterPattern)?.[1];
    if (!term) { throw new Error(`the pattern ${filterPattern}`); }
    // CloudWatch Logs answers empty pages while it still searches.
    if (nextToken === undefined) { return { events: [], nextToken: 'go on' }; }
    return { events: group.filter(({ timestamp, message }) => timestamp >= startTime && message.includes(term)) };
  }

  private publishBatch(form: Members): string {
    const results: string[] = [];
    for (let i = 1; form[`PublishBatchRequestEntries.member.${i}.Id`] !== undefined; i++) {
      const member = (name: string) => form[`PublishBatchRequestEntries.member.${i}.${name}`];
      this.published.push({ message: member('Message'), group: member('MessageGroupId'), deduplicationId: member('MessageDeduplicationId') });
      results.push(`<member><Id>${member('Id')}</Id><MessageId>m</MessageId></member>`);
    }
    return `<PublishBatchResponse><PublishBatchResult><Failed/><Successful>${results.join('')}</Successful></PublishBatchResult></PublishBatchResponse>`;
  }

  private listObjects(request: IncomingMessage): string {
    const url = new URL(request.url!, this.url);
    const bucket = url.pathname.slice(1).replace(/\/$/, '');
    const prefix = `${bucket}/${url.searchParams.get('prefix') ?? ''}`;
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort().map((key) => key.slice(bucket.length + 1));
    const from = Number(url.searchParams.get('continuation-token') ?? 0);
    const more = from + 2 < keys.length;
    return `<ListBucketResult>${keys.slice(from, from + 2).map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('')}`
      + `<IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''}</ListBucketResult>`;
  }
}

class Refused extends Error {
  constructor(readonly code: string, message: string) { super(message); }
}

export function arnOf(service: string, name: string): string { return `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`; }

function attributesOf(queue: StubQueue) {
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(queue.messages.filter(({ heldBy }) => !heldBy).length),
    ApproximateNumberOfMessagesNotVisible: String(queue.messages.filter(({ heldBy }) => heldBy).length),
    ...(queue.deadLetterTargetArn && { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queue.deadLetterTargetArn, maxReceiveCount: 5 }) }),
  };
}

function held(queue: StubQueue, receipt: string): StubMessage {
  const message = queue.messages.find(({ heldBy }) => heldBy === receipt);
  if (!message) { throw new Refused('ReceiptHandleIsInvalid', receipt); }
  return message;
}
