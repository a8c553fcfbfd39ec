import { App, aws_dynamodb as dynamodb, aws_lambda as lambda, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OrderEventsPipeline, type OrderEventsPipelineProps, type WorkerProps } from '../../src';

/** A stack with a table of orders, its pipeline, and a worker `invoices` of 30 seconds. */
export function orderPipeline(props: Partial<OrderEventsPipelineProps> = {}, worker: Partial<WorkerProps> = {}, stackProps: StackProps = {}) {
  const stack = new Stack(new App(), 'Stack', stackProps);
  const table = new dynamodb.Table(stack, 'Orders', {
    partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING },
    stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
  });
  const handler = userFunction(stack, 'Invoices');
  const pipeline = new OrderEventsPipeline(stack, 'Pipeline', { source: table, ...props });
  const invoices = pipeline.addWorker('invoices', { handler, ...worker });
  return { stack, table, handler, pipeline, invoices, template: () => Template.fromStack(stack) };
}

export function userFunction(stack: Stack, id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => undefined'), timeout: Duration.seconds(30), ...props,
  });
}
