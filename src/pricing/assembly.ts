/** A CloudFormation template, of which only what is priced is typed. */
export interface Template {
  readonly Resources?: { readonly [logicalId: string]: TemplateResource };
  readonly Outputs?: { readonly [name: string]: { readonly Value?: unknown; readonly Export?: { readonly Name?: unknown } } };
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: any };
  readonly Metadata?: { readonly [name: string]: any };
}

/** A stack of a cloud assembly, nested ones included. */
export interface AssemblyStack {
  /** Name of the stack; a nested one has its parent's in front, `Commerce/Nested`. */
  readonly name: string;
  /** Undefined where the stack may go to any region. */
  readonly region?: string;
  readonly template: Template;
  /** Construct paths by logical id, for templates without path metadata. */
  readonly paths?: { readonly [logicalId: string]: string };
  /** Path of the template's file. */
  readonly file?: string;
  /** Of a nested stack: the resource that it is in its parent. */
  readonly parent?: { readonly stack: string; readonly logicalId: string };
}

export interface Assembly {
  readonly stacks: readonly AssemblyStack[];
}

/** A resource and where it stands. */
export interface Resource {
  /** `<stack>/<logical id>`. */
  readonly key: string;
  readonly stack: string;
  readonly region?: string;
  readonly logicalId: string;
  /** Construct path without its last `/Resource`; the key where the template has no path metadata. */
  readonly path: string;
  readonly type: string;
  readonly properties: { readonly [name: string]: any };
  readonly metadata: { readonly [name: string]: any };
}

/** The resources of an assembly, and which of them a value of a template refers to. */
export class Resources {
  readonly all: readonly Resource[];
  private readonly byKey: Map<string, Resource>;
  private readonly stacks: Map<string, AssemblyStack>;
  private readonly exports = new Map<string, { readonly stack: string; readonly value: unknown }>();

  constructor(assembly: Assembly) {
    this.stacks = new Map(assembly.stacks.map((stack) => [stack.name, stack]));
    this.all = assembly.stacks.flatMap(resourcesOf);
    this.byKey = new Map(this.all.map((resource) => [resource.key, resource]));
    for (const { name, template } of assembly.stacks) {
      for (const { Export, Value } of Object.values(template.Outputs ?? {})) {
        if (typeof Export?.Name === 'string') { this.exports.set(Export.Name, { stack: name, value: Value }); }
      }
    }
  }

  ofType(...types: string[]): Resource[] {
    return this.all.filter(({ type }) => types.includes(type));
  }

  /** @returns each resource that `value` names, through Ref, GetAtt, Sub, parameters and outputs of nested stacks, and exports */
  refs(from: { readonly stack: string }, value: unknown): Resource[] {
    const found = new Map<string, Resource>();
    this.collect(from.stack, value, found, 0);
    return [...found.values()];
  }

  private collect(stack: string, value: unknown, found: Map<string, Resource>, depth: number): void {
    if (typeof value !== 'object' || value === null || depth > 64) { return; }
    const { Ref: ref, 'Fn::GetAtt': getAtt, 'Fn::Sub': sub, 'Fn::ImportValue': imported } = value as { [fn: string]: unknown };
    if (typeof ref === 'string') { this.collectName(stack, ref, undefined, found, depth); }
    if (getAtt !== undefined) {
      const [name, attribute] = typeof getAtt === 'string' ? getAtt.split(/\.(.*)/s) : getAtt as string[];
      this.collectName(stack, name, attribute, found, depth);
    }
    if (sub !== undefined) {
      const text = typeof sub === 'string' ? sub : String((sub as unknown[])[0]);
      for (const [, name, attribute] of text.matchAll(/\$\{([\w:]+)(?:\.([\w.]+))?\}/g)) { this.collectName(stack, name, attribute, found, depth); }
    }
    if (typeof imported === 'string') {
      const exported = this.exports.get(imported);
      if (exported) { this.collect(exported.stack, exported.value, found, depth + 1); }
    }
    for (const part of Object.values(value)) { this.collect(stack, part, found, depth + 1); }
  }

  private collectName(stack: string, name: string, attribute: string | undefined, found: Map<string, Resource>, depth: number): void {
    const resource = this.byKey.get(`${stack}/${name}`);
    const { parent } = this.stacks.get(stack) ?? {};
    if (!resource && parent) {
      const passed = this.byKey.get(`${parent.stack}/${parent.logicalId}`)?.properties.Parameters?.[name];
      this.collect(parent.stack, passed, found, depth + 1);
      return;
    }
    if (!resource) { return; }
    if (resource.type === 'AWS::CloudFormation::Stack' && attribute?.startsWith('Outputs.')) {
      const nested = [...this.stacks.values()].find((other) => other.parent?.stack === stack && other.parent.logicalId === name);
      if (nested) { this.collect(nested.name, nested.template.Outputs?.[attribute.slice('Outputs.'.length)]?.Value, found, depth + 1); }
      return;
    }
    found.set(resource.key, resource);
  }
}

function resourcesOf({ name, region, template, paths }: AssemblyStack): Resource[] {
  return Object.entries(template.Resources ?? {}).map(([logicalId, { Type, Properties, Metadata }]) => {
    const key = `${name}/${logicalId}`;
    const cdkPath = Metadata?.['aws:cdk:path'] ?? paths?.[logicalId];
    return {
      key,
      stack: name,
      region,
      logicalId,
      path: typeof cdkPath === 'string' ? cdkPath.replace(/\/(Resource|Default)$/, '') : key,
      type: Type,
      properties: Properties ?? {},
      metadata: Metadata ?? {},
    };
  });
}
