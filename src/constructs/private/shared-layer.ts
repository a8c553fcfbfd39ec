import { aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BundleCode } from './bundle-code';
import { NODEJS_24 } from './runtime';

/** What the functions of an API have in common, as scripts/bundle-layer.ts builds it: docs/decisions/0009-layer.md. */
export class SharedLayer extends lambda.LayerVersion {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      code: new BundleCode('layer', {}),
      compatibleRuntimes: [NODEJS_24],
      description: 'serverless-inteligente: what the functions of an API have in common',
      license: 'Apache-2.0',
    });
  }
}

/** The bundle without what is in the layer. */
export function layeredBundleOf(bundle: string): string {
  return `${bundle}-layered`;
}
