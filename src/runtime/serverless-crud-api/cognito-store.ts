import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  RevokeTokenCommand,
  type AdminInitiateAuthCommandOutput,
  type AuthFlowType,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { NEW_PASSWORD, type Challenge, type IdentityProvider, type Tokens } from './auth-flow';
import { challengeFailureFor, failureFor, isNothingToRevoke } from './cognito-failures';

/** What the client reads when the user is refused: the same for every reason. */
const REFUSED = {
  logIn: 'The username or the password is wrong, or the account cannot sign in.',
  challenge: 'The session is invalid or has expired. Log in again.',
  refresh: 'The refresh token is invalid, has expired or was revoked. Log in again.',
};

/** One user pool and one of its app clients, which has no secret. */
export interface CognitoPool {
  readonly userPoolId: string;
  readonly clientId: string;
}

/** The users of a Cognito user pool, asked as its administrator. */
export function createCognitoStore(client: CognitoIdentityProviderClient, { userPoolId, clientId }: CognitoPool): IdentityProvider {
  const target = { UserPoolId: userPoolId, ClientId: clientId };

  const initiate = async (flow: AuthFlowType, parameters: { readonly [name: string]: string }, refusal: string) => {
    try {
      return await client.send(new AdminInitiateAuthCommand({ ...target, AuthFlow: flow, AuthParameters: parameters }));
    } catch (error) {
      throw failureFor(error, 'AdminInitiateAuth', refusal);
    }
  };
  const respond = async (session: string, responses: { readonly [name: string]: string }) => {
    try {
      return await client.send(new AdminRespondToAuthChallengeCommand({
        ...target,
        ChallengeName: NEW_PASSWORD,
        Session: session,
        ChallengeResponses: responses,
      }));
    } catch (error) {
      throw challengeFailureFor(error, 'AdminRespondToAuthChallenge', REFUSED.challenge);
    }
  };

  return {
    checkPassword: async (username, password) =>
      nextStep(await initiate('ADMIN_USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password }, REFUSED.logIn)),
    replacePassword: async (username, session, newPassword) =>
      nextStep(await respond(session, { USERNAME: username, NEW_PASSWORD: newPassword })),
    renewTokens: async (refreshToken) =>
      issued(await initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken }, REFUSED.refresh)),
    revokeToken: async (refreshToken) => {
      try {
        await client.send(new RevokeTokenCommand({ ClientId: clientId, Token: refreshToken }));
      } catch (error) {
        if (!isNothingToRevoke(error)) { throw failureFor(error, 'RevokeToken', REFUSED.refresh); }
      }
    },
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
