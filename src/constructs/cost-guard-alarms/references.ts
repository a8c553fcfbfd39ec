import { CfnElement, Reference, Stack, Tokenization } from 'aws-cdk-lib';

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

/** The elements of any stack that a text refers to, before it is resolved: then only their logical ids would be left. */
export function elementsIn(text: string): CfnElement[] {
  return Tokenization.reverseString(text).tokens.filter((token) => Reference.isReference(token)).map(({ target }) => target)
    .filter((target): target is CfnElement => CfnElement.isCfnElement(target));
}

/** Tells an element from those of all other stacks. */
export function pathOf(element: CfnElement): string {
  const stack = Stack.of(element);
  return `${stack.node.path}:${stack.resolve(element.logicalId)}`;
}
