import type { Schema } from '../validators-module';

/** Keywords that say nothing of what is valid. */
const ANNOTATIONS = new Set(['title', 'description', 'default', 'examples', 'example', 'deprecated', 'readOnly', 'writeOnly', '$comment']);

type Rule = (value: unknown, limit: any) => boolean;

const ofNumbers = (holds: (value: number, limit: number) => boolean): Rule => (value, limit) => typeof value !== 'number' || holds(value, limit);
const ofLengths = (holds: (length: number, limit: number) => boolean): Rule => (value, limit) => typeof value !== 'string' || holds([...value].length, limit);

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['type', (value, types: string | readonly string[]) => [types].flat().some((type) => isOfType(value, type))],
  ['enum', (value, values: readonly unknown[]) => values.includes(value)],
  ['minLength', ofLengths((length, limit) => length >= limit)],
  ['maxLength', ofLengths((length, limit) => length <= limit)],
  ['minimum', ofNumbers((value, limit) => value >= limit)],
  ['maximum', ofNumbers((value, limit) => value <= limit)],
  ['exclusiveMinimum', ofNumbers((value, limit) => value > limit)],
  ['exclusiveMaximum', ofNumbers((value, limit) => value < limit)],
]);

/**
 * Whether a scalar is valid by a schema that says no more than most do: types, values, bounds. It takes microseconds, where
 * compiling one takes most of a millisecond.
 * @returns undefined where the schema says more, or the value is no scalar
 */
export function judgeScalar(schema: Schema, value: unknown): boolean | undefined {
  const rules = Object.keys(schema).filter((keyword) => !ANNOTATIONS.has(keyword));
  if ((typeof value === 'object' && value !== null) || !rules.every((keyword) => RULES.has(keyword))) { return undefined; }
  return rules.every((keyword) => RULES.get(keyword)!(value, schema[keyword]));
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null': return value === null;
    case 'integer': return Number.isInteger(value);
    default: return typeof value === type;
  }
}
