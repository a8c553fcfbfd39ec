import { compileFunction } from 'node:vm';
import type { DocumentedResource, Members } from './model';
import type { ResourceNames } from './names';
import { sampleOf } from './sample';
import { judgeScalar } from './scalar-check';
import type { CompiledValidators, ResourceDefinition } from '../../../contract/serverless-crud-api';
import { addFormats, Ajv } from '../../private/ajv';
import type { Schema } from '../validators-module';

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

/** Whether a value is valid by the property of a schema of the document. */
export type Checker = (schema: string, property: string, value: unknown) => boolean;

/**
 * Examples of a resource, each valid by its schema, or left out. No schema is compiled for what is known: the handler's
 * validator judges what a client sends, and an item is that with what is read-only beside it.
 */
export function resourceExamples({ definition, schema, validators }: DocumentedResource, { one }: ResourceNames, isValid: Checker): Examples {
  const { partitionKey, ownerAttribute, transitions, writeOnly, readOnly } = definition;
  const sample = { ...sampleOf(schema, one, schema) as Members };
  if (ownerAttribute !== undefined) { sample[ownerAttribute] = OWNER; }
  if (transitions !== undefined && !transitions.initial.includes(sample[transitions.attribute] as string)) {
    sample[transitions.attribute] = transitions.initial[0];
  }
  const required = [...(schema.required ?? []) as readonly string[], ...(ownerAttribute === undefined ? [] : [ownerAttribute])];
  const areValid = (name: string, members: Members) => Object.entries(members).every(([property, value]) => isValid(name, property, value));

  const sendable = without(readOnly, sample);
  const write = [sendable, only(required, sendable)].find(handlerCheck(validators));
  const shown = { ...without(writeOnly, { ...only(readOnly, sample), ...write }) };
  const isItem = write !== undefined && areValid(one, only(readOnly, shown)) && required.every((name) => writeOnly.includes(name) || name in shown);
  const item = isItem ? { [partitionKey]: ID, createdAt: CREATED_AT, updatedAt: CREATED_AT, version: 1, ...shown } : undefined;
  return {
    item,
    part: item,
    write,
    patch: write && patchesOf(write, required, definition).find((patch) => areValid(`${one}Patch`, patch)),
  };
}

/** The handler's own judgement of what a client sends. It fills defaults in, so it is shown a copy. */
function handlerCheck(source: string): (sent: Members) => boolean {
  const validators = {} as CompiledValidators;
  compileFunction(source, ['exports'])(validators);
  return (sent) => validators.item(structuredClone(sent));
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

/** @param schemas of the whole document, for which a compiler is made once one is needed: it is as much work as several of them */
export function checkerOf(schemas: Members): Checker {
  let compiler: InstanceType<typeof Ajv> | undefined;
  return (schema, property, value) => {
    const pointer = `document#/components/schemas/${schema}/properties/${encodeURIComponent(property.replace(/~/g, '~0').replace(/\//g, '~1'))}`;
    const rules = (schemas[schema] as { readonly properties: { readonly [name: string]: Schema } }).properties[property];
    return judgeScalar(rules, value) ?? (compiler ??= compilerOf(schemas)).compile({ $ref: pointer })(value);
  };
}

function compilerOf(schemas: Members): InstanceType<typeof Ajv> {
  const ajv = new Ajv({ strict: false, logger: false, validateSchema: false, meta: false, code: { optimize: false } });
  addFormats(ajv);
  ajv.addSchema({ $id: 'document', components: { schemas } });
  return ajv;
}
