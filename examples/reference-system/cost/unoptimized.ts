import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { readCloudAssembly } from '../../../src/pricing/cloud-assembly';

type Properties = { [name: string]: any };

/** Something that the system does to cost less or to be faster, and how its templates would be without it. */
export interface Optimization {
  readonly name: string;
  readonly about: string;
  readonly type: string;
  /** Changes the properties of a resource of the type to what they would be. @returns whether there was something to undo */
  undo(properties: Properties): boolean;
}

/** What the templates show; how the handlers are written has no price that could be read there. */
export const OPTIMIZATIONS: readonly Optimization[] = [
  {
    name: 'arm64',
    about: 'functions run on arm64, without it on x86_64 (the default of Lambda)',
    type: 'AWS::Lambda::Function',
    undo(properties) {
      const isArm = properties.Architectures?.[0] === 'arm64';
      if (isArm) { properties.Architectures = ['x86_64']; }
      return isArm;
    },
  },
  {
    name: 'log retention',
    about: 'logs are deleted after their retention, without it never (the default of CloudWatch Logs; a year is counted)',
    type: 'AWS::Logs::LogGroup',
    undo: (properties) => removed(properties, 'RetentionInDays'),
  },
  {
    name: 'Intelligent-Tiering',
    about: 'what is seldom read is stored for less (S2), without it all as Standard',
    type: 'AWS::S3::Bucket',
    undo(properties) {
      const rules: any[] = properties.LifecycleConfiguration?.Rules ?? [];
      const others = rules.filter(({ Transitions = [] }) => !Transitions.some(({ StorageClass }: any) => StorageClass === 'INTELLIGENT_TIERING'));
      if (others.length === rules.length) { return false; }
      properties.LifecycleConfiguration = others.length > 0 ? { Rules: others } : undefined;
      return true;
    },
  },
  {
    name: 'catalogue cache',
    about: 'the gateway answers the catalogue from its cache (A3), without it a function does each time',
    type: 'AWS::ApiGateway::Stage',
    undo: (properties) => [removed(properties, 'CacheClusterEnabled'), removed(properties, 'CacheClusterSize')].includes(true),
  },
  {
    name: 'peak hours',
    about: 'environments are ready in working hours (G1), without the schedule as many all the time',
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    undo(properties) {
      if (!removed(properties, 'ScheduledActions')) { return false; }
      properties.MinCapacity = properties.MaxCapacity;
      return true;
    },
  },
];

/**
 * The same system without optimizations.
 * @param folder its cloud assembly
 * @returns the folder of an assembly with the templates as they would be
 * @throws Error where there is nothing to undo: the optimization is no longer in the templates
 */
export function unoptimized(folder: string, undone: readonly Optimization[] = OPTIMIZATIONS): string {
  const out = mkdtempSync(join(tmpdir(), 'unoptimized-'));
  writeFileSync(join(out, 'manifest.json'), readFileSync(join(folder, 'manifest.json')));
  const done = new Set<Optimization>();
  for (const { file } of readCloudAssembly(folder).stacks) {
    const template = JSON.parse(readFileSync(file!, 'utf8'));
    for (const { Type, Properties = {} } of Object.values<any>(template.Resources ?? {})) {
      for (const optimization of undone.filter(({ type }) => type === Type)) {
        if (optimization.undo(Properties)) { done.add(optimization); }
      }
    }
    const copy = join(out, relative(folder, file!));
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, JSON.stringify(template));
  }
  const missing = undone.filter((optimization) => !done.has(optimization)).map(({ name }) => name);
  if (missing.length > 0) { throw new Error(`${folder}: has nothing of ${missing.join(', ')}. Allowed: the reference system as staging or production. Fix: correct OPTIMIZATIONS.`); }
  return out;
}

function removed(properties: Properties, name: string): boolean {
  const was = properties[name] !== undefined;
  delete properties[name];
  return was;
}
