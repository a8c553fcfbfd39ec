import type { ValidateFunction } from 'ajv/dist/2020';
import type { DocumentedResource, Members } from './model';
import type { ResourceNames } from './names';
import { isSchema } from './references';
import { sampleOf } from './sample';
import type { ResourceDefinition } from '../../../contract/serverless-crud-api';
import { addFormats, Ajv } from '../../private/ajv';

/** What is shown of a resource; undefined where no valid example can be made of its schema. */
export interface Examples {
  readonly item?: Members;
  /** An item as a page shows it. */
  readonly part?: Members;
  readonly write?: Members;
  readonly patch?: Members;
}

const ID = '019abdd6-0a40-7000-8000-000000000001';
/** The time that ID is of. */
const CREATED_AT = new Date(Number.parseInt(ID.replace(/-/g, '').slice(0, 12), 16)).toISOString();
const OWNER = '8e03978e-40d5-43e8-bc93-6894a57f9324';

/** Whether a value is valid by the schema of that name. */
export type Checker = (name: string, value: unknown) => boolean;

/** Examples of a resource, each valid by its schema, or left out. */
export function resourceExamples({ definition, schema }: DocumentedResource, { one }: ResourceNames, isValid: Checker): Examples {
  const { partitionKey, ownerAttribute, transitions, writeOnly, readOnly } = definition;
  const sample = { ...sampleOf(schema, one, schema) as Members };
  if (ownerAttribute !== undefined) { sample[ownerAttribute] = OWNER; }
  if (transitions !== undefined && !transitions.initial.includes(sample[transitions.attribute] as string)) {
    sample[transitions.attribute] = transitions.initial[0];
  }
  const required = [...(schema.required ?? []) as readonly string[], ...(ownerAttribute === undefined ? [] : [ownerAttribute])];
  const firstValid = (name: string, ...candidates: readonly Members[]) => candidates.find((candidate) => isValid(name, candidate));

  const set = { [partitionKey]: ID, createdAt: CREATED_AT, updatedAt: CREATED_AT, version: 1 };
  const write = firstValid(`${one}Write`, without(readOnly, sample), only(required, without(readOnly, sample)));
  const item = write && firstValid(one, { ...set, ...without(writeOnly, { ...only(readOnly, sample), ...write }) });
  return {
    item,
    part: item,
    write,
    patch: write && firstValid(`${one}Patch`, ...patchesOf(write, required, definition)),
  };
}

/** A patch that changes one member and removes another, the likelier to be understood first. */
function patchesOf(write: Members, required: readonly string[], { immutable, transitions }: ResourceDefinition): Members[] {
  const state = transitions?.attribute;
  const mutable = Object.keys(write).filter((name) => !immutable.includes(name));
  const removed = mutable.filter((name) => !required.includes(name) && name !== state).slice(-1);
  const [following] = state === undefined ? [] : transitions?.next[write[state] as string] ?? [];
  const changed = state !== undefined && following !== undefined
    ? { [state]: following }
    : only(mutable.filter((name) => !removed.includes(name)).slice(0, 1), write);
  return [{ ...changed, ...Object.fromEntries(removed.map((name) => [name, null])) }, changed, {}];
}

function without(names: readonly string[], members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}

function only(names: readonly string[], members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)));
}

/** @param schemas of the whole document: a compiler is as much work as several of them */
export function checkerOf(schemas: Members): Checker {
  const ajv = new Ajv({ strict: false, logger: false, validateSchema: false, meta: false, code: { optimize: false } });
  addFormats(ajv);
  ajv.addSchema({ $id: 'document', components: { schemas } });
  const compiled = new Map<string, ValidateFunction>();
  return (name, value) => {
    const validate = compiled.get(name) ?? ajv.compile({ $ref: `document#/components/schemas/${name}` });
    compiled.set(name, validate);
    return isSchema(value) && validate(value);
  };
}
