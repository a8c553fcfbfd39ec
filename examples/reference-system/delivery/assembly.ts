import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the alarms of one stage are told from all others of an account. */
export interface AlarmNames {
  readonly names: readonly string[];
  /** Of those that CloudFormation names: stack, logical id, and then its own digits. */
  readonly prefixes: readonly string[];
}

export interface AssemblyStack {
  readonly name: string;
  /** None where it is wherever it is deployed. */
  readonly region?: string;
  /** Path of its template. */
  readonly file: string;
}

interface Manifest {
  readonly artifacts: { readonly [id: string]: Artifact };
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

interface Template {
  readonly Resources: { readonly [id: string]: Resource };
}

interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly AlarmName?: string; readonly Namespace?: string };
}

/**
 * The stacks of what `synth` wrote.
 * @throws for a folder that is no cloud assembly
 */
export function stacksOf(folder: string): AssemblyStack[] {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) {
    throw new Error(`${folder} is no cloud assembly: it has no manifest.json. Make one with: npm run deliver -- synth --stage <stage>`);
  }
  const { artifacts } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  return Object.entries(artifacts).flatMap(([id, { type, environment = '', properties }]) => {
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) { return []; }
    const region = environment.split('/').pop();
    return [{ name: properties.stackName ?? id, region: region === 'unknown-region' ? undefined : region, file: join(folder, properties.templateFile) }];
  });
}

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/**
 * The alarms of an assembly, by region. Those of money are left out: charges are the month's, not the deployment's.
 * @param elsewhere region of the stacks that name none
 */
export function alarmsOf(folder: string, elsewhere?: string): { readonly [region: string]: AlarmNames } {
  const found: { [region: string]: { names: string[]; prefixes: string[] } } = {};
  for (const { name: stack, region = elsewhere, file } of stacksOf(folder)) {
    if (region === undefined) { throw new Error(`${stack} names no region, so that nobody knows where its alarms are. Set AWS_REGION`); }
    const { Resources } = JSON.parse(readFileSync(file, 'utf8')) as Template;
    for (const [id, { Type, Properties: { AlarmName, Namespace } = {} }] of Object.entries(Resources)) {
      if (!ALARMS.includes(Type) || Namespace === 'AWS/Billing') { continue; }
      const { names, prefixes } = found[region] ??= { names: [], prefixes: [] };
      if (AlarmName === undefined) { prefixes.push(`${stack}-${id}-`); } else { names.push(AlarmName); }
    }
  }
  return found;
}
