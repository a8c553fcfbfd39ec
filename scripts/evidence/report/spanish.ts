/** A number as Spanish writes it: 1.234,5. */
export function decimal(value: number, digits = 0): string {
  return value.toLocaleString('es-ES', { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: 'always' as never });
}

/** A day, as a sentence has it: 24 de noviembre de 2026. @param date ISO 8601 */
export function day(date: string): string {
  return new Date(date).toLocaleDateString('es-ES', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

export function percent(share: number, digits = 1): string {
  return `${decimal(share * 100, digits)}\u00a0%`;
}

/** A difference in dollars, with its sign. */
export function change(value: number): string {
  return `${value < 0 ? '−' : '+'}${usd(Math.abs(value))}`;
}

export function usd(value: number): string {
  return `${decimal(value, 2)}\u00a0USD`;
}
