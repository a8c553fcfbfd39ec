import { writableProperties } from './item-members';
import { SERVER_ATTRIBUTES, type ResourceDefinition, type SchemaError } from '../../contract/serverless-crud-api';
import type { FieldProblem } from '../../contract/wire';
import { pointerOf } from '../kit/json-pointer';

/** As Ajv reports it; `propertyName` where the breach is a member's name. */
type Finding = SchemaError & { readonly propertyName?: string };

/** Problems told at once, so that an answer never grows with the body. */
const PROBLEMS_MAX = 100;

/**
 * A validator's findings as the client can use them: each at the field itself, where Ajv reports a missing or an
 * unknown one at its parent. The values that were sent are not in them.
 * @param removed names of the fields that a patch removes (RFC 7396, null); none for a whole item
 */
export function schemaProblems(
  findings: readonly Finding[], definition: ResourceDefinition, removed: ReadonlySet<string> = new Set(),
): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const finding of findings) {
    const problem = removalProblem(finding, removed) ?? problemOf(finding, definition);
    if (problem && problems.size < PROBLEMS_MAX) { problems.set(`${problem.pointer} ${problem.detail}`, problem); }
  }
  return problems.size > 0 ? [...problems.values()] : [{ pointer: '', detail: 'The body breaks the schema.' }];
}

/** The patch's schema takes null for every field that may be absent. */
function removalProblem({ instancePath }: Finding, removed: ReadonlySet<string>): FieldProblem | undefined {
  const label = labelOf(instancePath);
  return removed.has(label) ? { pointer: instancePath, detail: `${label} is required, so it can’t be removed.` } : undefined;
}

function problemOf(finding: Finding, definition: ResourceDefinition): FieldProblem | undefined {
  const { instancePath, keyword, params, message = `breaks the rule ${keyword}` } = finding;
  if (finding.propertyName !== undefined) { return memberProblem(instancePath, finding.propertyName, () => `The name ${message}.`); }
  switch (keyword) {
    case 'required':
      return memberProblem(instancePath, params.missingProperty, (name) => `${name} is required.`);
    case 'dependentRequired':
    case 'dependencies':
      return memberProblem(instancePath, params.missingProperty, (name) => `${name} is required with ${params.property}.`);
    case 'additionalProperties':
      return memberProblem(instancePath, params.additionalProperty, (name) => unknownField(instancePath, name, definition));
    case 'unevaluatedProperties':
      return memberProblem(instancePath, params.unevaluatedProperty, (name) => unknownField(instancePath, name, definition));
    case 'enum':
      return { pointer: instancePath, detail: `${labelOf(instancePath)} must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}.` };
    case 'const':
      return { pointer: instancePath, detail: `${labelOf(instancePath)} must be ${JSON.stringify(params.allowedValue)}.` };
    case 'false schema':
      if (isSetByServer(labelOf(instancePath), definition)) { return { pointer: instancePath, detail: setByServer(labelOf(instancePath)) }; }
      return { pointer: instancePath, detail: `${labelOf(instancePath)} is not allowed.` };
    case 'if': // what its branch found is told itself
    case 'propertyNames': // what the name breaks is told itself
      return undefined;
    default:
      return { pointer: instancePath, detail: `${labelOf(instancePath)} ${message}.` };
  }
}

function memberProblem(parent: string, member: unknown, detail: (label: string) => string): FieldProblem {
  const pointer = parent + pointerOf([String(member)]);
  return { pointer, detail: detail(labelOf(pointer)) };
}

function unknownField(parent: string, label: string, definition: ResourceDefinition): string {
  if (parent !== '') { return 'There is no such field.'; }
  return isSetByServer(label, definition) ? setByServer(label) : `There is no such field; there are ${writableProperties(definition).join(', ')}.`;
}

function isSetByServer(label: string, { partitionKey, readOnly }: ResourceDefinition): boolean {
  return label === partitionKey || readOnly.includes(label) || (SERVER_ATTRIBUTES as readonly string[]).includes(label);
}

function setByServer(label: string): string {
  return `${label} is set by the server.`;
}

/** A pointer as people read it. */
function labelOf(pointer: string): string {
  return pointer === '' ? 'The body' : pointer.slice(1).replace(/~1/g, '/').replace(/~0/g, '~');
}
