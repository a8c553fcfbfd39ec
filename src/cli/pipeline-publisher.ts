import { GetEventSourceMappingCommand, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Aws } from './aws';
import type { StackResource } from './stack-resources';
import { publisherEnv, type EventsDefinition } from '../contract/order-events-pipeline';

/** The deployed publisher of a pipeline, as its own settings tell. */
export interface Publisher {
  readonly functionName: string;
  readonly tableName: string;
  readonly topicArn: string;
  readonly setAsideBucketName: string;
  readonly definition: EventsDefinition;
}

/** The publishers among the functions that read a table's stream. */
export async function findPublishers(resources: readonly StackResource[], { lambda }: Pick<Aws, 'lambda'>): Promise<Publisher[]> {
  const mappings = await Promise.all(resources.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
    .map(({ id }) => lambda.send(new GetEventSourceMappingCommand({ UUID: id }))));
  const publishers = await Promise.all(mappings.map(async ({ EventSourceArn, FunctionArn }) => {
    const tableName = /:dynamodb:.*:table\/([^/]+)\/stream\//.exec(EventSourceArn ?? '')?.[1];
    return tableName && FunctionArn ? publisherOf(FunctionArn, tableName, lambda) : undefined;
  }));
  return publishers.filter((publisher) => publisher !== undefined);
}

async function publisherOf(functionArn: string, tableName: string, lambda: Aws['lambda']): Promise<Publisher | undefined> {
  const { FunctionName, Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionArn }));
  const variables = Environment?.Variables ?? {};
  if (!publisherEnv.names.every((name) => variables[name])) { return undefined; }
  const { TOPIC_ARN, SET_ASIDE_BUCKET_NAME, EVENTS_JSON } = publisherEnv.read(variables);
  return {
    functionName: FunctionName ?? functionArn,
    tableName,
    topicArn: TOPIC_ARN,
    setAsideBucketName: SET_ASIDE_BUCKET_NAME,
    definition: JSON.parse(EVENTS_JSON),
  };
}
