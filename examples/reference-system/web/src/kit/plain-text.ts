/** Whether every word of `search` is in the text, in any case and accent. */
export function matches(text: string, search: string): boolean {
  const content = plain(text);
  return plain(search).split(/\s+/).filter(Boolean).every((word) => content.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
