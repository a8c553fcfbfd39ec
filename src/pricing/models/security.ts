import { ResourceModel } from '../model';

const TIERS: { readonly [plan: string]: string } = { LITE: 'cognito.lite', ESSENTIALS: 'cognito.essentials', PLUS: 'cognito.plus' };

export const USER_POOL: ResourceModel = {
  usage: {
    activeUsers: { unit: 'users', about: 'who sign in or refresh a token in the month, none of them through SAML or OIDC', assumed: 1000 },
    signIns: { unit: 'sign-ins', about: 'that start its triggers', assumed: (pool, model) => ({ value: model.usage(pool, 'activeUsers') * 30, why: 'one a day by each active user' }) },
  },
  // New pools have the Essentials plan unless they say otherwise.
  lines: (pool, model) => [[TIERS[pool.properties.UserPoolTier ?? 'ESSENTIALS'] ?? TIERS.ESSENTIALS, model.usage(pool, 'activeUsers')]],
};

export const KEY: ResourceModel = {
  usage: {
    requests: { unit: 'requests', about: 'of Encrypt, Decrypt and GenerateDataKey', assumed: 100_000 },
    rotations: { unit: 'rotations', about: 'that it has had: the first two cost as much as the key each', assumed: 0, max: 2 },
  },
  lines: (key, model) => [['kms.keys', 1 + model.usage(key, 'rotations')], ['kms.requests', model.usage(key, 'requests')]],
};

export const SECRET: ResourceModel = {
  usage: { reads: { unit: 'calls', about: 'of GetSecretValue', assumed: 10_000 } },
  // A replica in another region is charged as a secret.
  lines: (secret, model) => [['secrets.secrets', 1 + (secret.properties.ReplicaRegions ?? []).length], ['secrets.requests', model.usage(secret, 'reads')]],
};

export const PARAMETER: ResourceModel = {
  usage: {},
  lines: ({ properties }) => (properties.Tier === 'Advanced' ? [['ssm.advanced', 1]] : []),
};
