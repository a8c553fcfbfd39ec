import { Resource } from './assembly';
import { nearest } from './nearest';

/** Metadata key under which usage stands next to a resource in the template. */
export const USAGE_METADATA = 'serverless-inteligente:usage';

/** Amounts a month by name, `{ requests: 1000000 }`. */
export interface UsageValues {
  readonly [name: string]: number;
}

/** What a usage file says. */
export interface UsageFile {
  /** By resource type, for every resource that nothing more precise is said of. */
  readonly defaults?: { readonly [type: string]: UsageValues };
  /** By construct path or `<stack>/<logical id>`; `*` stands for anything. */
  readonly resources?: { readonly [pattern: string]: UsageValues };
}

/** What can be said of the usage of a type. */
export interface UsageNames {
  readonly [name: string]: { readonly unit: string; readonly max?: number };
}

/**
 * @param data parsed JSON
 * @param where the file's name, for errors
 * @param known the types that have usage
 * @throws Error for an unknown member, type or name, and for an amount below 0
 */
export function parseUsageFile(data: unknown, where: string, known: ReadonlyMap<string, UsageNames>): UsageFile {
  if (!isObject(data)) { throw usageError(where, 'is no object', data, '{ "defaults": { type: usage }, "resources": { path: usage } }', 'see docs/cost.md'); }
  for (const member of Object.keys(data)) {
    if (member !== 'defaults' && member !== 'resources') { throw usageError(where, `has an unknown member ${JSON.stringify(member)}`, undefined, 'defaults, resources', fixOf(member, ['defaults', 'resources'], 'rename it')); }
    if (!isObject(data[member])) { throw usageError(where, `${member} is no object`, data[member], 'an object', 'see docs/cost.md'); }
  }
  const { defaults = {}, resources = {} } = data as UsageFile;
  for (const [type, values] of Object.entries(defaults)) {
    const names = known.get(type);
    if (!names) {
      const types = [...known.keys()].sort();
      throw usageError(where, `defaults names ${JSON.stringify(type)}, a type without usage`, undefined, types.join(', '), fixOf(type, types, 'use one of these types'));
    }
    checkUsage(values, `${where}: defaults[${JSON.stringify(type)}]`, names);
  }
  for (const [pattern, values] of Object.entries(resources)) {
    checkUsage(values, `${where}: resources[${JSON.stringify(pattern)}]`);
  }
  return { defaults, resources };
}

/**
 * @param names what the type knows; left out, only the amounts are checked
 * @throws Error for an unknown name, and for an amount below 0
 */
export function checkUsage(values: unknown, where: string, names?: UsageNames): asserts values is UsageValues {
  if (!isObject(values)) { throw usageError(where, 'is no object', values, 'amounts a month by name', 'see docs/cost.md'); }
  for (const [name, value] of Object.entries(values)) {
    const definition = names?.[name];
    if (names && !definition) {
      const allowed = Object.keys(names);
      throw usageError(where, `has an unknown usage ${JSON.stringify(name)}`, undefined, allowed.join(', ') || 'none: it is charged by what it is', fixOf(name, allowed, 'rename it'));
    }
    const max = definition?.max ?? Number.MAX_VALUE;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > max) {
      throw usageError(where, `${name} is out of range`, value, definition?.max === undefined ? 'a number of 0 or more' : `0 to ${max} ${definition.unit}`, 'correct the number');
    }
  }
}

/**
 * Usage as it was given, by resource: the file's entry of the resource, then the metadata next to it, then the file's default.
 * Of several patterns that match one resource, the longest wins.
 *
 * @throws Error for a pattern that matches nothing, and for usage that the resource's type doesn't know
 */
export class GivenUsage {
  private readonly matches = new Map<string, { readonly pattern: string; readonly values: UsageValues }[]>();

  constructor(
    private readonly file: UsageFile,
    where: string,
    resources: readonly Resource[],
    known: ReadonlyMap<string, UsageNames>,
    private readonly overrides: ReadonlyMap<string, UsageValues> = new Map(),
  ) {
    const patterns = Object.entries(file.resources ?? {}).sort(([a], [b]) => b.length - a.length);
    for (const [pattern, values] of patterns) {
      const matching = resources.filter(({ type, path, key }) => known.has(type) && (matchesPattern(pattern, path) || matchesPattern(pattern, key)));
      if (matching.length === 0) {
        const used = resources.filter(({ type }) => known.has(type) && type !== 'AWS::ApiGateway::Method');
        const fix = fixOf(pattern, used.map(({ path }) => path), 'correct the path');
        throw usageError(where, `resources[${JSON.stringify(pattern)}] matches no resource with usage`, undefined, someOf(used), fix);
      }
      for (const resource of matching) {
        checkUsage(values, `${where}: resources[${JSON.stringify(pattern)}], which matches the ${resource.type} ${resource.path}`, known.get(resource.type));
        this.matches.set(resource.key, [...this.matches.get(resource.key) ?? [], { pattern, values }]);
      }
    }
    for (const resource of resources) {
      const beside = resource.metadata[USAGE_METADATA];
      if (beside !== undefined) { checkUsage(beside, `${resource.path}: usage`, known.get(resource.type) ?? {}); }
    }
  }

  /** @returns the amount and where it was said, or undefined */
  of(resource: Resource, name: string): { readonly value: number; readonly origin: string } | undefined {
    const override = this.overrides.get(resource.key)?.[name];
    if (override !== undefined) { return { value: override, origin: '--rps' }; }
    const match = this.matches.get(resource.key)?.find(({ values }) => name in values);
    if (match) { return { value: match.values[name], origin: `usage file, ${match.pattern}` }; }
    const beside = (resource.metadata[USAGE_METADATA] as UsageValues | undefined)?.[name];
    if (beside !== undefined) { return { value: beside, origin: 'beside the resource' }; }
    const byType = this.file.defaults?.[resource.type]?.[name];
    return byType === undefined ? undefined : { value: byType, origin: 'usage file, default of the type' };
  }
}

function matchesPattern(pattern: string, path: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(path);
}

function someOf(resources: readonly Resource[]): string {
  const paths = resources.map(({ path }) => path).sort();
  return paths.length > 12 ? `${paths.slice(0, 12).join(', ')}, … (${paths.length})` : paths.join(', ');
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fixOf(name: string, names: readonly string[], otherwise: string): string {
  const meant = nearest(name, names);
  return meant === undefined ? otherwise : `write ${JSON.stringify(meant)}`;
}

function usageError(where: string, what: string, given: unknown, allowed: string, fix: string): Error {
  return new Error(`${where}: ${what}${given === undefined ? '' : `, got ${JSON.stringify(given)}`}. Allowed: ${allowed}. Fix: ${fix}.`);
}
