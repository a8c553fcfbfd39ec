import type { CompiledValidators, ResourceDefinition, ResourceValidators, SchemaError, SchemaValidator } from '../../contract/serverless-crud-api';
import { isJsonObject, type JsonObject } from '../kit/json';
import { pointerOf } from '../kit/json-pointer';

/** The validators of a resource: with one for merge patches, made of that which judges the values of one. */
export function resourceValidators({ item, stored, values }: CompiledValidators, definition: ResourceDefinition): ResourceValidators {
  return { item, stored, patch: patchValidator(values, definition) };
}

/**
 * Judges the members that a patch sets. null removes one, which no required property allows; an object is merged into
 * what is stored, and judged then.
 */
function patchValidator(values: SchemaValidator, { properties, readOnly }: ResourceDefinition): SchemaValidator {
  const declared = new Set(properties.filter((name) => !readOnly.includes(name)));
  const validator: SchemaValidator = (body) => {
    const patch = body as JsonObject;
    const isSet = (name: string) => !declared.has(name) || (patch[name] !== null && !isJsonObject(patch[name]));
    const names = Object.keys(patch);
    const set = new Set(names.filter(isSet));
    // Of its own, since a validator fills in the defaults of what it judges.
    const own = Object.fromEntries([...set].map((name) => [name, patch[name]]));
    const findings = values(own) ? [] : values.errors ?? [];
    validator.errors = findings.flatMap((finding) => {
      const missing = missingIn(finding);
      if (missing === undefined) { return isOf(set, finding) ? [finding] : []; }
      return patch[missing] === null && names.includes(missing) ? [removed(missing)] : [];
    });
    return validator.errors.length === 0;
  };
  return validator;
}

/** The required property that the body lacks. */
function missingIn({ instancePath, keyword, params }: SchemaError): string | undefined {
  return instancePath === '' && keyword === 'required' ? String(params.missingProperty) : undefined;
}

/** Whether it is of the body itself or of a member that the patch sets: a default that breaks its own rule is none. */
function isOf(set: ReadonlySet<string>, { instancePath }: SchemaError): boolean {
  return instancePath === '' || set.has(instancePath.split('/')[1].replace(/~1/g, '/').replace(/~0/g, '~'));
}

function removed(name: string): SchemaError {
  return { instancePath: pointerOf([name]), keyword: 'false schema', params: {} };
}
