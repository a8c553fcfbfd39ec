/** Where a service of AWS is reached. */
export interface AwsServiceName {
  /** First label of its host names. */
  readonly host: string;
  /** What its settings are called in the environment: the `DYNAMODB` of AWS_ENDPOINT_URL_DYNAMODB. */
  readonly setting: string;
  /** Regions, by prefix, whose usual endpoint is the FIPS one. */
  readonly fipsByDefaultIn?: string;
}

type Environment = { readonly [name: string]: string | undefined };

/** Domains by the start of their regions' names (AWS partitions); the others are in amazonaws.com. */
const DOMAINS: readonly (readonly [prefix: string, domain: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
  ['eusc-', 'amazonaws.eu'],
];

/**
 * The endpoint of a service in the environment's region, or the one that the environment names (AWS SDKs reference guide,
 * service-specific endpoints; FIPS endpoints).
 * @throws where the environment names none, or asks for what is not supported
 */
export function endpointOf({ host, setting, fipsByDefaultIn }: AwsServiceName, env: Environment): URL {
  if (env.AWS_USE_DUALSTACK_ENDPOINT === 'true') {
    throw new Error('AWS_USE_DUALSTACK_ENDPOINT is true, but these handlers know the endpoints without it only. Remove it, or name the endpoint in AWS_ENDPOINT_URL');
  }
  const named = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true' ? undefined : env[`AWS_ENDPOINT_URL_${setting}`] || env.AWS_ENDPOINT_URL;
  if (named) { return parsed(named, setting); }
  const region = env.AWS_REGION;
  if (!region) { throw new Error('AWS_REGION is not set. Lambda sets it; elsewhere, set it yourself'); }
  const domain = DOMAINS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com';
  const fips = env.AWS_USE_FIPS_ENDPOINT === 'true' && !(fipsByDefaultIn && region.startsWith(fipsByDefaultIn));
  return new URL(`https://${host}${fips ? '-fips' : ''}.${region}.${domain}/`);
}

function parsed(url: string, setting: string): URL {
  if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    throw new Error(`AWS_ENDPOINT_URL_${setting} or AWS_ENDPOINT_URL is '${url}', but must be a URL such as http://127.0.0.1:8000`);
  }
  return new URL(url);
}
