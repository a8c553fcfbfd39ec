import { fencesOf, outsideFences } from '../../scripts/docs/fences';

const MARK = '```';

test('a block has its place, its language, the words after it and its code', () => {
  const text = `# Title\n\n${MARK}sh app  slow\nnpm ci\n\nnpm test\n${MARK}\n`;
  expect(fencesOf('a.md', text)).toEqual([{ file: 'a.md', line: 3, language: 'sh', words: ['app', 'slow'], code: 'npm ci\n\nnpm test\n' }]);
});

test('a block without a language has an empty one, which is for the checks to refuse', () => {
  expect(fencesOf('a.md', `${MARK}\nx\n${MARK}`)).toMatchObject([{ language: '', words: [] }]);
});

test('a block within a list loses the indentation of its mark, and no more', () => {
  expect(fencesOf('a.md', `- x\n  ${MARK}ts\n  if (a) {\n    b();\n  }\n  ${MARK}`)).toMatchObject([{ line: 2, code: 'if (a) {\n  b();\n}\n' }]);
});

test('shorter marks, or marks with a word, are code of the block around them', () => {
  expect(fencesOf('a.md', `${MARK}${MARK}md\n${MARK}ts\nx\n${MARK}\n${MARK}${MARK}\n~~~text\n${MARK}\n~~~`).map(({ language, code }) => [language, code])).toEqual([
    ['md', `${MARK}ts\nx\n${MARK}\n`], ['text', `${MARK}\n`],
  ]);
});

test('fails for a block that is never closed, with its place', () => {
  expect(() => fencesOf('a.md', `x\n${MARK}ts\nx`)).toThrow('a.md:2: this block is never closed. Fix: end it with ```');
});

test('what is outside of blocks keeps its lines', () => {
  expect(outsideFences(`a\n${MARK}ts\nb\n${MARK}\nc`)).toEqual(['a', '', '', '', 'c']);
});
