import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { SecureStaticSiteProps } from './props';

/** In us-east-1, as of 2026. */
const PRICES = {
  webAcl: '8 USD a month (a web ACL and three rule groups), and 0.60 USD a million requests',
  originLatencyMetrics: 'up to 3 USD a month, whatever its use',
  customerManagedKey: '1 USD a month, and 0.03 USD for 10,000 requests to the key',
} as const;

/** Tells the price of each prop that costs whatever the site's use. */
export function tellPrices(scope: Construct, props: SecureStaticSiteProps) {
  for (const prop of Object.keys(PRICES) as (keyof typeof PRICES)[]) {
    if (props[prop]) { Annotations.of(scope).addInfoV2(`serverless-inteligente:price-of-${prop}`, `${prop} costs ${PRICES[prop]}`); }
  }
}
