import { aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { buildItemTable } from './item-table';
import type { OpenApi } from './openapi/openapi';
import { addAction } from './resource-actions';
import { defineResource } from './resource-definition';
import type { CrudActionProps, CrudResourceProps, ICrudResource } from './resource-props';
import { buildRoutes, type RoutesContext } from './resource-routes';
import { compileResource } from './resource-schema';
import { storedItemSchema } from './stored-schema';
import { tableStatements } from './table-access';
import { crudEnv, RESOURCE_FILE, VALIDATORS_FILE, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { checkDuration, checkPattern, checkWhole } from '../private/check';
import { HandlerFunction } from '../private/handler-function';
import { describeItems } from '../private/item-schema';
import { letUseKey } from '../private/key-use';
import type { SharedLayer } from '../private/shared-layer';

/** What a resource is given by its API. */
export interface CrudResourceContext extends RoutesContext {
  /** Idempotency keys and unique values of every resource. */
  readonly sideTable: dynamodb.ITable;
  /** Where its table is made; in the resource itself when undefined. */
  readonly tables?: Construct;
  readonly name: string;
  readonly logRetention: logs.RetentionDays;
  /** Describes the resource. */
  readonly openApi: OpenApi;
  /** What its function has in common with the API's others; undefined where each is whole. */
  readonly layer?: SharedLayer;
  /** Folder under assets/ of the handler that serves it: `crud` when undefined, or one that does what it does and more. */
  readonly bundle?: string;
}

export class CrudResource extends Construct implements ICrudResource {
  public readonly table: dynamodb.Table;
  public readonly handler: lambda.Function;
  public readonly collection: apigateway.Resource;
  /** @internal */
  public readonly _ownerAttribute?: string;
  /** @internal */
  public readonly _allowedOrigins: string[];
  protected readonly definition: ResourceDefinition;

  constructor(scope: Construct, id: string, private readonly context: CrudResourceContext, props: CrudResourceProps) {
    super(scope, id);
    checkProps(this, props);
    const { definition, validators, schema, sentSchema } = compileResource(defineResource(this.node.path, context.name, props));
    this.definition = definition;
    this._ownerAttribute = props.ownerAttribute;
    this._allowedOrigins = [...context.allowedOrigins];
    this.table = context.tables ? buildItemTable(context.tables, id, definition, props) : buildItemTable(this, 'Table', definition, props);
    describeItems(this.table, storedItemSchema(definition, schema));
    const handler = new HandlerFunction(this, 'Handler', {
      bundle: context.bundle ?? 'crud',
      layer: context.layer,
      files: { [RESOURCE_FILE]: JSON.stringify(definition), [VALIDATORS_FILE]: validators },
      description: `Serves ${context.name}: ${definition.operations.join(', ')}`,
      environment: crudEnv.render({
        TABLE_NAME: this.table.tableName,
        SIDE_TABLE_NAME: context.sideTable.tableName,
        SERVICE_NAME: context.name,
        ALLOWED_ORIGINS_JSON: Stack.of(this).toJsonString(context.allowedOrigins),
        ...(props.beforeWrite && { BEFORE_WRITE_FUNCTION_ARN: props.beforeWrite.functionArn }),
      }),
      functionName: props.functionName,
      architecture: props.architecture,
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.seconds(props.beforeWrite ? 25 : 10),
      logRetention: context.logRetention,
      peakHours: props.peakHours,
    });
    this.handler = handler;
    const statements = tableStatements(definition, this.table, context.sideTable, props.beforeWrite !== undefined);
    for (const statement of statements) { this.handler.addToRolePolicy(statement); }
    if (props.beforeWrite) {
      // Not grantInvoke, which lets in every version and alias of it as well.
      this.handler.addToRolePolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [props.beforeWrite.functionArn] }));
    }
    const writesAside = statements.some(({ resources }) => resources.includes(context.sideTable.tableArn));
    for (const key of new Set([props.encryptionKey, writesAside ? context.sideTable.encryptionKey : undefined])) { letUseKey(key, this.handler, 'a table'); }
    this.collection = buildRoutes(this, context, { handler: handler.invoked, definition, sentSchema, props }).collection;
    context.openApi.add({ definition, schema, validators, hooked: props.beforeWrite !== undefined, actions: [] });
  }

  public addAction(name: string, props: CrudActionProps): apigateway.Method {
    const { method = 'POST', onItem = true } = props;
    const action = addAction(this, this.context, this.collection, name, props);
    this.context.openApi.addAction(this.context.name, { name, method, onItem });
    return action;
  }
}

function checkProps(scope: Construct, { timeout, memorySize, tableName, functionName }: CrudResourceProps) {
  const where = scope.node.path;
  checkDuration(where, 'timeout', timeout, Duration.seconds(1), Duration.seconds(29));
  checkWhole(where, 'memorySize', memorySize, 128, 10_240, 'MiB');
  checkPattern(where, 'tableName', tableName, /^[A-Za-z0-9_.-]{3,255}$/, '3 to 255 letters, digits, _, - or .');
  checkPattern(where, 'functionName', functionName, /^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, _ or -');
}
