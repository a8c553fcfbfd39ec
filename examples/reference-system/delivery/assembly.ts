import { existsSync, readFileSync } from 'node:fs';
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
  readonly Properties?: { readonly AlarmName?: unknown; readonly Namespace?: string };
}

/**
 * The stacks of what `synth` wrote.
 * @throws for a folder that is no cloud assembly
 */
export function stacksOf(folder: string): AssemblyStack[] {
  return readStacks(folder).filter(({ parent }) => !parent)
    .map(({ name, region, file, template }) => ({ name, region, file: file!, template: template as Template }));
}

/** The nested ones among them. */
function readStacks(folder: string) {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`${folder} is no cloud assembly: it has no manifest.json. Make one with: npm run deliver -- synth --stage <stage>`);
  }
  return readCloudAssembly(folder).stacks;
}

/**
 * Names of an assembly's stacks, each before those that it needs: the order in which exports can go, since CloudFormation keeps one that
 * another stack imports.
 */
export function dependentsFirst(folder: string): string[] {
  const names = stacksOf(folder).map(({ name }) => name);
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { artifacts: { readonly [id: string]: { readonly dependencies?: readonly string[] } } };
  const ordered = new Set<string>();
  const visit = (name: string) => {
    (artifacts[name]?.dependencies ?? []).filter((needed) => names.includes(needed) && !ordered.has(needed)).forEach(visit);
    ordered.add(name);
  };
  names.forEach(visit);
  return [...ordered].reverse();
}

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/**
 * The alarms of an assembly, those of nested stacks among them, by region. Those of money are left out: charges are the month's, not the deployment's.
 * @param elsewhere region of the stacks that name none
 * @throws for an alarm that could not be told from others when it rings
 */
export function alarmsOf(folder: string, elsewhere?: string): { readonly [region: string]: AlarmNames } {
  const found: { [region: string]: { names: string[]; prefixes: string[] } } = {};
  for (const { name: stack, region = elsewhere, template } of readStacks(folder)) {
    if (region === undefined) { throw new Error(`${stack} names no region, so that nobody knows where its alarms are. Set AWS_REGION`); }
    for (const [id, { Type, Properties: { AlarmName, Namespace } = {} }] of Object.entries((template as Template).Resources)) {
      if (!ALARMS.includes(Type) || Namespace === 'AWS/Billing') { continue; }
      const { names, prefixes } = found[region] ??= { names: [], prefixes: [] };
      if (AlarmName === undefined) {
        prefixes.push(prefixOf(stack, id));
      } else if (typeof AlarmName === 'string') {
        names.push(AlarmName);
      } else {
        throw new Error(`the alarm ${id} of ${stack} has a name that only CloudFormation knows: ${JSON.stringify(AlarmName)}. Give it a name that is known at synth, or none`);
      }
    }
  }
  return found;
}

/** CloudFormation's own digits stand after the id of a nested stack, before that of what is in it. */
function prefixOf(stack: string, id: string): string {
  const [root, nested = id] = stack.split('/');
  return `${root}-${nested}-`;
}
