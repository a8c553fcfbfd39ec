/** @returns the logical id that a resolved `Ref` or `Fn::GetAtt` names; undefined for anything else */
export function logicalIdIn(resolved: unknown): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute } = (resolved ?? {}) as { readonly 'Ref'?: string; readonly 'Fn::GetAtt'?: readonly string[] };
  return ref ?? attribute?.[0];
}

/** @returns the first logical id that a resolved value names at whatever depth, as the name of an alias does the alias */
export function firstLogicalIdIn(resolved: unknown): string | undefined {
  if (typeof resolved !== 'object' || resolved === null) { return undefined; }
  const id = logicalIdIn(resolved);
  if (id !== undefined) { return id; }
  for (const part of Object.values(resolved)) {
    const inner = firstLogicalIdIn(part);
    if (inner !== undefined) { return inner; }
  }
  return undefined;
}
