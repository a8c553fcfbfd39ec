import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './place';
import { readCloudAssembly } from '../../src/pricing/cloud-assembly';
import { run } from '../run';

export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  /** Construct path, or the stack and the logical id. */
  readonly path: string;
  readonly type: string;
  readonly properties: any;
  readonly metadata: any;
}

/** The reference system as the CDK hands it to CloudFormation. */
export interface Blueprint {
  /** The cloud assembly. */
  readonly folder: string;
  readonly stacks: readonly string[];
  readonly resources: readonly Resource[];
}

/** Alarms on charges are synthesised where account and region are known; no account has this number. */
const SOMEWHERE = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'us-east-1' };

/** Synthesises the reference system, and forgets it after the work. */
export async function withBlueprint(work: (blueprint: Blueprint) => void | Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'blueprint-'));
  try {
    const env = { ...process.env, ...SOMEWHERE };
    run('npx', ['cdk', 'synth', '--quiet', '--no-notices', '--output', folder], { cwd: join(ROOT, 'examples', 'reference-system'), env });
    await work(readBlueprint(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readBlueprint(folder: string): Blueprint {
  const { stacks } = readCloudAssembly(folder);
  const entries = stacks.flatMap(({ name, template, paths = {} }) =>
    Object.entries(template.Resources ?? {}).map((entry) => [name, paths, ...entry] as const));
  const resources = entries.map(([name, paths, logicalId, resource]): Resource => ({
    stack: name,
    logicalId,
    path: (paths[logicalId] ?? `${name}/${logicalId}`).replace(/\/Resource$/, ''),
    type: resource.Type,
    properties: resource.Properties ?? {},
    metadata: resource.Metadata ?? {},
  }));
  return { folder, stacks: stacks.map(({ name }) => name), resources };
}

export function ofType({ resources }: Blueprint, type: string): Resource[] {
  return resources.filter((resource) => resource.type === type);
}

/** Documents that the synth left beside the templates. */
export function documentsOf({ folder }: Blueprint, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending)).sort().map((file) => join(folder, file));
}

/** An intrinsic function as a reader takes it: joined, with names in <…>. */
export function readable(value: any): string {
  if (value === null || typeof value !== 'object') { return String(value); }
  if ('Ref' in value) { return `<${value.Ref}>`; }
  if ('Fn::GetAtt' in value) { return `<${[value['Fn::GetAtt']].flat().join('.')}>`; }
  if ('Fn::Join' in value) { return value['Fn::Join'][1].map(readable).join(value['Fn::Join'][0]); }
  if ('Fn::Sub' in value) { return String([value['Fn::Sub']].flat()[0]); }
  if ('Fn::ImportValue' in value) { return `<${readable(value['Fn::ImportValue'])}>`; }
  return JSON.stringify(value);
}
