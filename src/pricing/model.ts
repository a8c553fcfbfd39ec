import { Resource, Resources } from './assembly';
import { Passes, Relations } from './relations';
import { GivenUsage } from './usage';

/** Hours in a month, as AWS's Pricing Calculator counts them. */
export const HOURS = 730;
export const SECONDS = HOURS * 3600;
/** A circle that passes on 0.2 of what it gets is then within 1 in a million; one that passes on all of it never ends anyway. */
const ROUNDS = 9;

/** Usage of the table's row `[0]`, of `[1]` units a month. */
export type Line = readonly [row: string, quantity: number];

/** An amount that follows from other resources, and how. */
export interface Derived {
  readonly value: number;
  readonly why: string;
}

export interface UsageDefinition {
  readonly unit: string;
  /** What is counted, for docs/cost.md. */
  readonly about: string;
  readonly max?: number;
  /** What is assumed where nobody says otherwise. */
  readonly assumed: number | ((resource: Resource, model: Model) => number | Derived);
}

/** How one resource type is charged. */
export interface ResourceModel {
  readonly usage: { readonly [name: string]: UsageDefinition };
  lines(resource: Resource, model: Model): Line[];
}

/** An amount that an estimate rests on. */
export interface Assumption {
  readonly resource: Resource;
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Who says so: the usage file, the resource's own metadata, "default", or what it was derived from. */
  readonly origin: string;
}

/** The amounts that a usage is asked of, given ones first, else derived and defaults; each is worked out once. */
export class Model {
  readonly assumptions = new Map<string, Assumption>();
  private readonly underWay = new Set<string>();
  private lastRound = new Map<string, number>();
  private metCircle = false;

  constructor(
    readonly resources: Resources,
    readonly relations: Relations,
    private readonly given: GivenUsage,
    private readonly models: ReadonlyMap<string, ResourceModel>,
  ) {}

  usage(resource: Resource, name: string): number {
    const id = `${resource.key} ${name}`;
    const known = this.assumptions.get(id);
    if (known) { return known.value; }
    if (this.underWay.has(id)) {
      this.metCircle = true;
      return this.lastRound.get(id) ?? 0;
    }
    this.underWay.add(id);
    const definition = this.models.get(resource.type)?.usage[name];
    if (!definition) { throw new Error(`${resource.type} has no usage ${name}`); }
    const { value, origin } = this.given.of(resource, name) ?? this.assumed(resource, definition);
    this.underWay.delete(id);
    this.assumptions.set(id, { resource, name, unit: definition.unit, value, origin });
    return value;
  }

  /** Whether somebody says the amount. */
  isGiven(resource: Resource, name: string): boolean {
    return this.given.of(resource, name) !== undefined;
  }

  /** Evaluates once, or, where events go in a circle (a function writes to what starts it), in rounds, each with the amounts of the last. */
  settle<T>(evaluate: () => T): T {
    let result = evaluate();
    for (let round = 1; this.metCircle && round < ROUNDS; round++) {
      this.lastRound = new Map([...this.assumptions].map(([id, { value }]) => [id, value]));
      this.assumptions.clear();
      result = evaluate();
    }
    return result;
  }

  /** `factor` times the invocations of the functions that have the relation to `resource`; undefined where none has. */
  fromCallers(resource: Resource, kind: Passes, factor: number, each: string): Derived | undefined {
    const callers = this.relations.into(resource, kind);
    if (callers.length === 0) { return undefined; }
    const value = callers.reduce((sum, { from }) => sum + this.usage(from, 'invocations') * factor, 0);
    return { value, why: `${each} by ${namesOf(callers.map(({ from }) => from))}` };
  }

  private assumed(resource: Resource, { assumed }: UsageDefinition): { readonly value: number; readonly origin: string } {
    const value = typeof assumed === 'number' ? assumed : assumed(resource, this);
    return typeof value === 'number' ? { value, origin: 'default' } : { value: value.value, origin: value.why };
  }
}

/** @returns the last names of paths, the first three and how many more */
export function namesOf(resources: readonly Resource[]): string {
  const names = resources.map(({ path }) => path.split('/').slice(1).join('/') || path);
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
