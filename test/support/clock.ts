const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const ZONES = new Map<string, Intl.DateTimeFormat>();

/** Day of the week (0 is Sunday), hour and minute that a clock shows. */
export interface Shown { readonly day: number; readonly hour: number; readonly minute: number }

/** What a clock of `timeZone` shows at an instant. */
export function shownAt(instant: Date, timeZone: string): Shown {
  const format = ZONES.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  ZONES.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: DAYS.indexOf(parts.weekday.toUpperCase()), hour: Number(parts.hour), minute: Number(parts.minute) };
}

/** @returns whether `cron(minute hour ? * days *)`, as Application Auto Scaling reads it, fires at a minute; throws for what it would refuse */
export function cronOf(expression: string): (shown: Shown) => boolean {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1].split(' ');
  if (fields?.length !== 6) { throw new Error(`no cron of six fields: ${expression}`); }
  const [minutes, hours, dates, months, days, years] = fields;
  if ((dates === '?') === (days === '?')) { throw new Error(`exactly one of day of month and day of week is '?': ${expression}`); }
  if (!/^[*?]$/.test(dates) || months !== '*' || years !== '*') { throw new Error(`not weekly: ${expression}`); }
  const [ofMinutes, ofHours, ofDays] = [valuesOf(minutes, 0, 59), valuesOf(hours, 0, 23), valuesOf(days, 1, 7)];
  return ({ day, hour, minute }) => ofMinutes.has(minute) && ofHours.has(hour) && ofDays.has(day + 1);
}

function valuesOf(field: string, min: number, max: number): Set<number> {
  return new Set(field.split(',').flatMap((part) => {
    if (part === '*' || part === '?') { return Array.from({ length: max - min + 1 }, (_, i) => min + i); }
    const [from, to = from] = part.split('-').map((text) => (DAYS.includes(text) ? DAYS.indexOf(text) + 1 : Number(text)));
    if (!(min <= from && from <= to && to <= max)) { throw new Error(`a range that ends before it begins, or leaves ${min} to ${max}: ${field}`); }
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  }));
}
