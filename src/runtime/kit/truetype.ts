/* eslint-disable no-bitwise -- flags, 16-bit sums and alignment are what the format is made of */
/** A glyph as pdfkit takes it. Widths are in units of the font. */
export interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

interface Position { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth?: number }

/** The glyphs of a text and where they stand. pdfkit scales `positions` in place, so the width is added up when asked for. */
export interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Position[];
  readonly advanceWidth: number;
}

export interface FontSubset {
  /** @returns the glyph's number in the subset */
  includeGlyph(id: number): number;
  /** The subset as a font file. */
  encode(): Uint8Array;
}

/**
 * As much of a TrueType font as a PDF is made with (OpenType 1.9.1: cmap 4, glyf, hmtx): each character one glyph, so no
 * script that needs shaping or runs from right to left. It is what pdfkit asks of fontkit, which is four times the size of
 * everything else in the bundle.
 */
export interface TrueTypeFont {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly italicAngle: number;
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  readonly head: { readonly macStyle: { readonly italic: boolean } };
  readonly post: { readonly isFixedPitch: boolean };
  /** True when the font has a glyph for the character. */
  covers(codePoint: number): boolean;
  getGlyph(id: number): Glyph;
  layout(text: string): GlyphRun;
  createSubset(): FontSubset;
}

const REPLACEMENT = 0xfffd;
const SPACES = /[\u2000-\u200a\u202f\u205f\u3000]/g;
const WIDTHLESS = /[\p{Cf}\p{Cc}]/gu;
/** Flags of a part of a composed glyph. */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

/** @throws Error for what is no TrueType font */
export function openTrueType(data: Uint8Array, postscriptName: string): TrueTypeFont {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const tables = tablesOf(view);
  const table = (tag: string): DataView => {
    const found = tables.get(tag);
    if (!found) { throw new Error(`this is no TrueType font: it has no table ${tag}`); }
    return found;
  };
  const head = table('head');
  const hhea = table('hhea');
  const hmtx = table('hmtx');
  const loca = table('loca');
  const glyf = table('glyf');
  const os2 = tables.get('OS/2');
  const longOffsets = head.getInt16(50) === 1;
  const metrics = hhea.getUint16(34);
  const glyphCount = table('maxp').getUint16(4);
  const ids = tables.has('cmap') ? charactersOf(table('cmap')) : new Map<number, number>();

  const widthOf = (id: number) => hmtx.getUint16(4 * Math.min(id, metrics - 1));
  const bearingOf = (id: number) => (id < metrics ? hmtx.getInt16(4 * id + 2) : hmtx.getInt16(4 * metrics + 2 * (id - metrics)));
  const offsetOf = (id: number) => (longOffsets ? loca.getUint32(4 * id) : 2 * loca.getUint16(2 * id));
  const outlineOf = (id: number) => new Uint8Array(glyf.buffer, glyf.byteOffset + offsetOf(id), offsetOf(id + 1) - offsetOf(id));
  const glyphOf = (id: number, codePoints: readonly number[]): Glyph => ({ id, advanceWidth: widthOf(id), codePoints });

  return {
    postscriptName,
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    lineGap: hhea.getInt16(8),
    xHeight: os2?.getInt16(86) ?? 0,
    capHeight: os2?.getInt16(88) ?? 0,
    italicAngle: 0,
    bbox: { minX: head.getInt16(36), minY: head.getInt16(38), maxX: head.getInt16(40), maxY: head.getInt16(42) },
    head: { macStyle: { italic: false } },
    post: { isFixedPitch: false },
    covers: (codePoint) => ids.has(codePoint),
    getGlyph: (id) => glyphOf(id, []),
    layout: (text) => {
      const plain = text.normalize('NFC').replace(SPACES, '\u00a0').replace(WIDTHLESS, '');
      const glyphs = [...plain].map((character) => {
        const codePoint = character.codePointAt(0)!;
        return glyphOf(ids.get(codePoint) ?? ids.get(REPLACEMENT) ?? 0, [codePoint]);
      });
      const positions = glyphs.map(({ advanceWidth }): Position => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }));
      return { glyphs, positions, get advanceWidth() { return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0); } };
    },
    createSubset: () => {
      const kept = [0];
      const includeGlyph = (id: number): number => {
        const at = kept.indexOf(id);
        return at >= 0 ? at : kept.push(id) - 1;
      };
      return {
        includeGlyph,
        encode: () => {
          const outlines: Uint8Array[] = [];
          // Parts are appended to `kept` on the way, and visited in their turn.
          for (let i = 0; i < kept.length; i++) {
            outlines.push(kept[i] < glyphCount ? renumbered(outlineOf(kept[i]), includeGlyph) : new Uint8Array());
          }
          return fontFile(view, { head, hhea, maxp: table('maxp') }, outlines, kept.map((id) => [widthOf(id), bearingOf(id)]));
        },
      };
    },
  };
}

