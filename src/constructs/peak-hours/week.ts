import type { PeakWindow } from './props';

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** A level that is set at some minutes of the week. */
export interface LevelSet {
  readonly level: number;
  /** As Application Auto Scaling reads it: minute, hour, day of the month, month, day of the week, year. */
  readonly cron: string;
  /** What it is called; unique. */
  readonly name: string;
}

/**
 * The level of each minute of the week as actions that set it: where it changes, and each hour while it stays. One that was lost, fell
 * into the hour that summer time skips, or came before a deployment is made good within an hour.
 */
export function levelsOf(windows: readonly PeakWindow[]): LevelSet[] {
  const levels = levelsByMinute(windows);
  const hoursOf = new Map<string, { readonly level: number; readonly minute: number; readonly days: Set<number>[] }>();
  for (const { start, lasts } of stretchesOf(levels)) {
    const [level, minute] = [levels[start], start % HOUR];
    const key = `${level} ${minute}`;
    const known = hoursOf.get(key) ?? { level, minute, days: DAYS.map(() => new Set<number>()) };
    hoursOf.set(key, known);
    for (let since = 0; since < lasts; since += HOUR) {
      const at = (start + since) % WEEK;
      known.days[Math.floor(at / DAY)].add(Math.floor(at % DAY / HOUR));
    }
  }
  const sorted = [...hoursOf.values()].sort((a, b) => a.level - b.level || a.minute - b.minute);
  return sorted.flatMap(({ level, minute, days }) => setsOf(level, minute, days));
}

/** @returns the days that a text names, or undefined where it names none */
export function daysOf(text: string): number[] | undefined {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [from, to = from] = part.split('-').map((name) => DAYS.indexOf(name));
    if (from < 0 || to < 0 || part.split('-').length > 2) { return undefined; }
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) { break; }
    }
  }
  return [...days];
}

/** @returns minutes since midnight, or undefined for what is no `HH:MM` up to 24:00 */
export function minutesOf(time: string): number | undefined {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(time) ?? [];
  const minutes = Number(hour) * HOUR + Number(minute);
  return minutes <= DAY ? minutes : undefined;
}

function levelsByMinute(windows: readonly PeakWindow[]): number[] {
  const levels = new Array<number>(WEEK).fill(0);
  for (const { days, from, to, provisionedConcurrency } of windows) {
    const begins = minutesOf(from)!;
    const lasts = (minutesOf(to)! - begins + DAY) % DAY || DAY;
    for (const day of days === undefined ? DAYS.keys() : daysOf(days)!) {
      for (let i = 0; i < lasts; i++) {
        const at = (day * DAY + begins + i) % WEEK;
        levels[at] = Math.max(levels[at], provisionedConcurrency);
      }
    }
  }
  return levels;
}

/** Minutes from one change of the level to the next; the whole week where it never changes. */
function stretchesOf(levels: readonly number[]): { readonly start: number; readonly lasts: number }[] {
  const changes = [...levels.keys()].filter((at) => levels[at] !== levels[(at + WEEK - 1) % WEEK]);
  if (changes.length === 0) { return [{ start: 0, lasts: WEEK }]; }
  return changes.map((start, i) => ({ start, lasts: (changes[(i + 1) % changes.length] - start + WEEK) % WEEK }));
}

/** One for all days that have the same hours. */
function setsOf(level: number, minute: number, hoursByDay: readonly Set<number>[]): LevelSet[] {
  const daysByHours = new Map<string, number[]>();
  hoursByDay.forEach((hours, day) => {
    if (hours.size === 0) { return; }
    const text = hours.size === 24 ? '*' : rangesOf([...hours].sort((a, b) => a - b), String);
    daysByHours.set(text, [...daysByHours.get(text) ?? [], day]);
  });
  return [...daysByHours].map(([hours, days]) => {
    const names = days.length === 7 ? '*' : rangesOf(days, (day) => DAYS[day]);
    return {
      level,
      cron: `cron(${minute} ${hours} ${names === '*' ? '* * ?' : `? * ${names}`} *)`,
      name: `${level} ${hours === '*' ? 'hourly at ' : `at ${hours}h`}${String(minute).padStart(2, '0')} on ${names === '*' ? 'all days' : names}`,
    };
  });
}

/** Numbers in order, as `0-8,18-23`. */
function rangesOf(numbers: readonly number[], nameOf: (value: number) => string): string {
  const ranges: [number, number][] = [];
  for (const value of numbers) {
    const last = ranges[ranges.length - 1];
    if (last?.[1] === value - 1) { last[1] = value; } else { ranges.push([value, value]); }
  }
  return ranges.flatMap(([from, to]) => from === to ? nameOf(from) : to === from + 1 ? [nameOf(from), nameOf(to)] : `${nameOf(from)}-${nameOf(to)}`).join(',');
}
