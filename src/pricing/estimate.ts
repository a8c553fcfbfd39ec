import { Assembly, Resource, Resources } from './assembly';
import { beyond } from './beyond';
import { charge, UsageLine } from './charge';
import { freeType, FreeType } from './free-types';
import { Assumption, Model } from './model';
import { MODELS, USAGE_NAMES } from './models';
import { PriceRow, PriceTable } from './price-table';
import { Relations } from './relations';
import { GivenUsage, UsageFile, UsageValues } from './usage';

export interface EstimateOptions {
  readonly prices: PriceTable;
  readonly usage?: UsageFile;
  /** Name of the usage file, for errors. */
  readonly usageName?: string;
  /** Deduct the allowances that never expire. The account may have used them up elsewhere. */
  readonly freeTier?: boolean;
  /** Amounts that come before all others, by the resource's key. */
  readonly overrides?: ReadonlyMap<string, UsageValues>;
}

/** One line of a bill. */
export interface CostLine {
  readonly row: PriceRow;
  readonly quantity: number;
  readonly usd: number;
}

export interface ResourceCost {
  readonly resource: Resource;
  readonly usd: number;
  readonly lines: readonly CostLine[];
}

/** Types that are not charged, or of which nothing is known. */
export interface TypeCount {
  /** Of CloudFormation; of one that is priced in part, with what is not: `AWS::S3::Bucket: replication`. */
  readonly type: string;
  readonly count: number;
  /** Why it is free, and the page that says so; both undefined where nothing is known. */
  readonly reason?: string;
  readonly source?: string;
  readonly paths: readonly string[];
  readonly resources: readonly Resource[];
}

/** What an assembly costs a month. */
export interface Estimate {
  /** The day of the price table. */
  readonly asOf: string;
  readonly priceRegion: string;
  readonly currency: string;
  readonly freeTier: boolean;
  readonly monthlyUsd: number;
  /** Most expensive first; those of 0 included. */
  readonly resources: readonly ResourceCost[];
  /** By the name on the bill, most expensive first. */
  readonly services: readonly { readonly service: string; readonly usd: number }[];
  readonly assumptions: readonly Assumption[];
  readonly free: readonly TypeCount[];
  readonly unknown: readonly TypeCount[];
  /** Of prices of another region, and of unconfirmed ones. */
  readonly warnings: readonly string[];
}

/** @throws Error for usage that is not valid or of a resource that is not there */
export function estimate(assembly: Assembly, options: EstimateOptions): Estimate {
  return estimateOf(modelOf(assembly, options), options);
}

/** @throws Error for usage that is not valid or of a resource that is not there */
export function modelOf(assembly: Assembly, { usage = {}, usageName = 'usage', overrides }: EstimateOptions): Model {
  const resources = new Resources(assembly);
  return new Model(resources, new Relations(resources), new GivenUsage(usage, usageName, resources.all, USAGE_NAMES, overrides), MODELS);
}

export function estimateOf(model: Model, { prices, freeTier = false }: EstimateOptions): Estimate {
  const rows = new Map(prices.rows.map((row) => [row.id, row]));
  const { all } = model.resources;
  const isCharged = (resource: Resource) => MODELS.has(resource.type) && !freeType(resource, model.resources);
  const charged = all.filter(isCharged);
  const usage: UsageLine[] = model.settle(() => charged.flatMap((resource) => MODELS.get(resource.type)!.lines(resource, model)
    .filter(([, quantity]) => quantity > 0).map(([row, quantity]) => ({ resource: resource.key, row, quantity }))));
  const priced = charge(usage, rows, freeTier)
    .map(({ resource, row, quantity, usd }) => ({ key: resource, line: { row: rows.get(row)!, quantity, usd } }));
  const monthlyUsd = priced.reduce((sum, { line }) => sum + line.usd, 0);

  const resources = charged.map((resource) => {
    const lines = priced.filter(({ key }) => key === resource.key).map(({ line }) => line);
    return { resource, lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0) };
  }).sort((a, b) => b.usd - a.usd || (a.resource.path < b.resource.path ? -1 : 1));

  const used = [...new Set(priced.map(({ line }) => line.row))];
  const services = new Map<string, number>();
  for (const { line } of priced) { services.set(line.row.service, (services.get(line.row.service) ?? 0) + line.usd); }

  const others = all.filter((resource) => !isCharged(resource)).map((resource): Other => ({ resource, free: freeType(resource, model.resources) }));
  return {
    asOf: prices.asOf,
    priceRegion: prices.region,
    currency: prices.currency,
    freeTier,
    monthlyUsd,
    resources,
    services: [...services].map(([service, usd]) => ({ service, usd })).sort((a, b) => b.usd - a.usd),
    assumptions: [...model.assumptions.values()].sort((a, b) => (`${a.resource.path} ${a.name}` < `${b.resource.path} ${b.name}` ? -1 : 1)),
    free: typesOf(others.filter(({ free }) => free)),
    unknown: typesOf([
      ...others.filter(({ free }) => !free),
      ...all.flatMap((resource) => beyond(resource).map((what): Other => ({ resource, what }))),
    ]),
    warnings: warningsOf(model, prices, used),
  };
}

/** A resource that no model charges, and why it is free; undefined where nothing is known. */
interface Other {
  readonly resource: Resource;
  readonly free?: FreeType;
  /** Of one that is charged: what of it no model knows. */
  readonly what?: string;
}

function typesOf(others: readonly Other[]): TypeCount[] {
  const nameOf = ({ resource: { type }, what }: Other) => what === undefined ? type : `${type}: ${what}`;
  return [...new Set(others.map(nameOf))].sort().map((type) => {
    const found = others.filter((other) => nameOf(other) === type);
    const resources = found.map(({ resource }) => resource);
    const [{ free }] = found;
    const why = free && { reason: free.reason, source: free.source };
    return { type, count: found.length, ...why, paths: resources.map(({ path }) => path), resources };
  });
}

function warningsOf(model: Model, prices: PriceTable, used: readonly PriceRow[]): string[] {
  const regions = new Set(model.resources.all.flatMap(({ region }) => region ?? []));
  const elsewhere = [...regions].filter((region) => region !== prices.region);
  const regional = used.some(({ region }) => region !== 'global');
  return [
    ...elsewhere.filter(() => regional).map((region) => `Resources in ${region} are priced as in ${prices.region}: `
      + `make that region's table with \`serverless-inteligente prices --region ${region}\` and give it with --prices.`),
    ...used.filter(({ unconfirmed }) => unconfirmed).map(({ id }) => `The price ${id} is unconfirmed: no source could be read.`),
  ];
}
