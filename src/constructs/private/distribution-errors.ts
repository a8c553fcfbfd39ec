import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';

/** Requests in a period below which one error is no rate. */
export const REQUESTS_MIN = 20;

export const DISTRIBUTION_ERRORS = { namespace: 'AWS/CloudFront', metricName: '5xxErrorRate' };

/** A distribution's 5xx in per cent of the requests of a period; 0 where these are too few to tell. Its metrics are in us-east-1. */
export function distributionErrorRate(distributionId: string, period: Duration): cloudwatch.MathExpression {
  const metric = (metricName: string, statistic: string) => new cloudwatch.Metric({
    namespace: DISTRIBUTION_ERRORS.namespace, metricName, dimensionsMap: { DistributionId: distributionId, Region: 'Global' }, statistic, period,
  });
  return new cloudwatch.MathExpression({
    expression: `IF(requests >= ${REQUESTS_MIN}, rate, 0)`,
    usingMetrics: { rate: metric(DISTRIBUTION_ERRORS.metricName, 'Average'), requests: metric('Requests', 'Sum') },
    period,
    label: '5xx, % of requests',
  });
}
