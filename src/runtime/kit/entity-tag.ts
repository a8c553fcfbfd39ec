/** An entity tag (RFC 9110, 8.8.3). */
export interface EntityTag {
  readonly weak: boolean;
  /** What stands between the quotes. */
  readonly value: string;
}

const SEPARATORS = /[ \t,]*/y;
const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?=,|$)/y;

/**
 * The value of If-Match or If-None-Match: `*`, or the tags of its list, at least one.
 * @returns undefined when the value is neither (RFC 9110, 13.1.1 and 13.1.2)
 */
export function parseEntityTags(header: string): '*' | readonly EntityTag[] | undefined {
  if (header.trim() === '*') { return '*'; }
  const tags: EntityTag[] = [];
  let at = skipSeparators(header, 0);
  while (at < header.length) {
    TAG.lastIndex = at;
    const match = TAG.exec(header);
    if (!match) { return undefined; }
    tags.push({ weak: match[1] !== undefined, value: match[2] });
    at = skipSeparators(header, TAG.lastIndex);
  }
  return tags.length > 0 ? tags : undefined;
}

/** The header value of a strong tag. @param value printable ASCII without a double quote */
export function strongTag(value: string): string {
  return `"${value}"`;
}

function skipSeparators(header: string, at: number): number {
  SEPARATORS.lastIndex = at;
  SEPARATORS.exec(header);
  return SEPARATORS.lastIndex;
}
