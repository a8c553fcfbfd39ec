import { CreateInvalidationCommand, type CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { RequestLog } from '../kit/http';

/**
 * Asks CloudFront to forget, and waits for nothing. A refusal is logged, not thrown: pages are kept at the edge for 5
 * minutes at most, so that the site is late then, and neither broken nor the stack stuck.
 */
export function edgeCache(client: CloudFrontClient, distributionId: string, log: RequestLog) {
  return async (paths: readonly string[]) => {
    if (paths.length === 0) { return; }
    try {
      await client.send(new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: { CallerReference: `${Date.now()}-${paths.length}`, Paths: { Quantity: paths.length, Items: [...paths] } },
      }));
    } catch (error) {
      log.error('not invalidated: pages may be 5 minutes late', { error, paths });
    }
  };
}
