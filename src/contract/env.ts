/** The environment of one function, declared once: its construct renders it, its handler reads it. */
export interface EnvContract<K extends string> {
  readonly names: readonly K[];
  /** The variables for the function's definition. A missing or an extra key is a compile error. */
  render(values: Readonly<Record<K, string>>): { [name: string]: string };
  /**
   * The variables as the handler finds them.
   * @throws one Error that names every variable missing or empty
   */
  read(source: Readonly<Record<string, string | undefined>>): Readonly<Record<K, string>>;
}

/**
 * Declares the environment of one function.
 * A name ends in what it carries: `_NAME`, `_ARN`, `_URL`, `_ID`, `_PATH`, `_SECONDS`, `_MS`, `_JSON`.
 */
export function defineEnv<const K extends string>(...names: readonly K[]): EnvContract<K> {
  return {
    names,
    render: (values) => ({ ...values }),
    read: (source) => {
      const missing = names.filter((name) => !source[name]);
      if (missing.length > 0) {
        throw new Error(`missing environment variables: ${missing.join(', ')}. The construct that deploys this handler sets all of: ${names.join(', ')}`);
      }
      return Object.fromEntries(names.map((name) => [name, source[name]])) as Record<K, string>;
    },
  };
}
