/** Minutes at which an expression of EventBridge, Scheduler or Application Auto Scaling fires. */

const MINUTES_A_MONTH = 730 * 60;
const UNITS: { readonly [unit: string]: number } = { minute: 1, minutes: 1, hour: 60, hours: 60, day: 1440, days: 1440 };
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** A year without a leap day that begins on a Thursday; any will do. */
const YEAR = 2026;

/** @returns how often `rate(…)` or `cron(…)` fires in a month, or undefined for an expression that it can't read */
export function firesPerMonth(expression: unknown): number | undefined {
  const rate = /^rate\((\d+) (\w+)\)$/.exec(String(expression));
  if (rate && UNITS[rate[2]]) { return MINUTES_A_MONTH / (Number(rate[1]) * UNITS[rate[2]]); }
  const fires = cronOf(expression);
  if (!fires) { return undefined; }
  return daysOfYear().reduce((sum, day) => sum + (fires.onDay(day) ? fires.minutes.length : 0), 0) / 12;
}

/** A change of level, as a scheduled action of Application Auto Scaling. */
export interface LevelChange {
  readonly expression: unknown;
  readonly level: number;
}

export interface Levels {
  /** Mean level over a year. */
  readonly mean: number;
  /** Part of the time with a level above 0. */
  readonly partAboveZero: number;
}

/**
 * The level of provisioned concurrency over a year. A time zone moves the hours and not their sum, so it is left out.
 *
 * @param from the level before any change
 * @returns undefined where an expression can't be read
 */
export function levelsOf(from: number, changes: readonly LevelChange[]): Levels | undefined {
  const crons = changes.map(({ expression, level }) => ({ fires: cronOf(expression), level }));
  if (crons.some(({ fires }) => !fires)) { return undefined; }
  const days = daysOfYear();
  let level = from;
  let sum = 0;
  let above = 0;
  for (let year = 0; year < 2; year++) { // the first year finds the level with which the second begins
    sum = 0;
    above = 0;
    for (const day of days) {
      const today = crons.filter(({ fires }) => fires!.onDay(day))
        .flatMap(({ fires, level: to }) => fires!.minutes.map((minute) => ({ minute, to }))).sort((a, b) => a.minute - b.minute);
      let since = 0;
      for (const { minute, to } of [...today, { minute: 1440, to: undefined }]) {
        sum += level * (minute - since);
        above += level > 0 ? minute - since : 0;
        since = minute;
        level = to ?? level;
      }
    }
  }
  return { mean: sum / (days.length * 1440), partAboveZero: above / (days.length * 1440) };
}

interface Cron {
  /** Of the day, in order. */
  readonly minutes: readonly number[];
  onDay(day: Date): boolean;
}

function cronOf(expression: unknown): Cron | undefined {
  const fields = /^cron\((.*)\)$/.exec(String(expression))?.[1].trim().split(/\s+/);
  if (fields?.length !== 6) { return undefined; }
  const [minutes, hours] = [valuesOf(fields[0], 0, 59), valuesOf(fields[1], 0, 23)];
  const [dates, months, days] = [valuesOf(fields[2], 1, 31), valuesOf(fields[3], 1, 12, MONTHS), valuesOf(fields[4], 1, 7, DAYS)];
  if (!minutes || !hours || !dates || !months || !days) { return undefined; }
  return {
    minutes: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)),
    onDay: (day) => months.includes(day.getUTCMonth() + 1) && dates.includes(day.getUTCDate()) && days.includes(day.getUTCDay() + 1),
  };
}

/** @returns undefined for L, W and # */
function valuesOf(field: string, min: number, max: number, names: readonly string[] = []): number[] | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range, step] = part.split('/');
    const [from, to] = range === '*' || range === '?' ? [min, max] : range.split('-').map((value) => numberOf(value, names, min));
    const last = to ?? (step === undefined ? from : max);
    if (![from, last, Number(step ?? 1)].every(Number.isInteger) || from < min || last > max || Number(step ?? 1) < 1) { return undefined; }
    for (let value = from; value <= last; value += Number(step ?? 1)) { values.add(value); }
  }
  return [...values].sort((a, b) => a - b);
}

function numberOf(value: string, names: readonly string[], min: number): number {
  const named = names.indexOf(value.toUpperCase());
  return named < 0 ? Number(value || NaN) : named + min;
}

function daysOfYear(): Date[] {
  return Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(YEAR, 0, 1 + day)));
}
