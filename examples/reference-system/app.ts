import { join, relative } from 'node:path';
import { App, Aspects } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { stageNamed } from './stages';
import { composeSystem } from './system';

const app = new App();
composeSystem(app, stageNamed(app.node.tryGetContext('stage')), {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION },
  manifest: relative(process.cwd(), join(__dirname, 'manifest.json')),
});
Aspects.of(app).add(new AwsSolutionsChecks());
