/** A text that this browser keeps, where it lets pages keep any. */
export function readKept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param value undefined forgets it */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) { localStorage.removeItem(name); } else { localStorage.setItem(name, value); }
  } catch { /* storage is forbidden or full: the choice holds until the page is closed */ }
}
