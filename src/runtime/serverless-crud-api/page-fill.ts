import { compareKeys, type KeyValue } from './key-order';

/** Where a row stands in its partition: its key, without the partition's own part; numbers as their text. */
export type Position = readonly string[];
/** Where a list goes on in a partition: after a row, at the start, or nowhere. */
export type Place = Position | typeof START | 'end';
export const START = null;

/** A row that was not dropped. */
export interface Found<T> {
  readonly item: T;
  readonly position: Position;
  /** By what partitions are merged; any where there is one partition. */
  readonly order: KeyValue;
}

/** One request's rows. */
export interface Part<T> {
  readonly found: readonly Found<T>[];
  /** Rows looked at, those dropped among them. */
  readonly examined: number;
  /** The last row looked at, if there may be more. */
  readonly last?: Position;
}

/** Reads up to `limit` rows of a partition after a position, in the order of the list. */
export type ReadPart<T> = (partition: number, limit: number, after?: Position) => Promise<Part<T>>;

export interface FillOptions<T> {
  /** Items of a full page. */
  readonly limit: number;
  readonly descending: boolean;
  /** Reads besides the first of each partition, to make up for what is dropped. */
  readonly furtherReads: number;
  /** False once there is no time for one more read. */
  readonly mayReadOn: () => boolean;
  readonly sizeOf: (item: T) => number;
  /** A page ends before its items' sizes add up to more; one item is always shown. */
  readonly sizeMax: number;
}

/** A page. */
export interface Filled<T> {
  readonly items: readonly T[];
  /** Where each partition goes on, if there may be more. */
  readonly next?: readonly Place[];
}

/** Rows that one read examines at most. */
const READ_ROWS_MAX = 1000;

/**
 * Merges partitions into one page, first rows first. Each partition that has more is read once, all at once. Where a
 * partition's known rows run out before the page is full, it is read on only to make up for rows that were dropped.
 */
export async function fillPage<T>(read: ReadPart<T>, places: readonly Place[], options: FillOptions<T>): Promise<Filled<T>> {
  const { limit, descending, sizeOf, sizeMax } = options;
  const streams = places.map((place, partition) => new Stream(partition, place, read));
  const items: T[] = [];
  let furtherReads = options.furtherReads;
  let size = 0;

  await Promise.all(streams.filter((stream) => stream.isDry()).map((stream) => stream.readOn(limit)));
  for (;;) {
    const dry = streams.filter((stream) => stream.isDry());
    if (dry.length > 0) {
      if (dry.length > furtherReads || !streams.some((stream) => stream.hasDropped()) || !options.mayReadOn()) { break; }
      furtherReads -= dry.length;
      await Promise.all(dry.map((stream) => stream.readOn(limit - items.length)));
      continue;
    }
    const first = firstOf(streams, descending);
    if (!first) { break; }
    size += sizeOf(first.head()!.item);
    if (items.length > 0 && size > sizeMax) { break; }
    items.push(first.take());
    if (items.length === limit) { break; }
  }
  const next = streams.map((stream) => stream.place());
  return next.every((place) => place === 'end') ? { items } : { items, next };
}

function firstOf<T>(streams: readonly Stream<T>[], descending: boolean): Stream<T> | undefined {
  let first: Stream<T> | undefined;
  for (const stream of streams) {
    const head = stream.head();
    if (!head) { continue; }
    const order = first ? compareKeys(head.order, first.head()!.order) : -1;
    if (first === undefined || (descending ? order > 0 : order < 0)) { first = stream; }
  }
  return first;
}

/** One partition's rows: those known, and where the unknown begin. */
class Stream<T> {
  private known: readonly Found<T>[] = [];
  private taken = 0;
  private examined = 0;
  private found = 0;
  private hasMore: boolean;
  /** Everything up to here was shown or dropped. */
  private passed?: Position;
  /** The last row known or dropped. */
  private reached?: Position;

  constructor(private readonly partition: number, place: Place, private readonly read: ReadPart<T>) {
    this.hasMore = place !== 'end';
    this.reached = this.passed = place === START || place === 'end' ? undefined : place;
  }

  /** True when what comes next is not known. */
  isDry(): boolean { return this.hasMore && this.taken === this.known.length; }
  hasDropped(): boolean { return this.examined > this.found; }
  head(): Found<T> | undefined { return this.known[this.taken]; }

  take(): T {
    const { item, position } = this.known[this.taken++];
    this.passed = position;
    return item;
  }

  place(): Place {
    if (this.taken < this.known.length) { return this.passed ?? START; }
    return this.hasMore ? this.reached ?? START : 'end';
  }

  /** Reads as many rows as, by those dropped so far, hold the items that are missing. */
  async readOn(missing: number): Promise<void> {
    const rows = Math.min(READ_ROWS_MAX, Math.ceil(missing * (this.examined + 1) / (this.found + 1)));
    this.passed = this.reached;
    const { found, examined, last } = await this.read(this.partition, rows, this.reached);
    this.known = found;
    this.taken = 0;
    this.examined += examined;
    this.found += found.length;
    this.hasMore = last !== undefined;
    this.reached = last;
  }
}
