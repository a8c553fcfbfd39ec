import {
  AdminCreateUserCommand, AdminInitiateAuthCommand, AdminSetUserPasswordCommand, CognitoIdentityProviderClient, CreateUserPoolClientCommand,
  CreateUserPoolCommand, DeleteUserPoolClientCommand, DeleteUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createHmac, createPublicKey } from 'node:crypto';
import { deployed, user } from './deployed';

const PASSWORD = 'Correct-horse-7-battery';
const FLOWS = { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH' as const] };

/** A good ID token in all, but of a pool that the API's authorizer does not name. */
export function ofAnotherPool(): Promise<string> {
  return withCognito(async (cognito) => {
    const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'of-somebody-else' }));
    const UserPoolId = UserPool!.Id!;
    try {
      const { UserPoolClient } = await cognito.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'c', ...FLOWS }));
      await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ana', MessageAction: 'SUPPRESS' }));
      await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: 'ana', Password: PASSWORD, Permanent: true }));
      return await idTokenOf(cognito, UserPoolId, UserPoolClient!.ClientId!, 'ana', PASSWORD);
    } finally {
      await cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
    }
  });
}

/** One of the API's own pool, a second old. The local engine makes such; Cognito makes none for less than five minutes. */
export function expired(): Promise<string> {
  const { UserPoolId } = deployed.stacks.Tickets;
  return withCognito(async (cognito) => {
    const { UserPoolClient } = await cognito.send(new CreateUserPoolClientCommand({
      UserPoolId, ClientName: 'soon', ...FLOWS, IdTokenValidity: 1, TokenValidityUnits: { IdToken: 'seconds' },
    }));
    const ClientId = UserPoolClient!.ClientId!;
    try {
      const token = await idTokenOf(cognito, UserPoolId, ClientId, user().username, user().password);
      await new Promise((resolve) => { setTimeout(resolve, 2_100); });
      return token;
    } finally {
      await cognito.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));
    }
  });
}

/** A good token's claims under `HS256`, the pool's public key being the secret: what a verifier takes that believes the token's own `alg`. */
export async function signedByThePublicKey(idToken: string): Promise<string> {
  const [head, payload] = idToken.split('.');
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
  const { keys } = await (await fetch(`${deployed.endpoint}/${deployed.stacks.Tickets.UserPoolId}/.well-known/jwks.json`)).json() as { keys: { kid: string }[] };
  const key = keys.find((one) => one.kid === kid);
  if (!key) { throw new Error(`the pool tells no key ${kid}`); }
  const secret = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const signed = `${Buffer.from(JSON.stringify({ alg: 'HS256', kid })).toString('base64url')}.${payload}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

async function idTokenOf(
  cognito: CognitoIdentityProviderClient, UserPoolId: string, ClientId: string, USERNAME: string, password: string,
): Promise<string> {
  const { AuthenticationResult } = await cognito.send(new AdminInitiateAuthCommand({
    UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: password },
  }));
  return AuthenticationResult!.IdToken!;
}

async function withCognito<T>(work: (cognito: CognitoIdentityProviderClient) => Promise<T>): Promise<T> {
  const cognito = new CognitoIdentityProviderClient(deployed.clientConfig);
  try {
    return await work(cognito);
  } finally {
    cognito.destroy();
  }
}
