import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { SiteRoutes } from '../../contract/secure-static-site';

/** The compiled src/runtime/secure-static-site/route.edge.ts. */
const CODE = join(resolve(__dirname, '..', '..', '..', 'assets'), 'route', 'edge.js');

/** Leads navigations to pages before the cache is asked. */
export function createEdgeFunction(scope: Construct, id: string, routes: SiteRoutes): cloudfront.Function {
  if (!existsSync(CODE)) {
    throw new Error(`the edge function ${CODE} is missing. In a checkout of this project run 'npm run bundle'; in an installed package, install it again.`);
  }
  const code = `const ROUTES=${JSON.stringify(routes)};\n${readFileSync(CODE, 'utf8')}`;
  return new cloudfront.Function(scope, id, {
    comment: `Leads navigations of ${scope.node.path} to pages`.slice(0, 128),
    code: cloudfront.FunctionCode.fromInline(code),
    runtime: cloudfront.FunctionRuntime.JS_2_0,
    autoPublish: true,
  });
}
