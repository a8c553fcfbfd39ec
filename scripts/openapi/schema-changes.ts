/** Anything of a document. */
export type Json = unknown;
export interface Members { readonly [name: string]: Json }

/** Follows references within one document. */
export type Resolve = (value: Json) => Members | undefined;

export interface Resolvers { readonly before: Resolve; readonly after: Resolve }

export function resolverOf(document: object): Resolve {
  const resolve: Resolve = (value) => {
    const members = value as Members | undefined;
    if (typeof members?.$ref !== 'string') { return members; }
    const tokens = members.$ref.slice(2).split('/').map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'));
    const found = resolve(tokens.reduce<Json>((inner, token) => (inner as Members | undefined)?.[token], document));
    const { $ref: _, ...beside } = members;
    return { ...found, ...beside };
  };
  return resolve;
}

/** What a body or parameter of `before` may be that `after` refuses. */
export function takesLess(before: Json, after: Json, { before: of, after: now }: Resolvers): string[] {
  return new Comparison(of, now, TAKEN).narrowings(before, after);
}

/** What an answer of `after` may be that a reader of `before` does not expect. */
export function answersMore(before: Json, after: Json, { before: of, after: now }: Resolvers): string[] {
  return new Comparison(now, of, ANSWERED).narrowings(after, before);
}

/** How a difference is told: of what is taken the wide schema is the former one, of what is answered the later. */
interface Words {
  readonly value: (value: string) => string;
  readonly only: (values: string) => string;
  readonly anyType: string;
  readonly required: (name: string) => string;
  readonly others?: string;
  readonly choices: (keyword: string) => string;
  readonly change: (keyword: string, wide: string, narrow: string) => string;
  /** Of a property that one of the two has not. */
  readonly missing: { readonly in: 'wide' | 'narrow'; readonly text: (name: string) => string };
}

const TAKEN: Words = {
  value: (value) => `it takes ${value} no more`,
  only: (values) => `it takes only ${values} now`,
  anyType: 'it takes some types no more',
  required: (name) => `${name} is required now`,
  others: 'it takes no other members now',
  choices: (keyword) => `${keyword} takes less`,
  change: (keyword, wide, narrow) => `${keyword} was ${wide}, is ${narrow}`,
  missing: { in: 'narrow', text: (name) => `${name} is taken no more` },
};
const ANSWERED: Words = {
  value: (value) => `it may be ${value} now`,
  only: (values) => `it may be other than ${values} now`,
  anyType: 'it may be of any type now',
  required: (name) => `${name} may be missing now`,
  choices: (keyword) => `${keyword} may be more`,
  change: (keyword, wide, narrow) => `${keyword} was ${narrow}, is ${wide}`,
  missing: { in: 'wide', text: (name) => `${name} is answered no more` },
};

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
/** Where the narrow schema has one of these, the wide one must have the same. */
const EXACT = ['pattern', 'format', 'multipleOf', 'uniqueItems'];
const CHOICES = ['anyOf', 'oneOf'];
const RULES = [
  'allOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'patternProperties', 'propertyNames', 'prefixItems', 'contains', 'unevaluatedProperties',
];

class Comparison {
  /** Pairs of references being compared: a definition may refer to itself. */
  private readonly open = new Set<string>();

  constructor(private readonly ofWide: Resolve, private readonly ofNarrow: Resolve, private readonly words: Words) {}

  /** Each way in which `narrow` refuses what `wide` allows. */
  narrowings(wideSchema: Json, narrowSchema: Json): string[] {
    const pair = JSON.stringify([wideSchema, narrowSchema]);
    if (this.open.has(pair)) { return []; }
    this.open.add(pair);
    const wide = this.ofWide(wideSchema) ?? {};
    const narrow = this.ofNarrow(narrowSchema) ?? {};
    const found = [
      ...this.values(wide, narrow),
      ...this.bounds(wide, narrow),
      ...this.members(wide, narrow),
      ...(narrow.items === undefined ? [] : this.within('[]', this.narrowings(wide.items, narrow.items))),
      ...this.compositions(wide, narrow),
    ];
    this.open.delete(pair);
    return found;
  }

