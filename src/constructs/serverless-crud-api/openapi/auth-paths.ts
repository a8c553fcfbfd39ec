import { headerRefs } from './headers';
import { schemaRef, type Members, type PathItem } from './model';
import { parameterRefs } from './parameters';
import { ANYWHERE, responsesOf } from './responses';
import { CORRELATION_HEADER, JSON_TYPE } from '../../../contract/wire';

const USERNAME = { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+$', description: 'Letters, marks, symbols, digits and punctuation; no white space.' };
const REFRESH_TOKEN_IN = { type: 'string', enum: ['body', 'cookie'], default: 'body', description: 'Where the refresh token goes: in the answer, or in a cookie that no script can read.' };
const TOKEN_MEMBERS = {
  idToken: { type: 'string', description: 'JWT that the routes of this API take.' },
  accessToken: { type: 'string', description: 'JWT for the user pool’s own operations.' },
  expiresIn: { type: 'integer', minimum: 1, description: 'Seconds until both expire.' },
  tokenType: { const: 'Bearer' },
};
const RENEWED = { idToken: 'eyJraWQi.eyJzdWIi.c2ln', accessToken: 'eyJraWQi.eyJ1c2Ui.c2ln', expiresIn: 900, tokenType: 'Bearer' };
const CHALLENGE = 'NEW_PASSWORD_REQUIRED';
const SESSION = 'AYABeC1-y8qooiuysEv0uM4wAqQAHQ';

/** Schemas of the auth routes' bodies; what they refuse is decided by auth-request.ts. */
export const AUTH_SCHEMAS: Members = {
  Login: body(['username', 'password'], {
    username: USERNAME,
    password: { type: 'string', minLength: 1, maxLength: 256, pattern: '\\S' },
    refreshTokenIn: REFRESH_TOKEN_IN,
  }),
  ChallengeAnswer: body(['username', 'session', 'newPassword'], {
    username: USERNAME,
    session: { type: 'string', minLength: 20, maxLength: 2048, pattern: '^\\S+$', description: 'The `session` of the challenge.' },
    newPassword: { type: 'string', minLength: 1, maxLength: 256, pattern: '^\\S([\\s\\S]*\\S)?$', description: 'No white space at either end; the pool’s policy says more.' },
    refreshTokenIn: REFRESH_TOKEN_IN,
  }),
  Refresh: body([], {
    refreshToken: { type: 'string', minLength: 1, maxLength: 8192, pattern: '^[A-Za-z0-9_=.-]+$', description: 'Left out where the cookie holds it.' },
  }),
  Tokens: {
    type: 'object',
    required: Object.keys(TOKEN_MEMBERS),
    properties: { ...TOKEN_MEMBERS, refreshToken: { type: 'string', description: 'Gives new tokens; left out where the cookie holds it.' } },
  },
  RenewedTokens: { type: 'object', required: Object.keys(TOKEN_MEMBERS), properties: TOKEN_MEMBERS },
  Challenge: {
    type: 'object',
    description: 'One more step before the tokens.',
    required: ['challenge', 'session'],
    properties: { challenge: { const: CHALLENGE }, session: { type: 'string' } },
  },
};

/** The routes through which users log in. */
export function authPaths(): { [path: string]: PathItem } {
  const signedIn = {
    200: {
      description: 'Tokens, or the challenge to set a new password.',
      headers: headerRefs('Cache-Control', 'Set-Cookie', CORRELATION_HEADER),
      content: {
        [JSON_TYPE]: {
          schema: { oneOf: [schemaRef('Tokens'), schemaRef('Challenge')] },
          examples: {
            tokens: { summary: 'Signed in', value: { ...RENEWED, refreshToken: 'eyJjdHki.eyJlbmMi.dGFn' } },
            challenge: { summary: 'The first login, with the password of an administrator', value: { challenge: CHALLENGE, session: SESSION } },
          },
        },
      },
    },
  };
  return {
    '/auth/login': {
      post: operation('logIn', 'Log in', 'Login', { username: 'maria', password: 'correct horse battery staple' }, signedIn),
    },
    '/auth/challenge': {
      post: operation('answerChallenge', 'Set the new password that a challenge asks for', 'ChallengeAnswer', { username: 'maria', session: SESSION, newPassword: 'Correct-horse-1' }, signedIn),
    },
    '/auth/refresh': {
      post: operation('refreshSession', 'Get new tokens', 'Refresh', { refreshToken: 'eyJjdHki.eyJlbmMi.dGFn' }, {
        200: {
          description: 'New tokens.',
          headers: headerRefs('Cache-Control', CORRELATION_HEADER),
          content: { [JSON_TYPE]: { schema: schemaRef('RenewedTokens'), example: RENEWED } },
        },
      }, false),
    },
    '/auth/logout': {
      post: operation('logOut', 'End the session of a refresh token', 'Refresh', { refreshToken: 'eyJjdHki.eyJlbmMi.dGFn' }, {
        204: { description: 'Signed out, if there was a session at all.', headers: headerRefs('Cache-Control', 'Set-Cookie', CORRELATION_HEADER) },
      }, false),
    },
  };
}

function operation(operationId: string, summary: string, schema: string, example: Members, own: Members, required = true): Members {
  return {
    operationId,
    tags: ['auth'],
    summary,
    description: 'For anybody, without a token. It has a throttle of its own.',
    security: [],
    parameters: parameterRefs('CorrelationId'),
    requestBody: { required, content: { [JSON_TYPE]: { schema: schemaRef(schema), example } } },
    responses: responsesOf(own, [...ANYWHERE, 'LoginRefused', 'ContentTooLarge', 'UnsupportedMediaType']),
  };
}

function body(required: readonly string[], properties: Members): Members {
  return { type: 'object', required, properties, additionalProperties: false };
}
