/** What npm itself knows, among what a document may tell a reader to type. */
const NPM_COMMANDS = ['audit', 'ci', 'install', 'pack', 'test'];

/**
 * @param documents text by path
 * @param scripts names of scripts and tasks
 * @returns a line for each npm or projen command in a shell fence that a reader could not type
 */
export function unknownCommands(documents: ReadonlyMap<string, string>, scripts: ReadonlySet<string>): string[] {
  return [...documents].flatMap(([file, text]) => shellLines(text).flatMap(({ line, command }) => unknownNames(command, scripts)
    .map((name) => `${file}:${line}: no script or command '${name}' in: ${command.trim()}. Allowed: scripts of package.json, `
      + `npm ${NPM_COMMANDS.join(', npm ')}. Correct the name, or add the task in projenrc/tasks.ts`)));
}

function shellLines(text: string): { line: number; command: string }[] {
  let inShell = false;
  return text.split('\n').flatMap((command, i) => {
    if (/^\s*```/.test(command)) {
      inShell = !inShell && /^\s*```(?:sh|shell|bash|console)\b/.test(command);
      return [];
    }
    return inShell ? [{ line: i + 1, command }] : [];
  });
}

function unknownNames(command: string, scripts: ReadonlySet<string>): string[] {
  const named = (pattern: RegExp) => [...command.matchAll(pattern)].map(([, name]) => name);
  return [
    ...named(/\bnpm run ([\w:.-]+)/g).filter((name) => !scripts.has(name)),
    ...named(/\bnpx projen ([\w:.-]+)/g).filter((name) => !scripts.has(name)),
    ...named(/\bnpm (?!run\b)([a-z-]+)/g).filter((name) => !NPM_COMMANDS.includes(name)),
  ];
}
