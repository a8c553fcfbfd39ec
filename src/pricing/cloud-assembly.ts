import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Assembly, AssemblyStack, Template } from './assembly';

interface Manifest {
  readonly artifacts?: { readonly [id: string]: Artifact };
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly metadata?: StackMetadata;
  readonly additionalMetadataFile?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly directoryName?: string };
}

/** Notes by construct path; one of the type `aws:cdk:logicalId` is a resource's logical id. */
interface StackMetadata {
  readonly [path: string]: readonly { readonly type: string; readonly data?: unknown }[];
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
  const stacks = artifacts.flatMap(([id, artifact]): readonly AssemblyStack[] => {
    const { type, properties } = artifact;
    if (type === 'cdk:cloud-assembly' && properties?.directoryName) { return readCloudAssembly(join(folder, properties.directoryName)).stacks; }
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) { return []; }
    return readStack(properties.stackName ?? id, artifact, join(folder, properties.templateFile));
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
      return readStack(artifact?.properties?.stackName ?? artifact?.id ?? path, artifact, path);
    });
  });
  return { stacks };
}

function readStack(name: string, artifact: Artifact | undefined, path: string, parent?: AssemblyStack['parent']): AssemblyStack[] {
  const template = readJson(path) as Template;
  const region = regionOf(artifact?.environment);
  const nested = Object.entries(template.Resources ?? {}).flatMap(([logicalId, { Type, Metadata }]) => {
    const file = Type === 'AWS::CloudFormation::Stack' ? Metadata?.['aws:asset:path'] : undefined;
    return file === undefined ? [] : readStack(`${name}/${logicalId}`, nestedIn(artifact), join(dirname(path), file), { stack: name, logicalId });
  });
  return [{ name, region, template, paths: pathsOf(artifact, dirname(path)), file: path, parent }, ...nested];
}

/** A nested stack goes where its parent goes; the parent's notes are of the parent's logical ids. */
function nestedIn(parent: Artifact | undefined): Artifact | undefined {
  return parent && { type: parent.type, environment: parent.environment };
}

function pathsOf(artifact: Artifact | undefined, folder: string): { [logicalId: string]: string } {
  const more = artifact?.additionalMetadataFile;
  const metadata = { ...artifact?.metadata, ...more === undefined ? {} : readJson(join(folder, more)) as StackMetadata };
  return Object.fromEntries(Object.entries(metadata).flatMap(([path, notes]) => notes
    .filter(({ type, data }) => type === 'aws:cdk:logicalId' && typeof data === 'string').map(({ data }) => [data as string, path.replace(/^\//, '')])));
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
