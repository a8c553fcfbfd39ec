import { App, Aspects } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { TicketsStack } from './stacks/tickets-stack';

const app = new App();
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };

new TicketsStack(app, 'Tickets', { env, description: 'Reference system: tickets, and the users of every API' });

Aspects.of(app).add(new AwsSolutionsChecks());
