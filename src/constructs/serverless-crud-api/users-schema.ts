import type { Schema } from './validators-module';
import { USER_STATES } from '../../contract/serverless-crud-api-users';
import { fail } from '../private/fail';

export interface UsersSchemaOptions {
  /** What a user has besides, as a schema of type object. */
  readonly schema?: unknown;
  /** Groups into which a user can be put. */
  readonly groups?: readonly string[];
}

/** The user's `sub`, known once its login is made: nobody sends it. */
export const OWNER_ATTRIBUTE = 'sub';
const OWN = ['email', 'groups', 'status', OWNER_ATTRIBUTE];

/** A group's name as tokens can carry it: without white space (Cognito, CreateGroup) and without a comma. */
const GROUP = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

/** @throws a synth error for a schema that declares what every user has, and for groups that Cognito doesn't take */
export function usersSchema(where: string, { schema = {}, groups }: UsersSchemaOptions): Schema {
  const { required, properties, ...rest } = checkedProfile(where, schema);
  if (groups) { checkGroups(where, groups); }
  return {
    ...rest,
    type: 'object',
    required: ['email', ...required],
    properties: {
      email: { type: 'string', format: 'email', maxLength: 254, description: 'Name under which the user signs in; kept in lower case' },
      ...(groups && {
        groups: { type: 'array', uniqueItems: true, items: { type: 'string', enum: [...groups] }, description: 'Groups of the user pool that the user is put into when it is created' },
      }),
      status: { type: 'string', enum: [...USER_STATES], readOnly: true, description: 'PENDING until the user can sign in, ACTIVE, DELETING until its login is disabled' },
      ...properties,
    },
  };
}

interface Profile extends Schema {
  readonly required: readonly string[];
  readonly properties: { readonly [name: string]: unknown };
}

function checkedProfile(where: string, schema: unknown): Profile {
  const allowed = "one object schema, such as { type: 'object', properties: { name: { type: 'string' } } }";
  if (!isObject(schema)) { fail({ where, what: 'schema is no JSON Schema object', given: schema, allowed, fix: 'pass the schema itself, or leave it out' }); }
  const { required = [], properties = {} } = schema;
  if (!isObject(properties)) { fail({ where, what: 'schema.properties is no object', given: properties, allowed, fix: 'map each property to its schema' }); }
  if (!Array.isArray(required)) { fail({ where, what: 'schema.required is no list', given: required, allowed: 'a list of names', fix: 'list the names of the properties that are required' }); }
  const taken = OWN.find((name) => Object.hasOwn(properties, name));
  if (taken) {
    fail({ where, what: 'schema declares a property that every user has', given: taken, allowed: `any name but ${OWN.join(', ')}`, fix: `take ${taken} out of the schema, or rename it` });
  }
  return { ...schema, required, properties };
}

function checkGroups(where: string, groups: readonly string[]): void {
  const wrong = groups.length === 0 || new Set(groups).size < groups.length || groups.some((name) => !GROUP.test(name) || name.includes(','));
  if (wrong) {
    fail({ where, what: 'groups are not valid', given: groups, allowed: 'names, each once, of 1 to 128 characters without white space and commas', fix: 'correct the names, or leave groups out' });
  }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
