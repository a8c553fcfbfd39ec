/** An upload that this browser has seen, by which the API is asked for it again: the API lists none. */
export interface Remembered {
  /** Its id at the API. */
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** How many are remembered: the latest. */
export const REMEMBERED_MAX = 24;

/** What a browser kept, which anybody may have changed. The newest first. */
export function parseRemembered(text: string | undefined): readonly Remembered[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isRemembered).slice(0, REMEMBERED_MAX) : [];
  } catch {
    return [];
  }
}

export function withRemembered(known: readonly Remembered[], upload: Remembered): readonly Remembered[] {
  return [upload, ...known.filter(({ id }) => id !== upload.id)].slice(0, REMEMBERED_MAX);
}

export function withoutRemembered(known: readonly Remembered[], id: string): readonly Remembered[] {
  return known.filter((one) => one.id !== id);
}

function isRemembered(value: unknown): value is Remembered {
  const { id, name, size } = (value ?? {}) as { readonly [member: string]: unknown };
  return typeof id === 'string' && typeof name === 'string' && typeof size === 'number';
}
