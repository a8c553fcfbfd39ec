import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CommerceStack } from '../../examples/reference-system/stacks/commerce-stack';
import { ObservabilityStack } from '../../examples/reference-system/stacks/observability-stack';
import { SiteStack } from '../../examples/reference-system/stacks/site-stack';
import { TicketsStack } from '../../examples/reference-system/stacks/tickets-stack';

/** The whole reference system, as it is deployed. @returns the folder of its cloud assembly */
export function synthReferenceSystem(region: string): string {
  const env = { account: '111111111111', region };
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'reference-system-')) });
  const tickets = new TicketsStack(app, 'Tickets', { env });
  const { userPool, userPoolClient } = tickets.api;
  const commerce = new CommerceStack(app, 'Commerce', { env, userPool, userPoolClient });
  const site = new SiteStack(app, 'Site', { env, tickets: tickets.api, commerce: commerce.api, images: commerce.uploads.images.bucket });
  new ObservabilityStack(app, 'Observability', {
    env, watch: [tickets, commerce, site], contacts: { operations: 'operations@example.com', finance: 'finance@example.com' }, monthlyBudgetUsd: 250,
  });
  return app.synth().directory;
}
