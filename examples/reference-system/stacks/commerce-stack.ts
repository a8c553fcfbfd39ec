import { join } from 'node:path';
import {
  aws_cognito as cognito, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda, aws_lambda_nodejs as nodejs, aws_logs as logs,
  CfnOutput, Duration, Stack, type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OrderEvents } from './order-events';
import { ORDER_RESERVED, ORDER_SCHEMA, ORDER_TRANSITIONS } from './order-schema';
import { PRODUCT_SCHEMA } from './product-schema';
import { Uploads } from './uploads';
import { USER_SCHEMA } from './user-schema';
import { giveReasons } from '../nag-reasons';
import { Access, Concurrency, ServerlessCrudApi, type ICrudResource, type PeakSchedule } from 'serverless-inteligente';

const ADMINS = 'admins';

export interface CommerceStackProps extends StackProps {
  /** Users of the whole system. */
  readonly userPool: cognito.IUserPool;
  readonly userPoolClient: cognito.IUserPoolClient;
  /** How long the gateway answers the catalogue from its cache (A3). @default Duration.minutes(1) */
  readonly productsCacheTtl?: Duration;
  /** When orders find execution environments ready (G1). @default never: they start as they are needed */
  readonly ordersPeakHours?: PeakSchedule;
  /** File that tells what is deployed. @default - nothing is compared */
  readonly manifest?: string;
}

/** The client's commerce (A2, A3, D1): users, catalogue, orders with their invoices and images, on the user pool of the tickets. */
export class CommerceStack extends Stack {
  public readonly api: ServerlessCrudApi;
  public readonly orders: ICrudResource;
  public readonly orderEvents: OrderEvents;
  public readonly uploads: Uploads;

  constructor(scope: Construct, id: string, props: CommerceStackProps) {
    super(scope, id, props);
    this.api = new ServerlessCrudApi(this, 'CommerceApi', {
      apiName: 'commerce-agw',
      stageName: 'dev',
      userPool: props.userPool,
      userPoolClient: props.userPoolClient,
      manifest: props.manifest,
    });
    this.api.addUsers('users', { schema: USER_SCHEMA, adminGroup: ADMINS, functionName: 'users_crud' });
    const products = this.addProducts(props.productsCacheTtl ?? Duration.minutes(1));
    this.orders = this.addOrders(priceOrder(this, products.table), props.ordersPeakHours);
    this.orderEvents = new OrderEvents(this, 'OrderEvents', { orders: this.orders, adminGroup: ADMINS, manifest: props.manifest });
    this.uploads = new Uploads(this, 'Uploads', this.api, ADMINS);
    giveReasons(this);
    new CfnOutput(this, 'CommerceUrl', { value: this.api.url });
    new CfnOutput(this, 'CommerceApiId', { value: this.api.restApi.restApiId });
    new CfnOutput(this, 'CommerceStageName', { value: 'dev' });
  }

  /** Everybody reads the catalogue and gets the same answer; administrators write it. */
  private addProducts(cacheTtl: Duration): ICrudResource {
    return this.api.addResource('products', {
      schema: PRODUCT_SCHEMA,
      functionName: 'products_crud',
      access: { default: Access.groups(ADMINS), list: Access.authenticated(), read: Access.authenticated() },
      indexes: [{ partitionKey: 'category', sortKey: 'name', filters: ['onSale'] }],
      cacheTtl,
    });
  }

  /** An order is its customer's and the administrators'. */
  private addOrders(beforeWrite: lambda.IFunction, peakHours?: PeakSchedule): ICrudResource {
    const customerOrAdmin = Access.owner().or(Access.groups(ADMINS));
    return this.api.addResource('orders', {
      schema: ORDER_SCHEMA,
      tableName: 'Orders',
      functionName: 'orders_crud',
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
      peakHours,
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
    tracing: lambda.Tracing.ACTIVE,
    environment: { PRODUCTS_TABLE_NAME: products.tableName },
    bundling: { externalModules: [], minify: true, mainFields: ['module', 'main'], logLevel: nodejs.LogLevel.ERROR },
  });
}