  private values(wide: Members, narrow: Members): string[] {
    const { value, only, anyType } = this.words;
    const listed = { wide: listedOf(wide), narrow: listedOf(narrow) };
    if (listed.narrow !== undefined) {
      return listed.wide === undefined ? [only(listed.narrow.join(', '))] : listed.wide.filter((one) => !listed.narrow!.includes(one)).map(value);
    }
    if (narrow.type === undefined) { return []; }
    const types = (typesOf(narrow) as readonly Json[]).concat(typesOf(narrow).includes('number') ? ['integer'] : []);
    if (listed.wide !== undefined) { return listed.wide.filter((one) => !types.includes(typeOf(JSON.parse(one)))).map(value); }
    return wide.type === undefined ? [anyType] : typesOf(wide).filter((type) => !types.includes(type)).map((type) => value(String(type)));
  }

  private bounds(wide: Members, narrow: Members): string[] {
    const differs = (keyword: string) => this.words.change(keyword, told(wide[keyword]), told(narrow[keyword]));
    const isNarrower = (keyword: string, sign: 1 | -1) => narrow[keyword] !== undefined
      && (wide[keyword] === undefined || sign * Number(wide[keyword]) > sign * Number(narrow[keyword]));
    return [
      ...UPPER.filter((keyword) => isNarrower(keyword, 1)),
      ...LOWER.filter((keyword) => isNarrower(keyword, -1)),
      ...EXACT.filter((keyword) => narrow[keyword] !== undefined && narrow[keyword] !== wide[keyword]),
    ].map(differs);
  }

  private members(wide: Members, narrow: Members): string[] {
    const { required, others, missing } = this.words;
    const properties = { wide: (wide.properties ?? {}) as Members, narrow: (narrow.properties ?? {}) as Members };
    const demanded = (schema: Members) => (schema.required ?? []) as readonly string[];
    const other = missing.in === 'wide' ? 'narrow' : 'wide';
    const isGone = (name: string) => properties[missing.in][name] === undefined;
    const isClosed = others === undefined || narrow.additionalProperties === false;
    return [
      ...Object.keys(properties[other]).filter((name) => isGone(name) && isClosed).map(missing.text),
      ...demanded(narrow).filter((name) => !demanded(wide).includes(name) && !isGone(name)).map(required),
      ...(others !== undefined && narrow.additionalProperties === false && wide.additionalProperties !== false ? [others] : []),
      ...Object.keys(properties.narrow).filter((name) => properties.wide[name] !== undefined)
        .flatMap((name) => this.within(name, this.narrowings(properties.wide[name], properties.narrow[name]))),
    ];
  }

  private compositions(wide: Members, narrow: Members): string[] {
    const lessChoice = CHOICES.filter((keyword) => {
      if (narrow[keyword] === undefined) { return false; }
      const choices = narrow[keyword] as readonly Json[];
      const former = (wide[keyword] ?? [wide]) as readonly Json[];
      return !former.every((choice) => choices.some((candidate) => this.narrowings(choice, candidate).length === 0));
    });
    const otherRules = RULES.filter((keyword) => narrow[keyword] !== undefined && JSON.stringify(narrow[keyword]) !== JSON.stringify(wide[keyword]));
    return [...lessChoice.map(this.words.choices), ...otherRules.map((keyword) => `${keyword} binds otherwise`)];
  }

  private within(name: string, changes: readonly string[]): string[] {
    return changes.map((change) => `${name}: ${change}`);
  }
}

function listedOf({ enum: values, const: constant }: Members): string[] | undefined {
  if (constant !== undefined) { return [JSON.stringify(constant)]; }
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : undefined;
}

function typesOf({ type }: Members): readonly Json[] {
  return Array.isArray(type) ? type : [type];
}

function typeOf(value: Json): string {
  if (value === null) { return 'null'; }
  return Array.isArray(value) ? 'array' : typeof value;
}

function told(value: Json): string {
  if (value === undefined) { return 'none'; }
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
