/** Everything is in inches on a slide of 13.333 by 7.5. */
export interface Box { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

export interface TextItem extends Box {
  readonly kind: 'text';
  /** Paragraphs; **strong** words. */
  readonly lines: readonly string[];
  /** Points. */
  readonly size: number;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly bold?: boolean;
  readonly bullets?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  readonly valign?: 'top' | 'middle' | 'bottom';
}

export interface RectangleItem extends Box { readonly kind: 'rectangle'; readonly fill: string; readonly line?: string }

export interface PictureItem extends Box {
  readonly kind: 'picture';
  /** A PNG below evidence/; it keeps its shape, within the box and at its top left. */
  readonly path: string;
  readonly alt: string;
}

export interface TableItem extends Box {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly align: string;
  readonly size: number;
}

/** A straight line from one point to another, with a head at its end. */
export interface ArrowItem { readonly kind: 'arrow'; readonly from: readonly [x: number, y: number]; readonly to: readonly [x: number, y: number]; readonly color: string; readonly dashed?: boolean }

export type Item = TextItem | RectangleItem | PictureItem | TableItem | ArrowItem;

export interface Slide {
  readonly title: string;
  readonly background: string;
  readonly items: readonly Item[];
  /** What is said beside the slide. */
  readonly notes: string;
}

export const SLIDE = { width: 13.333, height: 7.5 };
