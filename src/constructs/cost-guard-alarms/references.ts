/** @returns the logical id that a resolved `Ref` or `Fn::GetAtt` names; undefined for anything else */
export function logicalIdIn(resolved: unknown): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute } = (resolved ?? {}) as { readonly 'Ref'?: string; readonly 'Fn::GetAtt'?: readonly string[] };
  return ref ?? attribute?.[0];
}
