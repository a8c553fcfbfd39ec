/** The environment of one function, declared once: its construct renders it, its handler reads it. */
export interface EnvContract<K extends string, O extends string = never> {
  /** Every name, those that may be missing last. */
  readonly names: readonly (K | O)[];
  /** The variables for the function's definition. A missing or an extra key is a compile error. */
  render(values: Readonly<Record<K, string>> & Readonly<Partial<Record<O, string>>>): { [name: string]: string };
  /**
   * The variables as the handler finds them.
   * @throws one Error that names every variable missing or empty
   */
  read(source: Readonly<Record<string, string | undefined>>): Readonly<Record<K, string>> & Readonly<Partial<Record<O, string>>>;
}

/**
 * Declares the environment of one function.
 * A name ends in what it carries: `_NAME`, `_ARN`, `_URL`, `_ID`, `_PATH`, `_SECONDS`, `_MS`, `_JSON`.
 * @param required what the handler can't do without
 * @param optional what only some deployments have
 */
export function defineEnv<const K extends string, const O extends string = never>(
  required: readonly K[], optional: readonly O[] = [],
): EnvContract<K, O> {
  const names = [...required, ...optional];
  return {
    names,
    render: (values) => withoutUndefined(values),
    read: (source) => {
      const missing = required.filter((name) => !source[name]);
      if (missing.length > 0) {
        throw new Error(`missing environment variables: ${missing.join(', ')}. The construct that deploys this handler sets all of: ${required.join(', ')}`);
      }
      return Object.fromEntries(names.filter((name) => source[name]).map((name) => [name, source[name]])) as ReturnType<EnvContract<K, O>['read']>;
    },
  };
}

function withoutUndefined(values: { readonly [name: string]: string | undefined }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
