import { join, relative } from 'node:path';
import { App, Aspects } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { LocalTarget } from './local/local-target';
import { CommerceStack } from './stacks/commerce-stack';
import { ObservabilityStack } from './stacks/observability-stack';
import { SiteStack } from './stacks/site-stack';
import { TicketsStack } from './stacks/tickets-stack';

const app = new App();
const isLocal = app.node.tryGetContext('stage') === 'local';
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };

const manifest = relative(process.cwd(), join(__dirname, 'manifest.json'));

const tickets = new TicketsStack(app, 'Tickets', { env, description: 'Reference system: tickets, and the users of every API', manifest });
const commerce = new CommerceStack(app, 'Commerce', {
  env,
  description: 'Reference system: catalogue, orders and their invoices',
  userPool: tickets.api.userPool,
  userPoolClient: tickets.api.userPoolClient,
  ordersPeakHours: isLocal ? undefined : { timeZone: 'Europe/Madrid', windows: [{ days: 'MON-FRI', from: '08:45', to: '20:00', concurrency: 2 }] },
  manifest,
});
const site = new SiteStack(app, 'Site', {
  env,
  description: 'Reference system: the web page, its APIs under the same origin',
  tickets: tickets.api,
  commerce: commerce.api,
  images: commerce.uploads.images.bucket,
});

if (isLocal) {
  Aspects.of(app).add(new LocalTarget());
} else {
  new ObservabilityStack(app, 'Observability', {
    env,
    description: 'Reference system: alarms, dashboards and the budget',
    watch: [tickets, commerce, site],
    contacts: { operations: 'operations@example.com', finance: 'finance@example.com' },
    monthlyBudgetUsd: env.account && env.region ? 250 : undefined, // its alarm is in us-east-1: account and region must be known
  });
}
Aspects.of(app).add(new AwsSolutionsChecks());
