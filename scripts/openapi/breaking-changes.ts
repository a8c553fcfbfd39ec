import { answersMore, resolverOf, takesLess, type Json, type Members } from './schema-changes';

/** An OpenAPI 3.1 document, as far as clients depend on it. */
export interface Described {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Members } };
  readonly security: readonly Members[];
}

const IN_ORDER = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * What a client that was made for `before` stumbles over in `after`, a sentence each: what it calls, sends or relies on
 * is there no more, or means something else. More to call, to send or to read breaks nobody, but a value more where the
 * values are listed does.
 */
export function breakingChanges(before: Described, after: Described): string[] {
  const changes = Object.entries(before.paths).flatMap(([path, item]) => {
    const now = after.paths[path];
    return now === undefined ? [`${path}: the path is gone`] : Object.entries(item).flatMap(([method, operation]) => {
      const where = `${method.toUpperCase()} ${path}`;
      return now[method] === undefined ? [`${where}: the operation is gone`] : operationChanges(where, { of: before, operation }, { of: after, operation: now[method] });
    });
  });
  return [...new Set(changes)].sort(IN_ORDER);
}

interface Side { readonly of: Described; readonly operation: Members }

function operationChanges(where: string, before: Side, after: Side): string[] {
  const resolve = { before: resolverOf(before.of), after: resolverOf(after.of) };
  const changes: string[] = [];
  const { operationId: idBefore } = before.operation;
  const { operationId: idAfter } = after.operation;
  if (idBefore !== idAfter) { changes.push(`${where}: operationId was '${String(idBefore)}', is '${String(idAfter)}'`); }
  changes.push(...securityChanges(where, securityOf(before), securityOf(after)));

  const parameters = { before: parametersOf(before, resolve.before), after: parametersOf(after, resolve.after) };
  for (const [name, parameter] of parameters.before) {
    const now = parameters.after.get(name);
    changes.push(...(now ? parameterChanges(`${where}, ${name}`, parameter, now, resolve) : [`${where}, ${name}: the parameter is gone`]));
  }
  for (const [name, parameter] of parameters.after) {
    if (parameter.required && !parameters.before.has(name)) { changes.push(`${where}, ${name}: a parameter more is required`); }
  }

  changes.push(...bodyChanges(`${where}, body`, resolve.before(before.operation.requestBody), resolve.after(after.operation.requestBody), resolve));
  const answers = { before: membersOf(before.operation.responses), after: membersOf(after.operation.responses) };
  for (const [status, answer] of Object.entries(answers.before)) {
    const now = answers.after[status];
    changes.push(...(now === undefined
      ? [`${where}, ${status}: the answer is gone`]
      : answerChanges(`${where}, ${status}`, resolve.before(answer)!, resolve.after(now)!, resolve)));
  }
  return changes;
}

interface Resolvers { readonly before: ReturnType<typeof resolverOf>; readonly after: ReturnType<typeof resolverOf> }

function securityOf({ of, operation }: Side): string[] {
  return ((operation.security ?? of.security) as readonly Members[]).map((requirement) => JSON.stringify(requirement));
}

function securityChanges(where: string, before: readonly string[], after: readonly string[]): string[] {
  if (after.length === 0 || before.some((requirement) => after.includes(requirement))) { return []; }
  return [`${where}: it ${before.length === 0 ? 'needs a token' : 'takes another token'} now`];
}

/** By place and name: `query limit`. */
function parametersOf({ operation }: Side, resolve: Resolvers['before']): Map<string, Members> {
  const parameters = ((operation.parameters ?? []) as readonly Json[]).map((parameter) => resolve(parameter)!);
  return new Map(parameters.map((parameter) => [`${String(parameter.in)} ${String(parameter.name)}`, parameter]));
}

function parameterChanges(where: string, before: Members, after: Members, resolve: Resolvers): string[] {
  const written = ({ style, explode }: Members) => JSON.stringify([style, explode]);
  return [
    ...(after.required && !before.required ? [`${where}: it is required now`] : []),
    ...(written(before) === written(after) ? [] : [`${where}: it is written otherwise now`]),
    ...takesLess(before.schema, after.schema, resolve).map((change) => `${where}: ${change}`),
  ];
}

function bodyChanges(where: string, before: Members | undefined, after: Members | undefined, resolve: Resolvers): string[] {
  if (!before) { return after?.required ? [`${where}: it is required now`] : []; }
  if (!after) { return [`${where}: it is taken no more`]; }
  const types = membersOf(after.content);
  return [
    ...(after.required && !before.required ? [`${where}: it is required now`] : []),
    ...Object.entries(membersOf(before.content)).flatMap(([type, content]) => (types[type] === undefined
      ? [`${where}: ${type} is taken no more`]
      : takesLess(schemaOf(content), schemaOf(types[type]), resolve).map((change) => `${where}: ${change}`))),
  ];
}

function answerChanges(where: string, before: Members, after: Members, resolve: Resolvers): string[] {
  const types = membersOf(after.content);
  const headers = membersOf(after.headers);
  return [
    ...Object.keys(membersOf(before.headers)).filter((name) => headers[name] === undefined).map((name) => `${where}: the header ${name} is gone`),
    ...Object.entries(membersOf(before.content)).flatMap(([type, content]) => (types[type] === undefined
      ? [`${where}: ${type} is answered no more`]
      : answersMore(schemaOf(content), schemaOf(types[type]), resolve).map((change) => `${where}: ${change}`))),
  ];
}

function schemaOf(content: Json): Json {
  return membersOf(content).schema;
}

function membersOf(value: Json): Members {
  return (value ?? {}) as Members;
}
