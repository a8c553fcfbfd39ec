/** Text that XML does not mistake for its own. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Tenths of a pixel are enough. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The letters of which names are told apart stand at their end: a long one loses its beginning. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `…${text.slice(1 - length)}` : text;
}
