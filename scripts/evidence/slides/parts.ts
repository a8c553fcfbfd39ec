import { SLIDE, type Item, type Slide } from './model';

export const COLOR = { ink: '10233F', accent: '0B6A5A', soft: '475569', line: 'D9E0E8', shade: 'F3F6F9', mint: 'E3F3EE', white: 'FFFFFF', amber: 'B45309', sky: '175CD3' };

const MARGIN = 0.6;

/** A white slide with a title, its number and what is on it. */
export function slideOf(number: number, title: string, kicker: string, items: readonly Item[], notes: string): Slide {
  return {
    title,
    background: COLOR.white,
    notes,
    items: [
      { kind: 'rectangle', x: 0, y: 0, w: 0.16, h: SLIDE.height, fill: COLOR.accent },
      { kind: 'text', x: MARGIN, y: 0.32, w: 9, h: 0.34, size: 12, bold: true, color: COLOR.accent, lines: [kicker] },
      { kind: 'text', x: MARGIN, y: 0.62, w: 12.1, h: 0.66, size: 28, bold: true, color: COLOR.ink, valign: 'middle', lines: [title] },
      ...items,
      { kind: 'text', x: MARGIN, y: 7.06, w: 9, h: 0.28, size: 10, color: COLOR.soft, lines: ['Proyecto Serverless Inteligente'] },
      { kind: 'text', x: 11.7, y: 7.06, w: 1.03, h: 0.28, size: 10, color: COLOR.soft, align: 'right', lines: [`${number} de 5`] },
    ],
  };
}

/** A part of the architecture. */
export function part(x: number, y: number, name: string, below: string, color: string, w = 1.75): Item[] {
  return [
    { kind: 'rectangle', x, y, w, h: 0.82, fill: COLOR.white, line: color },
    { kind: 'rectangle', x, y, w: 0.07, h: 0.82, fill: color },
    { kind: 'text', x: x + 0.14, y: y + 0.07, w: w - 0.18, h: 0.36, size: 12.5, bold: true, color: COLOR.ink, valign: 'middle', lines: [name] },
    { kind: 'text', x: x + 0.14, y: y + 0.42, w: w - 0.18, h: 0.32, size: 10, color: COLOR.soft, valign: 'middle', lines: [below] },
  ];
}

/** A figure, what it is, and the file that it is from. */
export function card(x: number, y: number, value: string, name: string, source: string): Item[] {
  const w = 3.86;
  return [
    { kind: 'rectangle', x, y, w, h: 1.72, fill: COLOR.shade },
    { kind: 'rectangle', x, y, w, h: 0.06, fill: COLOR.accent },
    { kind: 'text', x: x + 0.2, y: y + 0.18, w: w - 0.4, h: 0.72, size: 34, bold: true, color: COLOR.accent, valign: 'middle', lines: [value] },
    { kind: 'text', x: x + 0.2, y: y + 0.92, w: w - 0.4, h: 0.34, size: 14, bold: true, color: COLOR.ink, valign: 'middle', lines: [name] },
    { kind: 'text', x: x + 0.2, y: y + 1.27, w: w - 0.4, h: 0.3, size: 10, color: COLOR.soft, valign: 'middle', lines: [source] },
  ];
}
