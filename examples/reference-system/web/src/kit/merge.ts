/** A field that two people changed, each to something else. */
export interface Clash<T> {
  readonly field: keyof T & string;
  readonly mine: T[keyof T];
  readonly theirs: T[keyof T];
}

export interface Merge<T> {
  /** Everybody's changes; where two clash, mine. */
  readonly merged: T;
  readonly clashes: readonly Clash<T>[];
}

/** Brings together what I and somebody else made of the same base. Only the given fields count. */
export function mergeChanges<T extends object>(fields: readonly (keyof T & string)[], base: T, mine: T, theirs: T): Merge<T> {
  const merged = { ...theirs };
  const clashes: Clash<T>[] = [];
  for (const field of fields) {
    if (Object.is(mine[field], base[field])) { continue; }
    merged[field] = mine[field];
    if (!Object.is(theirs[field], base[field]) && !Object.is(theirs[field], mine[field])) {
      clashes.push({ field, mine: mine[field], theirs: theirs[field] });
    }
  }
  return { merged, clashes };
}

/** The fields in which two differ: what a merge patch has to say. */
export function changesOf<T extends object>(fields: readonly (keyof T & string)[], before: T, after: T): Partial<T> {
  return Object.fromEntries(fields.filter((field) => !Object.is(before[field], after[field])).map((field) => [field, after[field]])) as Partial<T>;
}
