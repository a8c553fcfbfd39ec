import {
  App, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_sqs as sqs, Duration, Stack, type StackProps,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { resourcesOf } from './template';
import { AlarmSubscriber, CostGuardAlarms, type CostGuardAlarmsProps } from '../../src';

export interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: any;
  readonly AlarmActions?: any[];
  readonly OKActions?: any[];
  readonly ComparisonOperator: string;
  readonly Threshold?: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData?: string;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: any[];
  readonly Statistic?: string;
  readonly Period?: number;
  readonly Metrics?: any[];
}

export const ON_CALL = AlarmSubscriber.email('on-call@example.com');

/** A stack `Shop` with one of each: function `orders`, API `shop` of stage `dev`, table `Orders`, queue `work` with dead letters. */
export function shop(app: App = new App(), props: StackProps = {}) {
  const stack = new Stack(app, 'Shop', props);
  const handler = shopFunction(stack, 'Orders', 'orders');
  const api = new apigateway.RestApi(stack, 'Api', { restApiName: 'shop', deployOptions: { stageName: 'dev' }, cloudWatchRole: false });
  api.root.addMethod('GET', new apigateway.LambdaIntegration(handler));
  const table = new dynamodb.Table(stack, 'Table', { tableName: 'Orders', partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const deadLetters = new sqs.Queue(stack, 'DeadLetters', { queueName: 'work-dead' });
  const queue = new sqs.Queue(stack, 'Queue', { queueName: 'work', deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 } });
  return { app, stack, handler, api, table, queue, deadLetters };
}

export function shopFunction(stack: Stack, id: string, functionName: string): lambda.Function {
  return new lambda.Function(stack, id, {
    functionName,
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => undefined'),
    timeout: Duration.seconds(10),
  });
}

/** The shop, and a guard in a stack of its own. */
export function guarded(props: Partial<CostGuardAlarmsProps> = {}, stackProps: StackProps = {}) {
  const { app, ...watched } = shop(new App(), stackProps);
  const guardStack = new Stack(app, 'Watch', stackProps);
  const guard = new CostGuardAlarms(guardStack, 'Guard', { watch: [watched.stack], notify: { general: [ON_CALL] }, ...props });
  return { app, ...watched, guardStack, guard, template: () => Template.fromStack(guardStack) };
}

/** The metric alarms of a template by their names. */
export function alarmsOf(template: Template): { [name: string]: AlarmProperties } {
  return Object.fromEntries(Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => [Properties.AlarmName, Properties]));
}
