import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCloudAssembly } from '../../../src/pricing/cloud-assembly';

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
  readonly template: Template;
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
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`${folder} is no cloud assembly: it has no manifest.json. Make one with: npm run deliver -- synth --stage <stage>`);
  }
  return readCloudAssembly(folder).stacks.filter(({ parent }) => !parent)
    .map(({ name, region, file, template }) => ({ name, region, file: file!, template: template as Template }));
}

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/**
 * The alarms of an assembly, by region. Those of money are left out: charges are the month's, not the deployment's.
 * @param elsewhere region of the stacks that name none
 */
export function alarmsOf(folder: string, elsewhere?: string): { readonly [region: string]: AlarmNames } {
  const found: { [region: string]: { names: string[]; prefixes: string[] } } = {};
  for (const { name: stack, region = elsewhere, template } of stacksOf(folder)) {
    if (region === undefined) { throw new Error(`${stack} names no region, so that nobody knows where its alarms are. Set AWS_REGION`); }
    for (const [id, { Type, Properties: { AlarmName, Namespace } = {} }] of Object.entries(template.Resources)) {
      if (!ALARMS.includes(Type) || Namespace === 'AWS/Billing') { continue; }
      const { names, prefixes } = found[region] ??= { names: [], prefixes: [] };
      if (AlarmName === undefined) { prefixes.push(`${stack}-${id}-`); } else { names.push(AlarmName); }
    }
  }
  return found;
}
