import { type Resources, shown } from './kinds';
import { type Line, linesOf, textOf } from './values';

interface SystemTemplate {
  readonly Resources: Resources;
  readonly Outputs?: { readonly [name: string]: { readonly Value: unknown; readonly Export?: unknown } };
}

interface Entry { readonly name: string; readonly lines: readonly Line[] }

/**
 * The resources of a system with their properties, for people to review: kind by kind, first what most of them have, then each with what it has
 * otherwise, so that an exception stands alone. Masked is what another build has otherwise (assets, digests, hashes of the page's scripts) and
 * what is too long to review here: the OpenAPI documents, the edge function, the bodies of dashboards. Left out are metadata, exports, and
 * what depends on what.
 */
export function reviewed(templates: { readonly [stack: string]: SystemTemplate }): string {
  const kinds = new Map<string, Entry[]>();
  const add = (kind: string, entry: Entry) => { kinds.set(kind, [...kinds.get(kind) ?? [], entry]); };
  for (const [stack, { Resources: resources, Outputs: outputs = {} }] of Object.entries(templates)) {
    for (const id of Object.keys(resources)) {
      const { kind, name, properties } = shown(stack, id, resources);
      add(kind, { name, lines: sorted(linesOf(properties)) });
    }
    const told = Object.entries(outputs).filter(([, { Export: exported }]) => exported === undefined);
    if (told.length > 0) { add('Outputs', { name: stack, lines: told.map(([path, { Value: value }]) => ({ path, text: textOf(value) })) }); }
  }
  return [...kinds].sort(([one], [other]) => (one < other ? -1 : 1)).map(([kind, entries]) => section(kind, entries)).join('\n');
}

function section(kind: string, entries: readonly Entry[]): string {
  const common = commonOf(entries);
  const alike = new Map<string, string[]>();
  for (const { name, lines } of [...entries].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const own = [
      ...common.filter(({ path }) => !lines.some((line) => line.path === path)).map(({ path }) => `    no ${path}`),
      ...lines.filter((line) => !common.some((usual) => printed(usual) === printed(line))).map((line) => `    ${printed(line)}`),
    ].join('\n');
    alike.set(own, [...alike.get(own) ?? [], `  ${name}`]);
  }
  const head = common.length > 0 ? `${kind}: ${entries.length}, with` : kind;
  return [head, ...common.map((line) => `      ${printed(line)}`), ...[...alike].map(([own, names]) => [...names, own].filter(Boolean).join('\n')), ''].join('\n');
}

/** What more than half of them have. */
function commonOf(entries: readonly Entry[]): Line[] {
  const counts = new Map<string, { line: Line; count: number }>();
  for (const line of entries.flatMap(({ lines }) => lines)) {
    const key = printed(line);
    counts.set(key, { line, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return sorted([...counts.values()].filter(({ count }) => count > 1 && count > entries.length / 2).map(({ line }) => line));
}

const sorted = (lines: readonly Line[]) => [...lines].sort((one, other) => (one.path < other.path ? -1 : 1));
const printed = ({ path, text }: Line) => `${path}:${text.startsWith('\n') ? '' : ' '}${text}`;
