import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTrueType } from '../../../src/runtime/kit/truetype';

const FONT = readFileSync(join(__dirname, '../../../src/runtime/order-events-pipeline/fonts/NotoSans-Regular.ttf'));
const font = () => openTrueType(FONT, 'NotoSans-Regular');
const glyphsOf = (text: string) => font().layout(text).glyphs.map(({ id }) => id);

test('a font tells its measures', () => {
  expect(font()).toMatchObject({ unitsPerEm: 1000, ascent: 1069, descent: -293, capHeight: 714, xHeight: 536, postscriptName: 'NotoSans-Regular' });
});

test.each(['Peña', 'Łódź', 'Ελλάδα', 'Україна', 'Nguyễn', '€ 1.234,50', '№ “x” – …'])('%s has a glyph a character', (text) => {
  const { glyphs, advanceWidth } = font().layout(text);
  expect(glyphs).toHaveLength([...text].length);
  for (const { id, advanceWidth: width } of glyphs) { expect([id > 0, width > 0]).toEqual([true, true]); }
  expect(advanceWidth).toBe(glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0));
});

test('a letter and its accent are one glyph, however they are written', () => {
  expect(glyphsOf('n\u0303')).toEqual(glyphsOf('ñ'));
});

test('what the font has no glyph for is the replacement character, once a character', () => {
  const [replacement] = glyphsOf('\uFFFD');
  expect(glyphsOf('a漢😀b')).toEqual([...glyphsOf('a'), replacement, replacement, ...glyphsOf('b')]);
});

test('spaces of any kind are a space, what has no width is nothing', () => {
  expect(glyphsOf('1\u202F000\u2009€')).toEqual(glyphsOf('1\u00A0000\u00A0€'));
  expect(glyphsOf('a\u200Bb\u200E')).toEqual(glyphsOf('ab'));
});

test('a subset holds its glyphs and what they are made of, and is a font itself', () => {
  const whole = font();
  const subset = whole.createSubset();
  const ids = whole.layout('Añ€').glyphs.map(({ id }) => subset.includeGlyph(id));
  expect(ids).toEqual([1, 2, 3]);
  expect(subset.includeGlyph(whole.layout('A').glyphs[0].id)).toBe(1);
  const bytes = subset.encode();
  expect(bytes.length).toBeLessThan(3_000);
  const again = openTrueType(bytes, 'Subset');
  expect(again.unitsPerEm).toBe(1000);
  expect(again.getGlyph(2).advanceWidth).toBe(whole.layout('ñ').glyphs[0].advanceWidth);
});

test('fails for bytes that are no TrueType font', () => {
  expect(() => openTrueType(Buffer.from('%PDF-1.7 nothing of the kind'), 'x')).toThrow(/no TrueType font/);
});
