import { aws_lambda as lambda, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TICKET_SCHEMA } from './ticket-schema';
import { giveReasons } from '../nag-reasons';
import { nameIn, type Stage, STAGES } from '../stages';
import { ServerlessCrudApi } from 'serverless-inteligente';

export interface TicketsStackProps extends StackProps {
  /** @default STAGES.staging */
  readonly stage?: Stage;
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/** The client's tickets (T1, T2): API `ticket-agw`, function `ticket-lambda`, table `ticket-dydb`; and the login of all (C1): `auth_handler`. */
export class TicketsStack extends Stack {
  /** Its users are the users of the whole system. */
  public readonly api: ServerlessCrudApi;

  constructor(scope: Construct, id: string, { stage = STAGES.staging, manifest, ...props }: TicketsStackProps) {
    super(scope, id, props);
    this.api = new ServerlessCrudApi(this, 'TicketsApi', {
      apiName: nameIn(stage, 'ticket-agw'),
      stageName: stage.apiStageName,
      authFunctionName: nameIn(stage, 'auth_handler'),
      manifest,
    });
    this.api.addResource('tickets', {
      schema: TICKET_SCHEMA,
      tableName: nameIn(stage, 'ticket-dydb'),
      functionName: nameIn(stage, 'ticket-lambda'),
      architecture: lambda.Architecture.X86_64,
      indexes: [{ partitionKey: 'status', filters: ['reporterId'] }], // one partition takes 1,000 writes a second, the stage 100 requests
    });
    giveReasons(this);
    new CfnOutput(this, 'TicketsUrl', { value: this.api.url });
    new CfnOutput(this, 'TicketsApiId', { value: this.api.restApi.restApiId });
    new CfnOutput(this, 'TicketsStageName', { value: stage.apiStageName });
    new CfnOutput(this, 'UserPoolId', { value: this.api.userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.api.userPoolClient.userPoolClientId });
  }
}
