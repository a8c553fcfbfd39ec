import { aws_lambda as lambda, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TICKET_SCHEMA } from './ticket-schema';
import { giveReasons } from '../nag-reasons';
import { ServerlessCrudApi } from 'serverless-inteligente';

export interface TicketsStackProps extends StackProps {
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/** The client's tickets (T1, T2): API `ticket-agw`, function `ticket-lambda`, table `ticket-dydb`. */
export class TicketsStack extends Stack {
  /** Its users are the users of the whole system. */
  public readonly api: ServerlessCrudApi;

  constructor(scope: Construct, id: string, props: TicketsStackProps) {
    super(scope, id, props);
    this.api = new ServerlessCrudApi(this, 'TicketsApi', { apiName: 'ticket-agw', stageName: 'dev', manifest: props.manifest });
    this.api.addResource('tickets', {
      schema: TICKET_SCHEMA,
      tableName: 'ticket-dydb',
      functionName: 'ticket-lambda',
      architecture: lambda.Architecture.X86_64,
    });
    giveReasons(this);
    new CfnOutput(this, 'TicketsUrl', { value: this.api.url });
    new CfnOutput(this, 'TicketsApiId', { value: this.api.restApi.restApiId });
    new CfnOutput(this, 'TicketsStageName', { value: 'dev' });
    new CfnOutput(this, 'UserPoolId', { value: this.api.userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.api.userPoolClient.userPoolClientId });
  }
}
