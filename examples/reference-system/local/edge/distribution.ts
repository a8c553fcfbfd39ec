import {
  CloudFrontClient, GetDistributionConfigCommand, GetFunctionCommand, GetResponseHeadersPolicyCommand,
  type CacheBehavior, type DefaultCacheBehavior, type Origin, type ResponseHeadersPolicyConfig,
} from '@aws-sdk/client-cloudfront';

/** What a distribution does with a request, as far as it shows without a cache. */
export interface EdgeDistribution {
  readonly defaultRootObject: string;
  /** In the order in which they are tried; the last one takes every path. */
  readonly behaviors: readonly EdgeBehavior[];
}

export interface EdgeBehavior {
  /** `*` is any number of characters, `?` one. */
  readonly pathPattern: string;
  readonly methods: readonly string[];
  readonly compress: boolean;
  readonly origin: EdgeOrigin;
  readonly headersPolicy?: ResponseHeadersPolicyConfig;
  /** Code of the function that sees each request first. */
  readonly functionCode?: string;
}

export interface EdgeOrigin {
  readonly domainName: string;
  /** Before the path of each request: `/site`, or nothing. */
  readonly path: string;
}

/** Reads what was deployed, so that nothing of it is written down twice. */
export async function readDistribution(client: CloudFrontClient, distributionId: string): Promise<EdgeDistribution> {
  const { DistributionConfig: config } = await client.send(new GetDistributionConfigCommand({ Id: distributionId }));
  const origins = new Map((config!.Origins!.Items ?? []).map((origin) => [origin.Id!, origin]));
  const ordered: (CacheBehavior | DefaultCacheBehavior & { PathPattern: string })[] = [
    ...config!.CacheBehaviors?.Items ?? [],
    { ...config!.DefaultCacheBehavior!, PathPattern: '*' },
  ];
  const behaviors: EdgeBehavior[] = [];
  for (const behavior of ordered) { behaviors.push(await readBehavior(client, behavior, origins.get(behavior.TargetOriginId!)!)); }
  return { defaultRootObject: config!.DefaultRootObject ?? '', behaviors };
}

async function readBehavior(
  client: CloudFrontClient, behavior: CacheBehavior | DefaultCacheBehavior & { PathPattern: string }, origin: Origin,
): Promise<EdgeBehavior> {
  const association = behavior.FunctionAssociations?.Items?.find(({ EventType }) => EventType === 'viewer-request');
  return {
    pathPattern: behavior.PathPattern!,
    methods: behavior.AllowedMethods?.Items ?? ['GET', 'HEAD'],
    compress: behavior.Compress ?? false,
    origin: { domainName: origin.DomainName!, path: origin.OriginPath ?? '' },
    headersPolicy: behavior.ResponseHeadersPolicyId ? await readHeadersPolicy(client, behavior.ResponseHeadersPolicyId) : undefined,
    functionCode: association ? await readFunction(client, association.FunctionARN!) : undefined,
  };
}

async function readHeadersPolicy(client: CloudFrontClient, id: string): Promise<ResponseHeadersPolicyConfig> {
  const { ResponseHeadersPolicy: policy } = await client.send(new GetResponseHeadersPolicyCommand({ Id: id }));
  return policy!.ResponseHeadersPolicyConfig!;
}

async function readFunction(client: CloudFrontClient, arn: string): Promise<string> {
  const { FunctionCode: code } = await client.send(new GetFunctionCommand({ Name: arn.split('/').pop(), Stage: 'LIVE' }));
  return Buffer.from(code!).toString('utf8');
}
