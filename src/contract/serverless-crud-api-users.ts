import { defineEnv } from './env';

/**
 * States of a user, in order: PENDING while its login is being made, ACTIVE while it can sign in, DELETING while its
 * login is being disabled. Then its row is gone.
 */
export const USER_STATES = ['PENDING', 'ACTIVE', 'DELETING'] as const;
export type UserState = (typeof USER_STATES)[number];

/**
 * Stored with a user whose login is not yet what its state says: partition key of UNSETTLED_INDEX, which so holds no
 * settled user. Its sort key is updatedAt.
 */
export const UNSETTLED = '$unsettled';
/** The one value of UNSETTLED. Few users are unsettled at once, so that one partition holds them. */
export const UNSETTLED_VALUE = 'users';
export const UNSETTLED_INDEX = 'unsettled-index';

/** Environment of the handler of users. */
export const usersEnv = defineEnv(['TABLE_NAME', 'SIDE_TABLE_NAME', 'SERVICE_NAME', 'ALLOWED_ORIGINS_JSON', 'USER_POOL_ID', 'INVITATION']);

/** Environment of the sweep. */
export const usersSweepEnv = defineEnv(['TABLE_NAME', 'SIDE_TABLE_NAME', 'SERVICE_NAME', 'USER_POOL_ID', 'INVITATION']);

/** Whether Cognito mails a new user its temporary password. */
export type Invitation = 'email' | 'none';

/** How long a user may be unsettled before the sweep takes it on: longer than any request lasts. */
export const SETTLING_SECONDS = 60;
