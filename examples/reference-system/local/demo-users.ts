import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  AdminAddUserToGroupCommand, AdminCreateUserCommand, AdminSetUserPasswordCommand, CognitoIdentityProviderClient, CreateGroupCommand,
  GroupExistsException, UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';

export interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
}

const PEOPLE = [
  { username: 'admin', groups: ['admins'] },
  { username: 'ana', groups: [] },
  { username: 'luis', groups: [] },
];

/** @param file keeps their passwords from one start to the next */
export function demoUsers(file: string): DemoUser[] {
  const known: { [username: string]: string } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const users = PEOPLE.map((person) => ({ ...person, password: known[person.username] ?? randomPassword() }));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(users.map((user) => [user.username, user.password]))), { mode: 0o600 });
  return users;
}

/** Random letters and digits, and one of each kind that a pool's policy may ask for. */
export function randomPassword(): string {
  return `${randomBytes(15).toString('base64url')}-aA1`;
}

/** Makes in the pool the users and groups that are not there yet, and sets their passwords. */
export async function createUsers(cognito: CognitoIdentityProviderClient, userPoolId: string, users: readonly DemoUser[]): Promise<void> {
  for (const group of new Set(users.flatMap(({ groups }) => groups))) {
    await unless(GroupExistsException, cognito.send(new CreateGroupCommand({ UserPoolId: userPoolId, GroupName: group })));
  }
  for (const { username, password, groups } of users) {
    const user = { UserPoolId: userPoolId, Username: username };
    await unless(UsernameExistsException, cognito.send(new AdminCreateUserCommand({
      ...user,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: `${username}@example.com` }, { Name: 'email_verified', Value: 'true' }],
    })));
    await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    for (const group of groups) {
      await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }));
    }
  }
}

async function unless(expected: new (...args: never[]) => Error, done: Promise<unknown>): Promise<void> {
  await done.catch((error) => {
    if (!(error instanceof expected)) { throw error; }
  });
}
