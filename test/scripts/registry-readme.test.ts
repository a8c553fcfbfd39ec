import { absoluteLinks, untranslated } from '../../scripts/registry-readme';

const HOME = 'https://example.com/owner/name';
const FOLDERS = new Set(['docs', 'docs/decisions']);
const absolute = (text: string) => absoluteLinks(text, HOME, (path) => FOLDERS.has(path));

test.each([
  ['a file', '[a](docs/a.md)', `[a](${HOME}/blob/main/docs/a.md)`],
  ['a file from here', '[a](./docs/a.md#x)', `[a](${HOME}/blob/main/docs/a.md#x)`],
  ['a folder', '[a](docs/decisions/)', `[a](${HOME}/tree/main/docs/decisions)`],
  ['what is in code, in a name', '[`a`](docs/a.md), [b](b.md)', `[\`a\`](${HOME}/blob/main/docs/a.md), [b](${HOME}/blob/main/b.md)`],
  ['what is in code, before more code', '[`a`](docs/a.md) has `b`, [`c`](c.md)', `[\`a\`](${HOME}/blob/main/docs/a.md) has \`b\`, [\`c\`](${HOME}/blob/main/c.md)`],
])('%s is linked by its address, since a registry shows no other file', (_, text, is) => expect(absolute(text)).toBe(is));

test.each(['[a](#here)', '[a](https://example.com/x)', '```md\n[a](b.md)\n```', '`[a](b.md)`'])('%s stays', (text) => expect(absolute(text)).toBe(text));

test('TypeScript is not taken for the language of the package', () => {
  expect(untranslated('```ts\nnew App();\n```\n```python a.py\nApp()\n```')).toBe('```js\nnew App();\n```\n```python a.py\nApp()\n```');
});
