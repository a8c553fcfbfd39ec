import { aws_apigateway as apigateway, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_logs as logs, Duration, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { findOpenMethods } from './authorization';
import { CrudResource, type CrudResourceContext } from './crud-resource';
import { SharedCode } from './declarations';
import { addProblemResponses } from './gateway-responses';
import { allowInvocation, handlerIntegration } from './handler-integration';
import { ManifestGuard } from './manifest-guard';
import { OpenApi } from './openapi/openapi';
import { addOwnRoutes, type OwnRoutes } from './own-routes';
import type { ServerlessCrudApiProps } from './props';
import type { CrudResourceProps, ICrudResource } from './resource-props';
import { buildRestApi } from './rest-api';
import { createSideTable } from './side-table';
import { StageSettings } from './stage-settings';
import { tablesIn } from './table-scope';
import { createUserPool, createUserPoolClient } from './user-pool';
import { UsersResource } from './users';
import type { IUsersResource, UsersProps } from './users-props';
import { authEnv } from '../../contract/serverless-crud-api';
import { checkDuration, checkKnown, checkPattern, checkThrottle } from '../private/check';
import { fail } from '../private/fail';
import { HandlerFunction } from '../private/handler-function';
import { SharedLayer } from '../private/shared-layer';

const VERSION = 'v1';
const AUTH_ROUTES = ['login', 'challenge', 'refresh', 'logout'];

/**
 * A REST API whose resources are declared by their JSON Schema: routes, validation, users, tables and the functions that
 * serve them, with nothing left to write.
 *
 * Every route needs the ID token of a user of its pool but `POST /v1/auth/login`, `/challenge`, `/refresh` and `/logout`.
 */
export class ServerlessCrudApi extends Construct {
  /** The REST API, for what no prop covers. A method added to it must have `authorizer`, or the synth fails. */
  public readonly restApi: apigateway.RestApi;
  /** Users of the API. */
  public readonly userPool: cognito.IUserPool;
  /** Client of the pool through which they log in. */
  public readonly userPoolClient: cognito.IUserPoolClient;
  /** Lets in the pool's ID tokens. */
  public readonly authorizer: apigateway.IAuthorizer;
  /** Function of the auth routes; it also answers paths that no route has, with 404. */
  public readonly authHandler: lambda.Function;

  private readonly publicMethods = new Set<apigateway.Method>();
  private readonly version: apigateway.Resource;
  private readonly resourceContext: Omit<CrudResourceContext, 'name' | 'openApi'>;
  private readonly openApi: OpenApi;
  private readonly tables = new Map<string, dynamodb.Table>();

  constructor(scope: Construct, id: string, props: ServerlessCrudApiProps = {}) {
    super(scope, id);
    checkProps(this, props);
    const stageName = props.stageName ?? 'prod';
    const throttle = { rateLimit: 100, burstLimit: 200, ...props.throttle };
    const allowedOrigins = props.allowedOrigins ?? ['*'];
    const logRetention = props.logRetention ?? logs.RetentionDays.THREE_MONTHS;
    const idTokenValidity = props.idTokenValidity ?? Duration.minutes(15);
    const refreshTokenValidity = props.refreshTokenValidity ?? Duration.days(1);

    this.userPool = props.userPool ?? createUserPool(this, 'UserPool');
    this.userPoolClient = props.userPoolClient
      ?? createUserPoolClient(this, 'UserPoolClient', this.userPool, { idTokenValidity, refreshTokenValidity });
    this.restApi = buildRestApi(this, props, {
      stageName, throttle, allowedOrigins, logRetention, authPaths: AUTH_ROUTES.map((route) => `/${VERSION}/auth/${route}`),
    });
    addProblemResponses(this.restApi, allowedOrigins);
    const authorizer = new apigateway.CognitoUserPoolsAuthorizer(this, 'Authorizer', { cognitoUserPools: [this.userPool] });
    this.authorizer = authorizer;
    const methodOptions = { authorizer, authorizationType: apigateway.AuthorizationType.COGNITO };

    this.version = this.restApi.root.addResource(VERSION);
    const tables = props.tableScope && tablesIn(props.tableScope, this);
    const sideTable = createSideTable(tables ?? this, 'SideTable', props.sideTableEncryptionKey, props.sideTableRemovalPolicy);
    const layer = props.sharedCode === SharedCode.LAYER ? new SharedLayer(this, 'Layer') : undefined;
    this.resourceContext = {
      api: this.restApi,
      sideTable,
      tables,
      layer,
      stageName,
      settings: new StageSettings(this.restApi.deploymentStage, throttle),
      publicMethods: this.publicMethods,
      parent: this.version,
      methodOptions,
      allowedOrigins,
      logRetention,
    };
    const authHandler = new HandlerFunction(this, 'AuthHandler', {
      bundle: 'auth',
      layer,
      description: 'Logs users in, answers challenges, refreshes sessions',
      environment: authEnv.render({
        USER_POOL_ID: this.userPool.userPoolId,
        USER_POOL_CLIENT_ID: this.userPoolClient.userPoolClientId,
        AUTH_PATH: `/${VERSION}/auth`,
        REFRESH_TOKEN_SECONDS: refreshTokenValidity.toSeconds().toString(),
        SERVICE_NAME: 'auth',
        ALLOWED_ORIGINS_JSON: Stack.of(this).toJsonString(allowedOrigins),
      }),
      functionName: props.authFunctionName,
      architecture: props.authArchitecture,
      memorySize: 512,
      timeout: Duration.seconds(10),
      logRetention,
      peakHours: props.authPeakHours,
    });
    this.authHandler = authHandler;
    this.userPool.grant(this.authHandler, 'cognito-idp:AdminInitiateAuth', 'cognito-idp:AdminRespondToAuthChallenge');
    this.buildAuthRoutes(methodOptions, authHandler.invoked);
    this.openApi = new OpenApi(this, 'OpenApi', {
      where: this.node.path,
      parent: this.version,
      methodOptions,
      publicMethods: this.publicMethods,
      otherMethods: handlerIntegration(authHandler.invoked),
      allowedOrigins,
      title: Token.isUnresolved(props.apiName) ? id : props.apiName ?? id,
      version: props.apiVersion ?? '1.0.0',
      description: props.description,
      publicDocument: props.publicOpenApi ?? false,
    });
    if (props.manifest !== undefined) { new ManifestGuard(this, 'Manifest', props.manifest, { sideTable, resources: this.tables }); }
    this.node.addValidation({ validate: () => findOpenMethods(this.restApi, this.publicMethods) });
  }

  /**
   * Base URL of the resources, without a slash at its end: `https://….amazonaws.com/<stage>/v1`.
   */
  public get url(): string {
    return this.restApi.urlForPath(`/${VERSION}`);
  }

  /**
   * Adds a collection of items, its table, its function and its routes:
   * `POST` and `GET /v1/<name>`; `GET`, `PUT`, `PATCH` and `DELETE /v1/<name>/{id}`, or those of its `operations`.
   *
   * @param name path segment and construct id: lower-case letters, digits and hyphens, up to 40, a letter first, such as
   * `tickets`. It is a contract: another name is another table.
   * @param props schema of an item, and how it is kept and served
   */
  public addResource(name: string, props: CrudResourceProps): ICrudResource {
    this.checkName(name);
    return this.guarded(name, new CrudResource(this, name, { ...this.resourceContext, openApi: this.openApi, name }, props));
  }

  /**
   * Adds the users of the API's pool as a resource, with the routes of any: an administrator creates, lists and deletes
   * them, a user reads and changes itself. Creating one makes its login, deleting one disables it. Adds 18 resources to
   * the stack, 6 for the sweep and one a group.
   *
   * @param name path segment and construct id, as for `addResource`, such as `users`
   * @param props profile of a user, groups, and how users are kept and served
   */
  public addUsers(name: string, props: UsersProps = {}): IUsersResource {
    this.checkName(name);
    const context = { ...this.resourceContext, openApi: this.openApi, name, userPool: this.userPool };
    return this.guarded(name, new UsersResource(this, name, context, props));
  }

  /**
   * Adds the routes of another construct of this library.
   *
   * @internal
   */
  public _addRoutes(name: string, routes: OwnRoutes): void {
    this.checkName(name);
    addOwnRoutes(new Construct(this, name), this.resourceContext, name, routes);
    this.openApi.addPaths({ tag: name, description: routes.description, paths: routes.paths, schemas: routes.schemas });
  }

  /**
   * Origins whose pages may read the answers.
   *
   * @internal
   */
  public get _allowedOrigins(): readonly string[] { return this.resourceContext.allowedOrigins; }

  /** Its table is among those that a manifest tells of. */
  private guarded<R extends ICrudResource>(name: string, resource: R): R {
    this.tables.set(name, resource.table);
    return resource;
  }

  private checkName(name: string) {
    const where = this.node.path;
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(name) || name === 'auth') {
      fail({
        where,
        what: 'the name of a resource is not valid',
        given: name,
        allowed: "lower-case letters, digits and hyphens, up to 40, a letter first, and not 'auth'",
        fix: 'name it by a noun in the plural, such as tickets',
      });
    }
    if (this.node.tryFindChild(name)) {
      fail({ where, what: 'a resource is added twice', given: name, allowed: 'each name once', fix: 'use what the first addResource returned' });
    }
  }

  private buildAuthRoutes(methodOptions: apigateway.MethodOptions, handler: lambda.IFunction) {
    const integration = handlerIntegration(handler);
    const auth = this.version.addResource('auth');
    for (const name of AUTH_ROUTES) {
      const route = auth.addResource(name);
      this.publicMethods.add(route.addMethod('POST', integration, { authorizationType: apigateway.AuthorizationType.NONE }));
      route.addMethod('ANY', integration, methodOptions);
    }
    this.restApi.root.addResource('{proxy+}').addMethod('ANY', integration, methodOptions);
    allowInvocation(handler, this.restApi, this.resourceContext.stageName, '/*');
  }
}

