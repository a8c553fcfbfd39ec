import { aws_cognito as cognito, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * A pool whose users are made by an administrator only. It survives its stack, since losing it loses every account.
 * A user can't recover an account alone: without a sign-in page of Cognito's there is nowhere to do it.
 */
export function createUserPool(scope: Construct, id: string): cognito.UserPool {
  return new cognito.UserPool(scope, id, {
    selfSignUpEnabled: false,
    signInAliases: { username: true, email: true },
    signInCaseSensitive: false,
    accountRecovery: cognito.AccountRecovery.NONE,
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    deletionProtection: true,
  });
}

export interface UserPoolClientOptions {
  readonly idTokenValidity: Duration;
  readonly refreshTokenValidity: Duration;
}

/**
 * A client with one way in, ADMIN_USER_PASSWORD_AUTH: it takes IAM credentials, which the auth handler alone has, so
 * nobody logs in around the API's throttle. Refreshing is always on in Cognito.
 */
export function createUserPoolClient(
  scope: Construct, id: string, userPool: cognito.IUserPool, options: UserPoolClientOptions,
): cognito.UserPoolClient {
  return new cognito.UserPoolClient(scope, id, {
    userPool,
    authFlows: { adminUserPassword: true },
    disableOAuth: true,
    generateSecret: false,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    idTokenValidity: options.idTokenValidity,
    accessTokenValidity: options.idTokenValidity,
    refreshTokenValidity: options.refreshTokenValidity,
    // Only these may be changed with a user's own token. Authorization reads none of them: it reads sub and cognito:groups.
    writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ givenName: true, familyName: true, locale: true, timezone: true }),
  });
}
