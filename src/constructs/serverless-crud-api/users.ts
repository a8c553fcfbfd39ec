import {
  aws_cognito as cognito, aws_dynamodb as dynamodb, aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_lambda as lambda,
  Duration,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CrudResource, type CrudResourceContext } from './crud-resource';
import { declareUsers } from './users-declaration';
import type { IUsersResource, UsersProps } from './users-props';
import { RESOURCE_FILE } from '../../contract/serverless-crud-api';
import { UNSETTLED, UNSETTLED_INDEX, usersSweepEnv, type Invitation } from '../../contract/serverless-crud-api-users';
import { ADMIN_GROUP } from '../private/admin-group';
import { checkDuration, checkPattern } from '../private/check';
import { HandlerFunction } from '../private/handler-function';
import { letUseKey } from '../private/key-use';

/** What users are given by their API. */
export interface UsersContext extends CrudResourceContext {
  readonly userPool: cognito.IUserPool;
}

/** What making a login and disabling it takes. */
const POOL_ACTIONS = [
  'cognito-idp:AdminAddUserToGroup', 'cognito-idp:AdminCreateUser', 'cognito-idp:AdminDisableUser', 'cognito-idp:AdminGetUser',
  'cognito-idp:AdminUpdateUserAttributes', 'cognito-idp:AdminUserGlobalSignOut',
];

/** Users as a resource whose creation begins a login and whose deletion ends it. */
export class UsersResource extends CrudResource implements IUsersResource {
  public readonly sweep: lambda.Function;

  constructor(scope: Construct, id: string, context: UsersContext, props: UsersProps) {
    const where = `${scope.node.path}/${id}`;
    checkProps(where, props);
    super(scope, id, { ...context, bundle: 'users' }, declareUsers(where, props));
    const { userPool } = context;
    const invitation: Invitation = props.inviteByEmail ?? true ? 'email' : 'none';
    this.handler.addEnvironment('USER_POOL_ID', userPool.userPoolId);
    this.handler.addEnvironment('INVITATION', invitation);
    userPool.grant(this.handler, ...POOL_ACTIONS);
    this.table.addGlobalSecondaryIndex({
      indexName: UNSETTLED_INDEX,
      partitionKey: { name: UNSETTLED, type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'updatedAt', type: dynamodb.AttributeType.STRING },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    if (props.createGroups ?? true) { this.buildGroups(userPool, [props.adminGroup ?? ADMIN_GROUP, ...props.groups ?? []]); }
    this.sweep = this.buildSweep(context, invitation, props);
  }

  private buildGroups(userPool: cognito.IUserPool, names: readonly string[]) {
    for (const groupName of new Set(names)) {
      new cognito.CfnUserPoolGroup(this, `Group-${groupName}`, { userPoolId: userPool.userPoolId, groupName });
    }
  }

  private buildSweep({ name, sideTable, userPool, layer, logRetention }: UsersContext, invitation: Invitation, props: UsersProps): lambda.Function {
    const sweep = new HandlerFunction(this, 'Sweep', {
      bundle: 'users-sweep',
      layer,
      files: { [RESOURCE_FILE]: JSON.stringify(this.definition) },
      description: `Settles ${name} that a crash left on their way`,
      environment: usersSweepEnv.render({
        TABLE_NAME: this.table.tableName,
        SIDE_TABLE_NAME: sideTable.tableName,
        SERVICE_NAME: `${name}-sweep`,
        USER_POOL_ID: userPool.userPoolId,
        INVITATION: invitation,
      }),
      functionName: props.sweepFunctionName,
      architecture: props.architecture,
      memorySize: 256,
      timeout: Duration.minutes(2),
      logRetention,
    });
    const allow = (actions: string[], resource: string) => {
      sweep.addToRolePolicy(new iam.PolicyStatement({ actions: actions.map((action) => `dynamodb:${action}`), resources: [resource] }));
    };
    allow(['Query'], `${this.table.tableArn}/index/${UNSETTLED_INDEX}`);
    allow(['GetItem', 'UpdateItem', 'DeleteItem'], this.table.tableArn);
    allow(['DeleteItem'], sideTable.tableArn);
    userPool.grant(sweep, ...POOL_ACTIONS);
    for (const key of new Set([props.encryptionKey, sideTable.encryptionKey])) { letUseKey(key, sweep, 'a table'); }
    new events.Rule(this, 'SweepSchedule', {
      description: `Settles ${name} that a crash left on their way`,
      schedule: events.Schedule.rate(props.sweepInterval ?? Duration.minutes(5)),
      targets: [new targets.LambdaFunction(sweep)],
    });
    return sweep;
  }
}

function checkProps(where: string, { sweepInterval, sweepFunctionName }: UsersProps) {
  checkDuration(where, 'sweepInterval', sweepInterval, Duration.minutes(1), Duration.days(1), 'minutes'); // EventBridge
  checkPattern(where, 'sweepFunctionName', sweepFunctionName, /^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, _ or -');
}
