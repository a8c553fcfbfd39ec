import { aws_lambda as lambda } from 'aws-cdk-lib';

/** Every function of the library runs here; the lowest aws-cdk-lib has no constant for it. */
export const NODEJS_24 = new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS, { supportsInlineCode: true });
