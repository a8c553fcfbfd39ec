/** A locale as Intl names it. */
type Locale = 'es' | 'en';

const HOUR = 3_600_000;
const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number])[] = [
  ['year', 8766 * HOUR], ['month', 730.5 * HOUR], ['week', 168 * HOUR], ['day', 24 * HOUR], ['hour', HOUR], ['minute', 60_000],
];

/** A format for each of its options, made once: to make one takes longer than to format a hundred values. */
function once<Options extends object, Format>(make: (locale: Locale, options: Options) => Format): (locale: Locale, options: Options) => Format {
  const made = new Map<string, Format>();
  return (locale, options) => {
    const key = locale + JSON.stringify(options);
    if (!made.has(key)) { made.set(key, make(locale, options)); }
    return made.get(key)!;
  };
}

const numbers = once((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const moments = once((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const ages = once((locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options));

/** 129900, EUR → 1299,00 € */
export function formatMoney(cents: number, currency: string, locale: Locale): string {
  return numbers(locale, { style: 'currency', currency }).format(cents / 100);
}

/** 2100 → 21 % */
export function formatRate(basisPoints: number, locale: Locale): string {
  return numbers(locale, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
}

export function formatCount(count: number, locale: Locale): string {
  return numbers(locale, {}).format(count);
}

/** 1536 → 1,5 kB */
export function formatSize(bytes: number, locale: Locale): string {
  const [unit, value] = bytes < 1_000 ? ['byte', bytes] : bytes < 1_000_000 ? ['kilobyte', bytes / 1_000] : ['megabyte', bytes / 1_000_000];
  return numbers(locale, { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 1 }).format(Number(value));
}

/** Day and time, in the time zone of the reader. */
export function formatMoment(iso: string, locale: Locale): string {
  return moments(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** "hace 5 min"; what is less than a minute away is now. */
export function formatAge(iso: string, now: number, locale: Locale): string {
  const away = Date.parse(iso) - now;
  const format = ages(locale, { numeric: 'auto', style: 'short' });
  const step = STEPS.find(([, milliseconds]) => Math.abs(away) >= milliseconds);
  return step ? format.format(Math.trunc(away / step[1]), step[0]) : format.format(0, 'second');
}
