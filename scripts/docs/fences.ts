/** A block between marks, ``` or ~~~, of a document. */
export interface Fence {
  readonly file: string;
  /** Line of its first mark, from 1. */
  readonly line: number;
  /** First word behind the mark; empty where there is none. */
  readonly language: string;
  /** The words after it, which tell what becomes of the block here. */
  readonly words: readonly string[];
  readonly code: string;
}

/**
 * @param file path of the document
 * @param text of the document
 * @returns its blocks in their order, the indentation of their marks taken off
 * @throws Error for a block that is never closed
 */
export function fencesOf(file: string, text: string): Fence[] {
  return scan(file, text).fences;
}

/** @returns the document's lines, those of blocks and their marks empty */
export function outsideFences(text: string): string[] {
  return scan('', text).prose;
}

function scan(file: string, text: string): { readonly fences: Fence[]; readonly prose: string[] } {
  const fences: Fence[] = [];
  let open: Omit<Fence, 'code'> & { readonly mark: string; readonly indent: RegExp; readonly code: string[] } | undefined;
  const prose = text.split('\n').map((line, i) => {
    const [, indent, mark, info] = /^( *)(```+|~~~+)(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (mark === undefined) { return line; }
      const [language = '', ...words] = info.trim().split(/\s+/);
      open = { file, line: i + 1, language, words, mark, indent: new RegExp(`^ {0,${indent.length}}`), code: [] };
    } else if (mark?.startsWith(open.mark) && info.trim() === '') {
      const { mark: _, indent: __, code, ...rest } = open;
      fences.push({ ...rest, code: code.map((one) => `${one}\n`).join('') });
      open = undefined;
    } else {
      open.code.push(line.replace(open.indent, ''));
    }
    return '';
  });
  if (open !== undefined) { throw new Error(`${file}:${open.line}: this block is never closed. Fix: end it with ${open.mark}`); }
  return { fences, prose };
}
