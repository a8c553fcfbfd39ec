import { join } from 'node:path';
import {
  aws_cognito as cognito, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda, aws_lambda_nodejs as nodejs, aws_logs as logs,
  CfnOutput, Duration, Stack, type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ORDER_RESERVED, ORDER_SCHEMA, ORDER_TRANSITIONS } from './order-schema';
import { PRODUCT_SCHEMA } from './product-schema';
import { USER_SCHEMA } from './user-schema';
import { ADMINS } from '../admins';
import { giveReasons } from '../nag-reasons';
import { nameIn, type Stage, STAGES } from '../stages';
import { Access, Concurrency, ServerlessCrudApi, type ICrudResource } from 'serverless-inteligente';

export interface CommerceStackProps extends StackProps {
  /** Users of the whole system. */
  readonly userPool: cognito.IUserPool;
  readonly userPoolClient: cognito.IUserPoolClient;
  /** In whose stack the tables are made. @default - this one */
  readonly tableScope?: Construct;
  /** @default STAGES.staging */
  readonly stage?: Stage;
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/** The client's commerce (A2, A3, D1): users, catalogue and orders, on the user pool of the tickets. */
export class CommerceStack extends Stack {
  public readonly api: ServerlessCrudApi;
  public readonly orders: ICrudResource;
  private readonly stage: Stage;

  constructor(
    scope: Construct, id: string, { stage = STAGES.staging, userPool, userPoolClient, tableScope, manifest, ...props }: CommerceStackProps,
  ) {
    super(scope, id, props);
    this.stage = stage;
    this.api = new ServerlessCrudApi(this, 'CommerceApi', {
      apiName: this.named('commerce-agw'),
      stageName: stage.apiStageName,
      userPool,
      userPoolClient,
      tableScope,
      manifest,
    });
    this.api.addUsers('users', { schema: USER_SCHEMA, adminGroup: ADMINS, functionName: this.named('users_crud') });
    const products = this.addProducts();
    this.orders = this.addOrders(priceOrder(this, products.table));
    giveReasons(this);
    new CfnOutput(this, 'CommerceUrl', { value: this.api.url });
    new CfnOutput(this, 'CommerceApiId', { value: this.api.restApi.restApiId });
    new CfnOutput(this, 'CommerceStageName', { value: stage.apiStageName });
  }

  private named(name: string): string {
    return nameIn(this.stage, name);
  }

  /** Everybody reads the catalogue and gets the same answer; administrators write it. */
  private addProducts(): ICrudResource {
    return this.api.addResource('products', {
      schema: PRODUCT_SCHEMA,
      functionName: this.named('products_crud'),
      access: { default: Access.groups(ADMINS), list: Access.authenticated(), read: Access.authenticated() },
      indexes: [{ partitionKey: 'category', sortKey: 'name', filters: ['onSale'] }],
      cacheTtl: this.stage.productsCacheTtl,
    });
  }

  /** An order is its customer's and the administrators'. */
  private addOrders(beforeWrite: lambda.IFunction): ICrudResource {
    const customerOrAdmin = Access.owner().or(Access.groups(ADMINS));
    return this.api.addResource('orders', {
      schema: ORDER_SCHEMA,
      tableName: this.named('Orders'),
      functionName: this.named('orders_crud'),
      partitionKey: 'orderId',
      sortKey: 'createdAt',
      ownerAttribute: 'userId',
      access: { default: customerOrAdmin, delete: Access.groups(ADMINS) },
      indexes: [
        { partitionKey: 'userId', filters: ['status'] },
        { partitionKey: 'status', shards: 4 },
      ],
      transitions: {
        attribute: 'status',
        next: ORDER_TRANSITIONS,
        initial: ['PENDING'],
        reserved: ORDER_RESERVED.map((way) => ({ ...way, groups: [ADMINS] })),
      },
      concurrency: Concurrency.REQUIRED,
      restorableFor: Duration.days(30),
      throttle: { create: { rateLimit: 50, burstLimit: 100 } },
      beforeWrite,
      changeStream: true,
      peakHours: this.stage.ordersPeakHours,
    });
  }
}

/** A function of the system's own, with a role of its own: it reads the catalogue and nothing else. */
function priceOrder(scope: Construct, products: dynamodb.ITable): lambda.Function {
  const logGroup = new logs.LogGroup(scope, 'PriceOrderLogs', { retention: logs.RetentionDays.THREE_MONTHS });
  const role = new iam.Role(scope, 'PriceOrderRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  role.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:BatchGetItem'], resources: [products.tableArn] }));
  return new nodejs.NodejsFunction(scope, 'PriceOrder', {
    description: 'Sets the prices of an order from the catalogue before it is stored',
    entry: join(__dirname, '..', 'functions', 'price-order.lambda.ts'),
    runtime: new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS),
    architecture: lambda.Architecture.ARM_64,
    memorySize: 512,
    timeout: Duration.seconds(4),
    role,
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    tracing: lambda.Tracing.ACTIVE,
    environment: { PRODUCTS_TABLE_NAME: products.tableName },
    bundling: { externalModules: [], minify: true, mainFields: ['module', 'main'], logLevel: nodejs.LogLevel.ERROR },
  });
}
