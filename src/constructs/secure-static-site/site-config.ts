import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { SiteSource } from './site-source';
import { CONFIG_FILE } from '../../contract/secure-static-site';
import { Ajv } from '../private/ajv';
import { fail } from '../private/fail';
import { inOrder } from '../private/in-order';

export interface SiteConfigProps {
  readonly config?: { readonly [name: string]: any };
  readonly schema?: { readonly [name: string]: any };
}

/** @returns the content of config.json, '' for none, checked by its schema as far as it is known at synth */
export function configJson(scope: Construct, source: SiteSource, { config, schema }: SiteConfigProps): string {
  const where = scope.node.path;
  if (!config) {
    if (schema) { fail({ where, what: 'configSchema is given without config', allowed: 'both, config alone, or neither', fix: 'give config, or leave configSchema out' }); }
    return '';
  }
  if (source.files.some(({ path }) => path === CONFIG_FILE)) {
    fail({ where, what: `source holds a ${CONFIG_FILE} of its own`, allowed: `${CONFIG_FILE} in the source, or the prop config`, fix: 'keep it out of the build, or leave config out' });
  }
  if (schema) { checkConfig(where, config, schema); }
  return Stack.of(scope).toJsonString(inOrder(config));
}

function checkConfig(where: string, config: { readonly [name: string]: any }, schema: { readonly [name: string]: any }) {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  let validate;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    return fail({ where, what: `configSchema is no JSON Schema: ${(error as Error).message}`, allowed: 'draft 2020-12', fix: 'mend it' });
  }
  if (validate(config)) { return; }
  // What CloudFormation fills in later is a token now, a string that no pattern, enum or length can judge.
  const errors = (validate.errors ?? []).filter(({ instancePath, keyword }) => keyword === 'type' || !Token.isUnresolved(valueAt(config, instancePath)));
  if (errors.length === 0) { return; }
  fail({
    where,
    what: `config is not what configSchema says: ${errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ')}`,
    allowed: 'what configSchema allows',
    fix: 'mend config',
  });
}

function valueAt(config: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((value, part) => (value as { [name: string]: unknown } | undefined)?.[part], config);
}
