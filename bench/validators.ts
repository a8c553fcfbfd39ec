import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inFreshProcess, PEERS } from './processes';
import { SCHEMAS, type SchemaCase } from './schemas';
import { interleaved, median } from './statistics';
import { bytesOf } from './variants';
import { compileValidators } from '../src/constructs/serverless-crud-api/validators-module';

export interface ValidatorResult {
  readonly bytes: number;
  /** Median CPU of loading it and of its first use. */
  readonly coldCpuMs: number;
  readonly goodUs: number;
  readonly badUs: number;
}

type Timing = Omit<ValidatorResult, 'bytes'>;

interface Made {
  /** CommonJS that exports a function from body to verdict. */
  readonly entry: string;
  /** What would ship. */
  readonly shipped: string;
}

type Maker = (schema: SchemaCase['schema'], folder: string) => Promise<Made>;

const OPTIONS = '{ allErrors: true, strict: true, strictTypes: false, strictRequired: false, strictTuples: false, useDefaults: true, logger: false }';

const MAKERS: { readonly [name: string]: Maker } = {
  'Ajv, compiled at synth': async (schema, folder) => {
    const made = { entry: join(folder, 'entry.js'), shipped: join(folder, 'validators.js') };
    writeFileSync(made.shipped, compileValidators({ item: schema }));
    writeFileSync(made.entry, "module.exports = require('./validators.js').item;");
    return made;
  },
  'Ajv, compiled at cold start': (schema, folder) => bundled(folder, `
    const Ajv = require('ajv/dist/2020').default;
    const ajv = new Ajv(${OPTIONS});
    require('ajv-formats').default(ajv);
    module.exports = ajv.compile(${JSON.stringify(schema)});
  `, join(__dirname, '..')),
  '@cfworker/json-schema, interpreting': (schema, folder) => bundled(folder, `
    const { Validator } = require('@cfworker/json-schema');
    const validator = new Validator(${JSON.stringify(schema)}, '2020-12', false);
    module.exports = (body) => validator.validate(body).valid;
  `, PEERS),
};

/** Every maker on every schema: cold start, bytes, warm use. */
export async function measureValidators(folder: string, rounds: number): Promise<{ [schema: string]: { [maker: string]: ValidatorResult } }> {
  const results: { [schema: string]: { [maker: string]: ValidatorResult } } = {};
  for (const [name, { schema, good, bad }] of Object.entries(SCHEMAS)) {
    const made: { [maker: string]: Made } = {};
    for (const [maker, make] of Object.entries(MAKERS)) {
      const own = join(folder, `${Object.keys(results).length}-${Object.keys(made).length}`);
      mkdirSync(own, { recursive: true });
      made[maker] = await make(schema, own);
    }
    const bodies = JSON.stringify({ good, bad });
    const runs = await interleaved(rounds, Object.fromEntries(Object.entries(made).map(([maker, { entry }]) => [
      maker, () => inFreshProcess<Timing>('validator.mjs', [entry, bodies]),
    ])));
    results[name] = Object.fromEntries(Object.entries(runs).map(([maker, timings]) => [maker, summary(made[maker], timings)]));
  }
  return results;
}

function summary({ shipped }: Made, timings: readonly Timing[]): ValidatorResult {
  const of = (measure: (timing: Timing) => number) => median(timings.map(measure));
  return {
    bytes: bytesOf(shipped),
    coldCpuMs: of(({ coldCpuMs }) => coldCpuMs),
    goodUs: of(({ goodUs }) => goodUs),
    badUs: of(({ badUs }) => badUs),
  };
}

async function bundled(folder: string, source: string, resolveDir: string): Promise<Made> {
  const outfile = join(folder, 'bundled.js');
  await build({ stdin: { contents: source, resolveDir, loader: 'js' }, outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, legalComments: 'none' });
  return { entry: outfile, shipped: outfile };
}
