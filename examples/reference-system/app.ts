import { App } from 'aws-cdk-lib';
import { TicketsStack } from './stacks/tickets-stack';

const app = new App();
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };

new TicketsStack(app, 'Tickets', { env, description: 'Reference system: tickets, and the users of every API' });
