import { App, Aspects } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CommerceStack } from './stacks/commerce-stack';
import { TicketsStack } from './stacks/tickets-stack';

const app = new App();
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };

const tickets = new TicketsStack(app, 'Tickets', { env, description: 'Reference system: tickets, and the users of every API' });
new CommerceStack(app, 'Commerce', {
  env,
  description: 'Reference system: catalogue and orders',
  userPool: tickets.api.userPool,
  userPoolClient: tickets.api.userPoolClient,
});

Aspects.of(app).add(new AwsSolutionsChecks());
