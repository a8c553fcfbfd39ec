/** A document before it is Word or PDF. Texts may have **strong** words and `code`. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | Table
  | Figure;

export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Parts of the width, a column each. */
  readonly widths: readonly number[];
  /** `l` or `r` for each column. @default all to the left */
  readonly align?: string;
  readonly caption?: string;
}

export interface Figure {
  readonly kind: 'figure';
  /** A PNG below evidence/. */
  readonly path: string;
  readonly caption: string;
  /** Part of the text's width. @default 1 */
  readonly width?: number;
  /** A page of its own, on its side where the picture is wider than high. @default false */
  readonly landscape?: boolean;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** Said above the title, small: Lección 1. @default nothing */
  readonly kicker?: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly about: readonly (readonly [name: string, value: string])[];
  readonly sections: readonly Section[];
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (words: string): Block => ({ kind: 'text', text: words });
export const list = (...items: string[]): Block => ({ kind: 'list', items });
export const note = (words: string): Block => ({ kind: 'note', text: words });
export const code = (lines: string): Block => ({ kind: 'code', text: lines });
export const figure = (path: string, caption: string, options: Pick<Figure, 'width' | 'landscape'> = {}): Block => ({ kind: 'figure', path, caption, ...options });

export function table(head: readonly string[], rows: readonly (readonly string[])[], options: Pick<Table, 'align' | 'caption'> & Partial<Pick<Table, 'widths'>> = {}): Block {
  const widths = options.widths ?? head.map(() => 1);
  const uneven = rows.find((row) => row.length !== head.length);
  if (uneven || widths.length !== head.length) { throw new Error(`the table ${head.join(', ')} has ${head.length} columns, and not so: ${JSON.stringify(uneven ?? widths)}`); }
  return { kind: 'table', head, rows, ...options, widths };
}
