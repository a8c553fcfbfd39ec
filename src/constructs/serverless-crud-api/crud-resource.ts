import { aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { toGatewayModel } from './gateway-model';
import { allowInvocation, handlerIntegration } from './handler-integration';
import { Concurrency, type CrudResourceProps, type ICrudResource } from './props';
import { compileResource } from './resource-schema';
import { crudEnv, RESOURCE_FILE, SERVER_ATTRIBUTES, VALIDATORS_FILE } from '../../contract/serverless-crud-api';
import { checkDuration, checkPattern, checkRange } from '../private/check';
import { fail } from '../private/fail';
import { HandlerFunction } from '../private/handler-function';
import { inOrder } from '../private/in-order';

/** What a resource is given by its API. */
export interface CrudResourceContext {
  readonly api: apigateway.RestApi;
  readonly stageName: string;
  /** Idempotency keys and unique values of every resource. */
  readonly sideTable: dynamodb.ITable;
  /** Resource under which the collection's path is made. */
  readonly parent: apigateway.IResource;
  readonly name: string;
  readonly methodOptions: apigateway.MethodOptions;
  readonly allowedOrigins: readonly string[];
  readonly logRetention: logs.RetentionDays;
}

/** Exactly what the handler's requests need: one for each of create, get, page, replace or patch, delete. */
const TABLE_ACTIONS = ['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

export class CrudResource extends Construct implements ICrudResource {
  public readonly table: dynamodb.Table;
  public readonly handler: lambda.Function;
  public readonly collection: apigateway.Resource;

  constructor(scope: Construct, id: string, context: CrudResourceContext, props: CrudResourceProps) {
    super(scope, id);
    checkProps(this, props);
    const partitionKey = props.partitionKey ?? 'id';
    const { definition, validators } = compileResource({
      where: this.node.path,
      name: context.name,
      partitionKey,
      concurrency: props.concurrency ?? Concurrency.OPTIONAL,
      schema: props.schema,
    });
    this.table = buildTable(this, partitionKey, props);
    this.handler = new HandlerFunction(this, 'Handler', {
      bundle: 'crud',
      files: { [RESOURCE_FILE]: JSON.stringify(definition), [VALIDATORS_FILE]: validators },
      description: `Serves ${context.name}: create, read, list, replace, patch, delete`,
      environment: crudEnv.render({
        TABLE_NAME: this.table.tableName,
        SIDE_TABLE_NAME: context.sideTable.tableName,
        SERVICE_NAME: context.name,
        ALLOWED_ORIGINS_JSON: Stack.of(this).toJsonString(context.allowedOrigins),
      }),
      functionName: props.functionName,
      architecture: props.architecture,
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.seconds(10),
      logRetention: context.logRetention,
    });
    this.handler.addToRolePolicy(new iam.PolicyStatement({ actions: TABLE_ACTIONS, resources: [this.table.tableArn] }));
    props.encryptionKey?.grantEncryptDecrypt(this.handler);
    this.collection = buildRoutes(this, context, this.handler, props);
  }
}

function buildTable(scope: Construct, partitionKey: string, props: CrudResourceProps): dynamodb.Table {
  const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
  return new dynamodb.Table(scope, 'Table', {
    tableName: props.tableName,
    partitionKey: { name: partitionKey, type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    encryption: props.encryptionKey ? dynamodb.TableEncryption.CUSTOMER_MANAGED : dynamodb.TableEncryption.AWS_MANAGED,
    encryptionKey: props.encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    contributorInsightsSpecification: { enabled: true },
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    removalPolicy,
  });
}

function buildRoutes(scope: Construct, context: CrudResourceContext, handler: lambda.Function, props: CrudResourceProps): apigateway.Resource {
  const integration = handlerIntegration(handler);
  const checked = props.validateAtGateway ? { ...context.methodOptions, ...gatewayValidation(scope, context.api, props) } : context.methodOptions;
  const collection = context.parent.addResource(context.name);
  collection.addMethod('GET', integration, context.methodOptions);
  collection.addMethod('POST', integration, checked);
  const item = collection.addResource('{id}');
  item.addMethod('GET', integration, context.methodOptions);
  item.addMethod('PUT', integration, checked);
  item.addMethod('PATCH', integration, context.methodOptions);
  item.addMethod('DELETE', integration, context.methodOptions);
  // Without these the gateway answers a method it does not have with 404; the handler answers 405 and Allow.
  collection.addMethod('ANY', integration, context.methodOptions);
  item.addMethod('ANY', integration, context.methodOptions);
  allowInvocation(handler, context.api, context.stageName, `${collection.path}*`);
  return collection;
}

function gatewayValidation(scope: Construct, api: apigateway.RestApi, props: CrudResourceProps): apigateway.MethodOptions {
  const model = new apigateway.CfnModel(scope, 'Model', {
    restApiId: api.restApiId,
    contentType: 'application/json',
    schema: toGatewayModel(inOrder(props.schema)),
  });
  const requestValidator = new apigateway.RequestValidator(scope, 'Validator', { restApi: api, validateRequestBody: true });
  return { requestModels: { 'application/json': { modelId: model.ref } }, requestValidator };
}

function checkProps(scope: Construct, { timeout, memorySize, partitionKey, tableName, functionName }: CrudResourceProps) {
  const where = scope.node.path;
  checkDuration(where, 'timeout', timeout, Duration.seconds(1), Duration.seconds(29));
  checkRange(where, 'memorySize', memorySize, 128, 10_240, 'MiB');
  checkPattern(where, 'partitionKey', partitionKey, /^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'a letter or _, then up to 127 letters, digits or _');
  checkPattern(where, 'tableName', tableName, /^[A-Za-z0-9_.-]{3,255}$/, '3 to 255 letters, digits, _, - or .');
  checkPattern(where, 'functionName', functionName, /^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, _ or -');
  if (partitionKey !== undefined && (SERVER_ATTRIBUTES as readonly string[]).includes(partitionKey)) {
    fail({ where, what: 'partitionKey is an attribute of another use', given: partitionKey, allowed: `any name but ${SERVER_ATTRIBUTES.join(', ')}`, fix: 'choose another name' });
  }
}
