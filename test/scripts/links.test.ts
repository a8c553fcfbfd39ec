import { anchorsOf, brokenLinks } from '../../scripts/docs/links';

const check = (text: string, others: { [file: string]: string } = {}) =>
  brokenLinks(new Map([['docs/a.md', text], ...Object.entries(others)]), ['docs/a.md', 'src/index.ts', ...Object.keys(others)]);

test.each([
  ['a file beside it', '[b](b.md)'],
  ['a file above it', '[code](../src/index.ts)'],
  ['a folder', '[code](../src)'],
  ['a place in it', '# A thing, or `two`\n[here](#a-thing-or-two)'],
  ['a place in another', '[there](b.md#second)'],
  ['the second of two headings of one name', '# x\n# x\n[it](#x-1)'],
  ['another site', '[rfc](https://www.rfc-editor.org/rfc/rfc9110)'],
  ['what is in a fence', '```md\n[gone](gone.md)\n```'],
  ['what is in a code span', '`[gone](gone.md)`'],
  ['an anchor of HTML', '<a name="Initializer" id="lib.X"></a>\n[it](#lib.X)'],
])('a link to %s leads somewhere', (_, text) => {
  expect(check(text, { 'docs/b.md': '## Second' })).toEqual([]);
});

test.each([
  ['a file that is not there', 'x\n[gone](gone.md)', "docs/a.md:2: 'gone.md' leads nowhere: there is no docs/gone.md"],
  ['a place that is not there', '# Here\n[gone](#there)', "docs/a.md:2: '#there' leads nowhere: docs/a.md has no such heading. It has: here"],
  ['a place that is not in another', '[gone](b.md#third)', "docs/a.md:1: 'b.md#third' leads nowhere: docs/b.md has no such heading. It has: second"],
  ['a file outside', '[out](../../x.md)', "docs/a.md:1: '../../x.md' leads nowhere: there is no ../x.md"],
  ['a picture that is not there', '![p](p.png)', "docs/a.md:1: 'p.png' leads nowhere: there is no docs/p.png"],
])('fails for %s', (_, text, mistake) => {
  expect(check(text, { 'docs/b.md': '## Second' })).toEqual([mistake]);
});

test('a heading is an anchor as GitHub makes it', () => {
  expect(anchorsOf('# What it costs, beforehand\n## `dlq` & “quotes” – 2×\n### A [link](x.md) *here*')).toEqual(['what-it-costs-beforehand', 'dlq--quotes--2', 'a-link-here']);
});
