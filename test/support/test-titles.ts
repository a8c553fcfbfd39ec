import { readFileSync } from 'node:fs';
import { createSourceFile, forEachChild, isCallExpression, isIdentifier, isPropertyAccessExpression, isStringLiteralLike, isTaggedTemplateExpression, ScriptTarget, type Node } from 'typescript';

/** What the tests and groups of tests of a file are called, as it is written; those that are left out are none. */
export function titlesIn(file: string): string[] {
  const titles: string[] = [];
  const visit = (node: Node) => {
    if (isCallExpression(node) && node.arguments.length > 0) {
      const [title] = node.arguments;
      const words = wordsOf(node.expression);
      if (['test', 'describe'].includes(words[0]) && !words.some((word) => ['skip', 'todo', 'only'].includes(word)) && isStringLiteralLike(title)) { titles.push(title.text); }
    }
    forEachChild(node, visit);
  };
  visit(createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.Latest, true));
  return titles;
}

/** `test.each([…])` is `test`, `each`. */
function wordsOf(node: Node): string[] {
  if (isIdentifier(node)) { return [node.text]; }
  if (isPropertyAccessExpression(node)) { return [...wordsOf(node.expression), node.name.text]; }
  if (isCallExpression(node)) { return wordsOf(node.expression); }
  return isTaggedTemplateExpression(node) ? wordsOf(node.tag) : [''];
}
