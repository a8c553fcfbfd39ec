import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { checkSchema } from './metaschema';
import { addFormats, Ajv, standaloneCode } from '../private/ajv';

/** A JSON Schema, as plain data. */
export interface Schema { readonly [keyword: string]: unknown }

const NOTICE = '/* Compiled by Ajv (MIT, Copyright (c) 2015-2021 Evgeny Poberezkin and contributors), whose helpers it holds. */';

/**
 * Compiles schemas (2020-12) to one CommonJS module that exports a validator under each name and needs no other file,
 * so that a cold start compiles nothing.
 * @throws what Ajv finds wrong with a schema, unknown keywords and formats among it
 */
export function compileValidators(schemas: { readonly [name: string]: Schema }): string {
  const ajv = new Ajv({
    validateSchema: false, // it is, below
    meta: false,
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false, // a branch may require what the schema around it declares
    strictTuples: false,
    useDefaults: true,
    logger: false,
    code: { source: true },
  });
  addFormats(ajv);
  const firstOf = new Map<string, string>();
  const aliases: string[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema);
    const first = firstOf.get(text);
    if (first !== undefined) {
      aliases.push(`exports[${JSON.stringify(name)}]=exports[${JSON.stringify(first)}];`);
    } else {
      checkSchema(schema);
      firstOf.set(text, name);
      ajv.addSchema(schema, name);
    }
  }
  const names = Object.fromEntries([...firstOf.values()].map((name) => [name, name]));
  return selfContained(`${standaloneCode(ajv, names)}\n${aliases.join('')}`);
}

/** The generated code requires Ajv's helpers; here they are laid inside it, each once. */
export function selfContained(code: string): string {
  const helpers = new Map<string, string>();
  collectHelpers(code, createRequire(__filename), helpers);
  const table = [...helpers].map(([id, source]) => `${JSON.stringify(id)}:function(module,exports,require){${source}\n}`);
  return [
    NOTICE,
    '(function(helpers){',
    'var loaded={};',
    'function load(id){if(!loaded[id]){var m=loaded[id]={exports:{}};helpers[id](m,m.exports,load);}return loaded[id].exports;}',
    `(function(require){${code}\n})(load);`,
    `})({${table.join(',\n')}});`,
  ].join('\n');
}

function collectHelpers(code: string, from: NodeJS.Require, helpers: Map<string, string>) {
  for (const [, id] of code.matchAll(/\brequire\("([^"]+)"\)/g)) {
    if (helpers.has(id)) { continue; }
    const path = from.resolve(id);
    const source = sources.get(path) ?? readFileSync(path, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
    sources.set(path, source);
    helpers.set(id, source);
    collectHelpers(source, createRequire(path), helpers);
  }
}

/** Of the helpers, by path: most resources need the same. */
const sources = new Map<string, string>();
