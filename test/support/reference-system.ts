import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Environment, Stack } from 'aws-cdk-lib';
import { CommerceStack } from '../../examples/reference-system/stacks/commerce-stack';
import { EventsStack } from '../../examples/reference-system/stacks/events-stack';
import { TicketsStack } from '../../examples/reference-system/stacks/tickets-stack';
import { STAGES, type StageName } from '../../examples/reference-system/stages';
import { composeSystem } from '../../examples/reference-system/system';

/** The whole reference system, as it is deployed. @returns the folder of its cloud assembly */
export function synthReferenceSystem(region: string, stage: StageName = 'staging'): string {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'reference-system-')) });
  composeSystem(app, STAGES[stage], { env: { account: '111111111111', region } });
  return app.synth().directory;
}

/** Its stacks without the site and the alarms, as staging has them. */
export function commerceStacks(app: App, env?: Environment) {
  const tickets = new TicketsStack(app, 'Tickets', { env });
  const { userPool, userPoolClient } = tickets.api;
  const data = new Stack(app, 'Data', { env });
  const commerce = new CommerceStack(app, 'Commerce', { env, userPool, userPoolClient, tableScope: data });
  const events = new EventsStack(app, 'Events', { env, api: commerce.api, orders: commerce.orders });
  return { tickets, data, commerce, events };
}