function checkProps(scope: Construct, props: ServerlessCrudApiProps) {
  const where = scope.node.path;
  checkPattern(where, 'stageName', props.stageName, /^[A-Za-z0-9_-]{1,128}$/, '1 to 128 letters, digits, _ or -');
  checkPattern(where, 'authFunctionName', props.authFunctionName, /^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, _ or -');
  checkDuration(where, 'idTokenValidity', props.idTokenValidity, Duration.minutes(5), Duration.days(1), 'minutes'); // the CDK gives them on in minutes
  checkDuration(where, 'refreshTokenValidity', props.refreshTokenValidity, Duration.hours(1), Duration.days(3650), 'minutes');
  for (const prop of ['idTokenValidity', 'refreshTokenValidity'] as const) { checkKnown(where, prop, props[prop], 'a duration known at synth'); }
  for (const prop of ['apiVersion', 'description'] as const) { checkKnown(where, prop, props[prop], 'text, since the OpenAPI document is written at synth'); }
  checkKnown(where, 'allowedOrigins', props.allowedOrigins, 'a list whose length is known at synth; its origins need not be');
  checkPattern(where, 'apiVersion', props.apiVersion, /^\S{1,64}$/, '1 to 64 characters without white space');
  checkThrottle(where, 'throttle', props.throttle);
  checkThrottle(where, 'authThrottle', props.authThrottle);
  if (props.userPoolClient && !props.userPool) {
    fail({ where, what: 'userPoolClient is given without its userPool', allowed: 'both, or the pool alone, or neither', fix: 'pass the userPool of the client too' });
  }
  for (const origin of props.allowedOrigins ?? []) {
    if (!Token.isUnresolved(origin) && !/^(\*|https?:\/\/[^/\s?#@]+)$/.test(origin)) {
      fail({ where, what: 'allowedOrigins holds no origin', given: origin, allowed: "'*', or scheme://host[:port] with no path", fix: 'write it as a browser sends it, such as https://app.example.com' });
    }
  }
}
