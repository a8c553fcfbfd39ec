import { mkdtempSync, readdirSync, readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CommerceStack } from '../../../examples/reference-system/stacks/commerce-stack';
import { TicketsStack } from '../../../examples/reference-system/stacks/tickets-stack';
import type { ResourceDefinition, ResourceValidators } from '../../../src/contract/serverless-crud-api';
import { resourceValidators } from '../../../src/runtime/serverless-crud-api/patch-validator';

/** A resource of the reference system, as its handler is given it. */
export interface DeployedResource {
  readonly definition: ResourceDefinition;
  readonly validators: ResourceValidators;
}

/** What the reference system's synth puts beside the bundle of each resource, by the resource's name. */
export function deployedResources(): Map<string, DeployedResource> {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'web-system-')) });
  const { api: { userPool, userPoolClient } } = new TicketsStack(app, 'Tickets', {});
  new CommerceStack(app, 'Commerce', { userPool, userPoolClient });
  const { directory } = app.synth();
  const load = createRequire(__filename);
  return new Map(readdirSync(directory).map((asset) => join(directory, asset)).filter((asset) => existsSync(join(asset, 'validators.js'))).map((asset) => {
    const definition = JSON.parse(readFileSync(join(asset, 'resource.json'), 'utf8')) as ResourceDefinition;
    return [definition.name, { definition, validators: resourceValidators(load(join(asset, 'validators.js')), definition) }];
  }));
}
