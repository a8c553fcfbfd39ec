import { createSourceFile, forEachChild, isFunctionLike, ScriptTarget, SyntaxKind, type Node } from 'typescript';

export interface CodeMetrics {
  readonly files: number;
  /** Without blank ones. */
  readonly lines: number;
  readonly longestFile: number;
  readonly functions: number;
  /** In lines, of a function with all that is in it. */
  readonly longestFunction: number;
  /** Of the function with the most: 1 and a branch each. */
  readonly mostBranches: number;
}

const BRANCHES: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.IfStatement, SyntaxKind.ConditionalExpression, SyntaxKind.CaseClause, SyntaxKind.CatchClause,
  SyntaxKind.ForStatement, SyntaxKind.ForOfStatement, SyntaxKind.ForInStatement, SyntaxKind.WhileStatement, SyntaxKind.DoStatement,
  SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken,
]);

/** What the code of some TypeScript files is like. */
export function codeMetrics(sources: readonly string[]): CodeMetrics {
  const functions = sources.flatMap(functionsOf);
  const lengths = sources.map((source) => source.split('\n').filter((line) => line.trim() !== '').length);
  return {
    files: sources.length,
    lines: lengths.reduce((sum, length) => sum + length, 0),
    longestFile: Math.max(0, ...lengths),
    functions: functions.length,
    longestFunction: Math.max(0, ...functions.map(({ lines }) => lines)),
    mostBranches: Math.max(0, ...functions.map(({ branches }) => branches)),
  };
}

function functionsOf(source: string): { lines: number; branches: number }[] {
  const file = createSourceFile('source.ts', source, ScriptTarget.Latest, true);
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const found: { lines: number; branches: number }[] = [];
  const visit = (node: Node) => {
    if (isFunctionLike(node) && 'body' in node && node.body) {
      found.push({ lines: lineOf(node.end) - lineOf(node.getStart(file)) + 1, branches: 1 + branchesOf(node.body as Node) });
    }
    forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Those of the functions within are theirs. */
function branchesOf(node: Node): number {
  let branches = BRANCHES.has(node.kind) ? 1 : 0;
  forEachChild(node, (child) => { branches += isFunctionLike(child) ? 0 : branchesOf(child); });
  return branches;
}
