import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>>;

/**
 * The options of `args`, and what stands beside them.
 * @param usage how the command is called, for the error
 * @throws UsageError for an option that is not known or lacks its value, and for more or fewer positionals than named
 */
export function parse<O extends Options>(
  args: readonly string[], usage: string, options: O, positionals: readonly string[] = [],
): Parsed<O> {
  let parsed: Parsed<O>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. To specify')[0].replace(/[.\n]+$/, '')}. Usage: ${usage}`);
  }
  const missing = positionals.slice(parsed.positionals.length);
  if (missing.length > 0) { throw new UsageError(`${missing.map((name) => `<${name}>`).join(' and ')} missing. Usage: ${usage}`); }
  const [extra] = parsed.positionals.slice(positionals.length);
  if (extra !== undefined) { throw new UsageError(`'${extra}' is one argument too many. Usage: ${usage}`); }
  return parsed;
}

/** @throws UsageError when the option is missing */
export function required(option: string, value: string | undefined, usage: string): string {
  if (!value) { throw new UsageError(`${option} missing. Usage: ${usage}`); }
  return value;
}

/** @throws UsageError unless the value is missing or a whole number in [min, max] */
export function numberIn(option: string, value: string | undefined, min: number, max: number): number | undefined {
  if (value === undefined) { return undefined; }
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max)) { throw new UsageError(`${option} is '${value}', but must be ${min} to ${max}, a whole number`); }
  return number;
}
