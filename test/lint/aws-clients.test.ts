import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceFile, forEachChild, isFunctionLike, isIdentifier, isNewExpression, ScriptTarget, type Node } from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** Where a text makes clients of AWS: `new DynamoDBClient`, and whether a function does it. */
function clientsIn(text: string): { readonly name: string; readonly within: boolean }[] {
  const found: { name: string; within: boolean }[] = [];
  const visit = (node: Node, within: boolean) => {
    if (isNewExpression(node) && isIdentifier(node.expression) && /^[A-Z]\w*Client$/.test(node.expression.text)) { found.push({ name: node.expression.text, within }); }
    forEachChild(node, (child) => visit(child, within || isFunctionLike(node)));
  };
  visit(createSourceFile('handler.ts', text, ScriptTarget.Latest, true), false);
  return found;
}

const handlers = ['src/runtime', 'examples'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.lambda.ts')).map((file) => join(folder, file)));

test('C2: every handler makes its clients of AWS once, when it is loaded', () => {
  const made = handlers.map((file) => [file, clientsIn(readFileSync(join(ROOT, file), 'utf8'))] as const);
  expect(made.length).toBeGreaterThanOrEqual(12);
  expect(made.filter(([, clients]) => clients.length === 0)).toEqual([]);
  expect(made.flatMap(([file, clients]) => clients.filter(({ within }) => within).map(({ name }) => `${file}: ${name}`))).toEqual([]);
});

test.each([
  'export const handler = async () => new DynamoDBClient({}).send();',
  'export async function handler() { const client = new S3Client({}); }',
  'const client = () => new SNSClient({});',
])('C2: fails for %s', (text) => {
  expect(clientsIn(text)).toEqual([expect.objectContaining({ within: true })]);
});

test('C2: every handler limits its requests alike, so that an answer that stops halfway is given up, too', () => {
  const own = handlers.filter((file) => file.startsWith('src') && /\b(?:connection|request|socket)Timeout\b/i.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(own).toEqual([]);
});
