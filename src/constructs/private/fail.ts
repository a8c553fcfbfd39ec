/** A mistake found at synth: what is wrong, the value given, what is allowed and how to mend it. */
export interface Mistake {
  /** The construct's path, or the prop at fault. */
  readonly where: string;
  readonly what: string;
  /** Left out where the value is long or holds a token. */
  readonly given?: unknown;
  readonly allowed: string;
  readonly fix: string;
}

/** @returns the mistake as one line */
export function describe({ where, what, given, allowed, fix }: Mistake): string {
  const value = given === undefined ? '' : `, got ${JSON.stringify(given)}`;
  return `${where}: ${what}${value}. Allowed: ${allowed}. Fix: ${fix}.`;
}

/** Ends the synth with the mistake. */
export function fail(mistake: Mistake): never {
  throw new Error(describe(mistake));
}
