import {
  Annotations, aws_apigateway as apigateway, aws_apigatewayv2 as apigatewayv2, aws_cloudfront as cloudfront, aws_dynamodb as dynamodb,
  aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, CfnResource, Stack, Token,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AlertTopics } from './alert-topics';
import { deadLetterQueues } from './dead-letter-queues';
import { firstLogicalIdIn, logicalIdIn } from './references';

interface Found {
  readonly resource: CfnResource;
  /** Path of the construct that a person knows: the L2 above the resource. */
  readonly label: string;
  /** Name that its metrics have: the one it was given, since a reference would make an export of it. */
  readonly name: string;
}
export interface WatchedFunction extends Found { readonly kind: 'function'; readonly timeoutSeconds?: number; readonly readsStream: boolean; readonly resource: lambda.CfnFunction }
export interface WatchedApi extends Found { readonly kind: 'api'; readonly stage: string; readonly isHttp: boolean }
export interface WatchedTable extends Found { readonly kind: 'table'; readonly indexes: readonly string[]; readonly isProvisioned: boolean }
export interface WatchedQueue extends Found { readonly kind: 'queue'; readonly holdsDeadLetters: boolean }
export interface WatchedDistribution extends Found { readonly kind: 'distribution' }
export interface WatchedTopic extends Found { readonly kind: 'topic'; readonly hasDeadLetters: boolean }
/** `filterId` of its metrics of all requests. */
export interface WatchedBucket extends Found { readonly kind: 'bucket'; readonly filterId?: string }
export type Watched = WatchedFunction | WatchedApi | WatchedTable | WatchedQueue | WatchedDistribution | WatchedTopic | WatchedBucket;

/** Everything below `scopes` that has alarms, each once, in the order of the tree. */
export function findWatched(scopes: readonly IConstruct[], excluded: readonly IConstruct[]): Watched[] {
  const left = new Set(excluded.flatMap((scope) => scope.node.findAll()));
  const nodes = [...new Set(scopes.flatMap((scope) => scope.node.findAll()))].filter((node) => !left.has(node));
  const resources = nodes.filter((node): node is CfnResource => CfnResource.isCfnResource(node));
  const around = [...new Set(resources.map((resource) => Stack.of(resource)))].flatMap((stack) => stack.node.findAll());
  const readers = streamReaders(around);
  const deadLetters = deadLetterQueues(around);
  return resources.flatMap((resource): Watched[] => {
    const found = { resource, label: labelOf(resource) };
    if (resource instanceof lambda.CfnFunction) {
      const { timeout = 3 } = resource;
      return [{ ...found, resource, kind: 'function', name: nameOf(resource, resource.functionName), timeoutSeconds: Token.isUnresolved(timeout) ? undefined : timeout, readsStream: readers.has(resource) }];
    }
    if (resource instanceof apigateway.CfnStage || resource instanceof apigatewayv2.CfnStage) { return watchedApi(resource, around); }
    if (resource instanceof dynamodb.CfnTable || resource instanceof dynamodb.CfnGlobalTable) {
      return [{ ...found, kind: 'table', name: nameOf(resource, resource.tableName), indexes: indexesOf(resource), isProvisioned: resource.billingMode !== 'PAY_PER_REQUEST' }];
    }
    if (resource instanceof sqs.CfnQueue) {
      return [{ ...found, kind: 'queue', name: isGiven(resource.queueName) ? resource.queueName : resource.attrQueueName, holdsDeadLetters: deadLetters.has(resource) }];
    }
    // A guard's own topic would tell of itself.
    if (resource instanceof sns.CfnTopic && !resource.node.scopes.some((scope) => scope instanceof AlertTopics)) {
      return [{ ...found, kind: 'topic', name: isGiven(resource.topicName) ? resource.topicName : resource.attrTopicName, hasDeadLetters: setsAside(resource, around) }];
    }
    if (resource instanceof s3.CfnBucket) {
      return [{ ...found, kind: 'bucket', name: nameOf(resource, resource.bucketName), filterId: filterOfAll(resource) }];
    }
    if (resource instanceof cloudfront.CfnDistribution) { return [{ ...found, kind: 'distribution', name: resource.ref }]; }
    return [];
  });
}

/** What tells an API's metrics from another's. */
export function dimensionsOf({ name, stage, isHttp }: WatchedApi): { readonly [name: string]: string } {
  return isHttp ? { ApiId: name, Stage: stage } : { ApiName: name, Stage: stage };
}

