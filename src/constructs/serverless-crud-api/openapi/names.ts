/** What the document calls a resource. */
export interface ResourceNames {
  /** An item: `OrderLine` of `order-lines`. Its schemas and operations are named after it. */
  readonly one: string;
  /** The collection: `OrderLines`. */
  readonly many: string;
}

/** Schemas of one item: how it is read, in part in a page, written, created and patched. */
export const SCHEMA_SUFFIXES = ['', 'Part', 'Page', 'Write', 'Create', 'Patch'] as const;

/** Names that the document uses for what is no resource. */
const RESERVED = ['Problem', 'FieldProblem', 'Login', 'ChallengeAnswer', 'Refresh', 'Tokens', 'RenewedTokens', 'Challenge', 'OpenApi'];

/** Nouns that are alike in the plural. */
const SAME_IN_PLURAL = /(?:ss|us|is|news|series|species|data)$/i;

/**
 * Names for resources in the order they are declared: a new one at the end renames none, which generated clients
 * would notice.
 */
export function nameResources(names: readonly string[]): ResourceNames[] {
  const taken = new Set<string>(RESERVED);
  return names.map((name) => {
    const plural = pascalCase(name);
    const one = firstFree([singular(plural), plural, `${plural}Item`], (base) => SCHEMA_SUFFIXES.every((suffix) => !taken.has(base + suffix)));
    for (const suffix of SCHEMA_SUFFIXES) { taken.add(one + suffix); }
    const many = firstFree([plural, `${plural}List`], (candidate) => !taken.has(candidate));
    taken.add(many);
    return { one, many };
  });
}

/** The first of `candidates` that is free; the last with a number where none is. */
export function firstFree(candidates: readonly string[], isFree: (candidate: string) => boolean): string {
  const free = candidates.find(isFree);
  if (free !== undefined) { return free; }
  for (let count = 2; ; count++) {
    const numbered = `${candidates[candidates.length - 1]}${count}`;
    if (isFree(numbered)) { return numbered; }
  }
}

/** `order-lines` as `OrderLines`; characters that no name in a document may hold are left out. */
export function pascalCase(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function singular(noun: string): string {
  if (SAME_IN_PLURAL.test(noun)) { return noun; }
  if (noun.endsWith('ies')) { return `${noun.slice(0, -3)}y`; }
  return noun.replace(/(x|z|ch|sh|ss)es$|s$/, '$1');
}
