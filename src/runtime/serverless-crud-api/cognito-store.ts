import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  type AdminInitiateAuthCommandOutput,
  type AuthFlowType,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { NEW_PASSWORD, type Challenge, type IdentityProvider, type Tokens } from './auth-flow';

/** The users of one Cognito user pool, through one of its app clients (without a secret). */
export function createCognitoStore(client: CognitoIdentityProviderClient, pool: { readonly userPoolId: string; readonly clientId: string }): IdentityProvider {
  const target = { UserPoolId: pool.userPoolId, ClientId: pool.clientId };
  const initiate = (flow: AuthFlowType, parameters: { readonly [name: string]: string }) =>
    client.send(new AdminInitiateAuthCommand({ ...target, AuthFlow: flow, AuthParameters: parameters }));

  return {
    checkPassword: async (username, password) =>
      nextStep(await initiate('ADMIN_USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password })),
    replacePassword: async (username, session, newPassword) =>
      nextStep(await client.send(new AdminRespondToAuthChallengeCommand({
        ...target,
        ChallengeName: NEW_PASSWORD,
        Session: session,
        ChallengeResponses: { USERNAME: username, NEW_PASSWORD: newPassword },
      }))),
    renewTokens: async (refreshToken) => issued(await initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken })),
  };
}

function nextStep(output: AdminInitiateAuthCommandOutput): Tokens | Challenge {
  if (output.ChallengeName) { return { challenge: output.ChallengeName, session: output.Session ?? '' }; }
  return { ...issued(output), refreshToken: present(output.AuthenticationResult?.RefreshToken) };
}

function issued({ AuthenticationResult: result }: AdminInitiateAuthCommandOutput) {
  return { idToken: present(result?.IdToken), accessToken: present(result?.AccessToken), expiresIn: present(result?.ExpiresIn) };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) { throw new Error('Cognito answered with neither a challenge nor every token'); }
  return value;
}