/** Path of the construct that a person knows. */
export function labelOf(resource: IConstruct): string {
  const { id, scope, path } = resource.node;
  return scope && (id === 'Resource' || id === 'Default') ? scope.node.path : path;
}

/** A stage by its API's name or id, which is what its metrics tell; one that has none that is known, or other metrics, is named in a warning. */
function watchedApi(stage: apigateway.CfnStage | apigatewayv2.CfnStage, around: readonly IConstruct[]): WatchedApi[] {
  const isHttp = stage instanceof apigatewayv2.CfnStage;
  const id = logicalIdIn(Stack.of(stage).resolve(isHttp ? stage.apiId : stage.restApiId));
  const api = around.find((node): node is apigateway.CfnRestApi | apigatewayv2.CfnApi =>
    (node instanceof apigateway.CfnRestApi || node instanceof apigatewayv2.CfnApi) && Stack.of(node).resolve(node.logicalId) === id);
  if (!api) { return []; }
  const label = labelOf(api);
  const without = (why: string): WatchedApi[] => {
    Annotations.of(stage).addWarningV2('serverless-inteligente:cost-guard-alarms.api', `${label} has no alarm: ${why}`);
    return [];
  };
  if (api instanceof apigatewayv2.CfnApi && api.protocolType === 'WEBSOCKET') {
    return without('it is a WebSocket API, whose metrics are not those of requests and answers');
  }
  if (!isHttp && api.name === undefined) { return without('CloudWatch tells REST APIs by name, and that of this one is in its document only. Give it a name'); }
  const stageName = stage.stageName ?? stage.ref;
  return [{ kind: 'api', resource: stage, label, name: isHttp ? api.ref : api.name!, stage: stageName, isHttp }];
}

function nameOf(resource: CfnResource, given: string | undefined): string {
  return isGiven(given) ? given : resource.ref;
}

function isGiven(name: string | undefined): name is string {
  return name !== undefined && !Token.isUnresolved(name);
}

function indexesOf(table: dynamodb.CfnTable | dynamodb.CfnGlobalTable): string[] {
  const indexes: readonly { readonly indexName: string }[] = Stack.of(table).resolve(table.globalSecondaryIndexes) ?? [];
  return indexes.map(({ indexName }) => indexName);
}

/** Whether a subscription of the topic has dead letters. */
function setsAside(topic: sns.CfnTopic, around: readonly IConstruct[]): boolean {
  const id: string = Stack.of(topic).resolve(topic.logicalId);
  return around.some((node) => node instanceof sns.CfnSubscription && node.redrivePolicy !== undefined
    && logicalIdIn(Stack.of(node).resolve(node.topicArn)) === id);
}

/** Id of the metrics of every request of a bucket: of those of a part of it nobody knows what they leave out. */
function filterOfAll(bucket: s3.CfnBucket): string | undefined {
  const found: readonly s3.CfnBucket.MetricsConfigurationProperty[] = Stack.of(bucket).resolve(bucket.metricsConfigurations) ?? [];
  return found.find(({ prefix, tagFilters, accessPointArn }) => prefix === undefined && tagFilters === undefined && accessPointArn === undefined)?.id;
}

/** The functions that read a stream of DynamoDB or Kinesis, themselves or by an alias. */
function streamReaders(nodes: readonly IConstruct[]): Set<IConstruct> {
  const mappings = nodes.filter((node): node is lambda.CfnEventSourceMapping => node instanceof lambda.CfnEventSourceMapping)
    .filter(({ startingPosition, topics }) => startingPosition !== undefined && topics === undefined);
  const aliases = new Map(nodes.filter((node): node is lambda.CfnAlias => node instanceof lambda.CfnAlias)
    .map((alias) => [Stack.of(alias).resolve(alias.logicalId) as string, alias]));
  const nameIn = (from: lambda.CfnEventSourceMapping | lambda.CfnAlias): string => {
    const name = Stack.of(from).resolve(from.functionName);
    const id = firstLogicalIdIn(name) ?? String(name);
    const alias = aliases.get(id);
    return alias ? nameIn(alias) : id;
  };
  const names = new Set(mappings.map(nameIn));
  return new Set(nodes.filter((node) => node instanceof lambda.CfnFunction
    && (names.has(Stack.of(node).resolve(node.logicalId)) || node.functionName !== undefined && names.has(node.functionName))));
}
