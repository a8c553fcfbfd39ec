import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Assembly, AssemblyStack, Template } from './assembly';

interface Manifest {
  readonly artifacts?: { readonly [id: string]: Artifact };
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly directoryName?: string };
}

/**
 * @param folder what `cdk synth` wrote, `cdk.out`
 * @throws Error for a folder that is no cloud assembly
 */
export function readCloudAssembly(folder: string): Assembly {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(folder) || !statSync(folder).isDirectory()) { throw assemblyError(folder, 'is no folder'); }
  if (!existsSync(manifest)) { throw assemblyError(folder, 'has no manifest.json'); }
  const artifacts = Object.entries((readJson(manifest) as Manifest).artifacts ?? {});
  const stacks = artifacts.flatMap(([id, { type, properties, environment }]): readonly AssemblyStack[] => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName) { return readCloudAssembly(join(folder, properties.directoryName)).stacks; }
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) { return []; }
    return readStack(properties.stackName ?? id, regionOf(environment), join(folder, properties.templateFile));
  });
  if (stacks.length === 0) { throw assemblyError(folder, 'has no stack'); }
  return { stacks };
}

/** @param paths of templates that the CDK wrote; the manifest next to one, if there is one, gives its stack's name and region */
export function readTemplates(paths: readonly string[]): Assembly {
  const wanted = new Set(paths);
  const stacks = [...new Set(paths.map(dirname))].flatMap((folder) => {
    const manifest = join(folder, 'manifest.json');
    const artifacts = existsSync(manifest) ? (readJson(manifest) as Manifest).artifacts ?? {} : {};
    const named = new Map(Object.entries(artifacts).map(([id, artifact]) => [join(folder, artifact.properties?.templateFile ?? ''), { id, ...artifact }]));
    return [...wanted].filter((path) => dirname(path) === folder && !path.endsWith('.nested.template.json')).flatMap((path) => {
      const artifact = named.get(path);
      return readStack(artifact?.properties?.stackName ?? artifact?.id ?? path, regionOf(artifact?.environment), path);
    });
  });
  return { stacks };
}

function readStack(name: string, region: string | undefined, path: string, parent?: AssemblyStack['parent']): AssemblyStack[] {
  const template = readJson(path) as Template;
  const nested = Object.entries(template.Resources ?? {}).flatMap(([logicalId, { Type, Metadata }]) => {
    const file = Type === 'AWS::CloudFormation::Stack' ? Metadata?.['aws:asset:path'] : undefined;
    return file === undefined ? [] : readStack(`${name}/${logicalId}`, region, join(dirname(path), file), { stack: name, logicalId });
  });
  return [{ name, region, template, parent }, ...nested];
}

/** @param environment `aws://account/region` */
function regionOf(environment = ''): string | undefined {
  const region = /^aws:\/\/[^/]*\/(.*)$/.exec(environment)?.[1];
  return region === 'unknown-region' ? undefined : region;
}

function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: is no JSON (${(error as Error).message}). Allowed: what the CDK writes. Fix: run \`cdk synth\` again.`);
  }
}

function assemblyError(folder: string, what: string): Error {
  return new Error(`${folder}: ${what}. Allowed: a cloud assembly, as \`cdk synth\` writes it to cdk.out. Fix: run \`cdk synth\`, or give its --output folder.`);
}
