import { Aws, aws_apigateway as apigateway, aws_iam as iam, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';

const ID = 'ServerlessInteligenteApiGatewayAccount';

/** The actions of AWS's managed AmazonAPIGatewayPushToCloudWatchLogs, on the log groups of this account and region only. */
const WRITE_LOGS = new iam.PolicyDocument({
  statements: [new iam.PolicyStatement({
    actions: [
      'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams',
      'logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:PutLogEvents',
    ],
    resources: [`arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`],
  })],
});

/**
 * The role through which API Gateway writes logs. It is a setting of the whole account in a region, so an app makes
 * it once, and it is retained: another API may lean on it when this app's stacks are gone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayAccount extends Construct {
  /** The one of this app, account and region, made in the stack of `scope` if there is none. */
  static for(scope: IConstruct): ApiGatewayAccount {
    const stack = Stack.of(scope);
    const peers = (Stage.of(scope) ?? stack).node.findAll().filter(Stack.isStack);
    for (const peer of peers) {
      const existing = peer.node.tryFindChild(ID);
      if (existing && peer.account === stack.account && peer.region === stack.region) { return existing as ApiGatewayAccount; }
    }
    return new ApiGatewayAccount(stack, ID);
  }

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
      description: 'Lets API Gateway write access logs, for every API of this account in this region',
      inlinePolicies: { WriteLogs: WRITE_LOGS }, // a policy of its own would be deleted under the retained role
    });
    const account = new apigateway.CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
