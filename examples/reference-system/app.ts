import { App, Aspects } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { LocalTarget } from './local/local-target';
import { CommerceStack } from './stacks/commerce-stack';
import { ObservabilityStack } from './stacks/observability-stack';
import { SiteStack } from './stacks/site-stack';
import { TicketsStack } from './stacks/tickets-stack';

const app = new App();
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };

const tickets = new TicketsStack(app, 'Tickets', { env, description: 'Reference system: tickets, and the users of every API' });
const commerce = new CommerceStack(app, 'Commerce', {
  env,
  description: 'Reference system: catalogue, orders and their invoices',
  userPool: tickets.api.userPool,
  userPoolClient: tickets.api.userPoolClient,
});
const site = new SiteStack(app, 'Site', {
  env,
  description: 'Reference system: the web page, its APIs under the same origin',
  tickets: tickets.api,
  commerce: commerce.api,
  images: commerce.uploads.images.bucket,
});

if (app.node.tryGetContext('stage') === 'local') {
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
