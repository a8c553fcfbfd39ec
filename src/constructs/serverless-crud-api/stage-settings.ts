import { Annotations, aws_apigateway as apigateway, Duration } from 'aws-cdk-lib';

/**
 * A cache of 0.5 GB in us-east-1: 0.02 USD an hour (https://aws.amazon.com/api-gateway/pricing/, as of 2026), whatever its
 * use; 730 hours a month.
 */
const CACHE_GB = '0.5';
const CACHE_USD_A_MONTH = 0.02 * 730;

export interface MethodSettings {
  readonly throttle?: apigateway.ThrottleSettings;
  readonly cacheTtl?: Duration;
}

/**
 * Settings of single methods of a stage, which are known as resources are added, after the stage. AWS does not tell what a
 * method that has any still takes from its stage, so each says its throttle; and, where the stage has a cache, whether its
 * answers are kept, since one that is kept unasked would be shown to another caller.
 *
 * A client can't empty the cache: API Gateway asks for execute-api:InvalidateCache by default, which no user of a pool has,
 * and answers from the cache with a Warning header. CloudFormation has no property for either.
 */
export class StageSettings {
  private readonly stage: apigateway.CfnStage;

  /** @param throttle of each method of the stage that has none of its own */
  constructor(stage: apigateway.Stage, private readonly throttle: Required<apigateway.ThrottleSettings>) {
    this.stage = stage.node.defaultChild as apigateway.CfnStage;
  }

  /** @param path of the resource in the API, such as `/v1/tickets/{id}` */
  public set(httpMethod: string, path: string, { throttle, cacheTtl }: MethodSettings): void {
    if (!throttle && !cacheTtl) { return; }
    if (cacheTtl) { this.turnCacheOn(); }
    const { rateLimit, burstLimit } = throttle ?? this.throttle;
    const before = this.stage.methodSettings as apigateway.CfnStage.MethodSettingProperty[];
    const settings: apigateway.CfnStage.MethodSettingProperty[] = [...before, {
      httpMethod,
      resourcePath: `/${path.replace(/\//g, '~1')}`,
      dataTraceEnabled: false,
      throttlingRateLimit: rateLimit,
      throttlingBurstLimit: burstLimit,
      ...(cacheTtl && { cachingEnabled: true, cacheDataEncrypted: true, cacheTtlInSeconds: cacheTtl.toSeconds() }),
    }];
    const isCached = this.stage.cacheClusterEnabled;
    this.stage.methodSettings = isCached ? settings.map((one) => ({ ...one, cachingEnabled: one.cachingEnabled ?? false })) : settings;
  }

  private turnCacheOn(): void {
    if (this.stage.cacheClusterEnabled) { return; }
    this.stage.cacheClusterEnabled = true;
    this.stage.cacheClusterSize = CACHE_GB;
    Annotations.of(this.stage).addInfo(
      `cacheTtl gives this stage a cache of ${CACHE_GB} GB: ${CACHE_USD_A_MONTH.toFixed(2)} USD a month in us-east-1 (0.02 USD an hour, as of 2026), whatever its use`,
    );
  }
}