function tablesOf(view: DataView): Map<string, DataView> {
  const version = view.byteLength > 12 ? view.getUint32(0) : 0;
  if (version !== 0x00010000 && version !== 0x74727565) { throw new Error('this is no TrueType font: it begins with another version'); }
  const tables = new Map<string, DataView>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + 16 * i;
    const tag = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + entry, 4));
    tables.set(tag, new DataView(view.buffer, view.byteOffset + view.getUint32(entry + 8), view.getUint32(entry + 12)));
  }
  return tables;
}

/** Glyphs by character, of the first subtable of format 4. */
function charactersOf(cmap: DataView): Map<number, number> {
  const ids = new Map<number, number>();
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const at = cmap.getUint32(4 + 8 * i + 4);
    if (cmap.getUint16(at) !== 4) { continue; }
    const double = cmap.getUint16(at + 6);
    for (let segment = 0; segment < double; segment += 2) {
      const end = cmap.getUint16(at + 14 + segment);
      const start = cmap.getUint16(at + 16 + double + segment);
      const delta = cmap.getUint16(at + 16 + 2 * double + segment);
      const rangeAt = at + 16 + 3 * double + segment;
      const range = cmap.getUint16(rangeAt);
      for (let character = start; character <= end && character < 0xffff; character++) {
        const listed = range === 0 ? character : cmap.getUint16(rangeAt + range + 2 * (character - start));
        const id = range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
        if (id !== 0) { ids.set(character, id); }
      }
    }
    return ids;
  }
  return ids;
}

/** The outline with the numbers of its parts, if it is composed of any, as `include` gives them. */
function renumbered(outline: Uint8Array, include: (id: number) => number): Uint8Array {
  const copy = outline.slice();
  const view = new DataView(copy.buffer);
  if (copy.length === 0 || view.getInt16(0) >= 0) { return copy; }
  for (let at = 10, flags = MORE; flags & MORE;) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, include(view.getUint16(at + 2)));
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
  }
  return copy;
}

function fontFile(
  source: DataView,
  { head, hhea, maxp }: { readonly [tag in 'head' | 'hhea' | 'maxp']: DataView },
  outlines: readonly Uint8Array[],
  metrics: readonly (readonly number[])[],
): Uint8Array {
  const loca = new DataView(new ArrayBuffer(4 * (outlines.length + 1)));
  const hmtx = new DataView(new ArrayBuffer(4 * metrics.length));
  let length = 0;
  for (const [i, outline] of outlines.entries()) {
    length += (outline.length + 3) & ~3;
    loca.setUint32(4 * (i + 1), length);
    hmtx.setUint16(4 * i, metrics[i][0]);
    hmtx.setInt16(4 * i + 2, metrics[i][1]);
  }
  const glyf = new Uint8Array(length);
  for (const [i, outline] of outlines.entries()) { glyf.set(outline, loca.getUint32(4 * i)); }
  const changed = (view: DataView, change: (copy: DataView) => void) => {
    const copy = new DataView(bytesOf(view).slice().buffer);
    change(copy);
    return bytesOf(copy);
  };
  const tables: [string, Uint8Array][] = [
    ['glyf', glyf],
    ['head', changed(head, (copy) => { copy.setUint32(8, 0); copy.setInt16(50, 1); })],
    ['hhea', changed(hhea, (copy) => copy.setUint16(34, metrics.length))],
    ['hmtx', bytesOf(hmtx)],
    ['loca', bytesOf(loca)],
    ['maxp', changed(maxp, (copy) => copy.setUint16(4, outlines.length))],
  ];
  const start = 12 + 16 * tables.length;
  const file = new Uint8Array(tables.reduce((sum, [, bytes]) => sum + ((bytes.length + 3) & ~3), start));
  const view = new DataView(file.buffer);
  view.setUint32(0, source.getUint32(0));
  view.setUint16(4, tables.length);
  view.setUint16(6, 64); // searchRange, entrySelector and rangeShift of six tables
  view.setUint16(8, 2);
  view.setUint16(10, 32);
  let at = start;
  for (const [i, [tag, bytes]] of tables.entries()) {
    file.set([...tag].map((letter) => letter.charCodeAt(0)), 12 + 16 * i);
    file.set(bytes, at);
    view.setUint32(12 + 16 * i + 4, checksum(view, at, bytes.length));
    view.setUint32(12 + 16 * i + 8, at);
    view.setUint32(12 + 16 * i + 12, bytes.length);
    at += (bytes.length + 3) & ~3;
  }
  return file;
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function checksum(view: DataView, at: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 4) { sum = (sum + view.getUint32(at + i)) >>> 0; }
  return sum;
}
