interface Documented {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
  readonly optional?: boolean;
  /** The member of a parent or interface that this one takes over, with its words. */
  readonly overrides?: string;
  readonly parameters?: readonly Documented[];
}

interface Type extends Pick<Documented, 'docs'> {
  readonly kind: 'class' | 'interface' | 'enum';
  /** True of an interface that holds props. */
  readonly datatype?: boolean;
  readonly initializer?: { readonly parameters?: readonly Documented[] };
  readonly members?: readonly Documented[];
  readonly properties?: readonly Documented[];
  readonly methods?: readonly Documented[];
}

/** What jsii writes into `.jsii`, as far as it is read here. */
export interface Assembly {
  readonly name: string;
  readonly types: { readonly [fqn: string]: Type };
}

/** Everybody who writes constructs knows what these are. */
const CUSTOMARY = ['scope', 'id', 'props'];

/** @returns a line for each public symbol without a sentence, and each optional prop without its default */
export function apiGaps({ name, types }: Assembly): string[] {
  return Object.entries(types).flatMap(([fqn, type]) => {
    const called = fqn.slice(name.length + 1);
    const members = [...type.members ?? [], ...type.properties ?? [], ...type.methods ?? []].filter(({ overrides }) => !overrides);
    return [
      ...unsaid(called, type),
      ...parameterGaps(called, type.initializer?.parameters),
      ...members.flatMap((member) => [...unsaid(`${called}.${member.name}`, member), ...parameterGaps(`${called}.${member.name}`, member.parameters)]),
      ...(type.datatype ? type.properties ?? [] : []).filter(({ optional, docs }) => optional && !docs?.default)
        .map((prop) => `${called}.${prop.name}: it is optional, and nothing says what it is by default`),
    ];
  });
}

function unsaid(called: string, { docs }: Pick<Documented, 'docs'>): string[] {
  return docs?.summary ? [] : [`${called}: nothing says what it is`];
}

function parameterGaps(called: string, parameters: readonly Documented[] = []): string[] {
  return parameters.filter(({ name }) => !CUSTOMARY.includes(name)).flatMap((parameter) => unsaid(`${called}(${parameter.name})`, parameter));
}
