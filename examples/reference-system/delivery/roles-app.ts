/**
 * The roles of the delivery's jobs; deployed once to each account, by a person:
 *   npx cdk deploy --app 'npx tsx delivery/roles-app.ts' -c repository=owner/name -c stages=staging,production
 */
import { App, Aspects } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DeliveryRolesStack } from './roles-stack';

const app = new App();
new DeliveryRolesStack(app, 'Delivery', {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION },
  description: 'Reference system: the roles of the jobs that deliver it',
  repository: String(app.node.tryGetContext('repository') ?? ''),
  stages: String(app.node.tryGetContext('stages') ?? 'staging,production').split(','),
  existingProvider: app.node.tryGetContext('existingProvider') === 'true',
});
Aspects.of(app).add(new AwsSolutionsChecks());
