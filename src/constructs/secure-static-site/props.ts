import {
  aws_apigateway as apigateway, aws_cloudfront as cloudfront, aws_cognito as cognito, aws_logs as logs, aws_route53 as route53, aws_sns as sns,
  Duration, RemovalPolicy,
} from 'aws-cdk-lib';

/** How the site's URLs lead to its pages. */
export enum SiteMode {
  /**
   * One page, `index.html`, for every URL that a user goes to and that is no file. What a script or a style asks for is
   * never answered with it.
   */
  SPA = 'spa',
  /** Each URL has a page of its own: `/about` is `about.html` or, after a redirect to `/about/`, `about/index.html`. */
  MULTI_PAGE = 'multi-page',
  /** Pages of their own where there are, `index.html` for every other URL that a user goes to. */
  HYBRID = 'hybrid',
}

/** What a browser does with what the content security policy forbids. */
export enum ContentSecurityPolicyMode {
  /** Blocks it. */
  ENFORCED = 'enforced',
  /** Lets it pass, and reports it. */
  REPORT_ONLY = 'report-only',
}

/** An API under the site's own origin. */
export interface SiteApi {
  /**
   * Paths that it serves, such as `/v1/tickets*`: `*` is any number of characters, `?` one. Of patterns that match the
   * first given counts.
   */
  readonly pathPattern: string;
  /** The API. A request for `/v1/tickets` goes to `/v1/tickets` of its deployment stage. */
  readonly api: apigateway.RestApi;
}

/** Props of `SecureStaticSite`. */
export interface SecureStaticSiteProps {
  /**
   * Folder with the built site, as the build tool left it; `index.html` lies at its top. A relative path starts at the
   * working directory of the synth.
   */
  readonly source: string;

  /**
   * How the site's URLs lead to its pages.
   *
   * @default SiteMode.SPA
   */
  readonly mode?: SiteMode;

  /**
   * Name of the bucket.
   *
   * @default - made by CloudFormation
   */
  readonly bucketName?: string;

  /**
   * Whether the bucket is encrypted with a key of its own, whose policy lets in this distribution and no other. It costs
   * 1 USD a month and every request to it.
   *
   * @default false - with keys of S3 (SSE-S3), which cost nothing
   */
  readonly customerManagedKey?: boolean;

  /**
   * Whether objects move to S3 Intelligent-Tiering, a day or two after they were written. Those under 128 KB, most of a
   * site's, do not: no lifecycle rule moves them, and they stay at the price of S3 Standard. Of the others, 1,000 cost 0.01 USD
   * to move and 0.0025 USD a month for being watched; they cost 40 % less after 30 days without a request, 68 % after 90.
   *
   * @default false
   */
  readonly intelligentTiering?: boolean;

  /**
   * What becomes of the bucket and its objects when it leaves the stack. With DESTROY the publisher empties it first.
   *
   * @default RemovalPolicy.RETAIN: what is made with RETAIN_ON_UPDATE_OR_DELETE is deleted when its creation is rolled back,
   * which CloudFormation can't do with a bucket that was published into
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How long a file that no release in use refers to stays where it is, for pages still open in a browser, and how long
   * an earlier release can be brought back: 1 to 365 days.
   *
   * @default Duration.days(30)
   */
  readonly retention?: Duration;

  /**
   * Whether HSTS asks browsers to preload the domain. A way that leads back only after months: decide it for the domain
   * and all of its subdomains, then submit it to hstspreload.org.
   *
   * @default false
   */
  readonly hstsPreload?: boolean;

  /**
   * Whether the content security policy is enforced or only reported. It is made from the build: inline scripts and
   * styles by their hashes, other origins as pages and style sheets name them, and nothing else.
   *
   * @default ContentSecurityPolicyMode.ENFORCED
   */
  readonly contentSecurityPolicy?: ContentSecurityPolicyMode;

  /**
   * User pools that pages talk to themselves: they become sources of `connect-src`.
   *
   * @default - none
   */
  readonly userPools?: cognito.IUserPool[];

  /**
   * Origins that scripts connect to, such as `https://api.example.com` or `wss://live.example.com`. The site's own, and
   * so its `apis`, need no mention.
   *
   * @default - none
   */
  readonly connectTo?: string[];

  /**
   * Sources to add to directives of the content security policy, by directive: what no build can tell, such as
   * `{ 'img-src': ['https://photos.example.com'] }`.
   *
   * @default - none
   */
  readonly cspSources?: { readonly [directive: string]: string[] };

  /**
   * Where browsers report what the policy forbids: an address that takes their POST.
   *
   * @default - nowhere but the browser's console
   */
  readonly cspReportUrl?: string;

  /**
   * APIs under the site's own origin, so that pages need no CORS, and cookies of the API come back. Nothing of them is
   * cached or compressed, and their errors stay themselves.
   *
   * @default - none
   */
  readonly apis?: SiteApi[];

  /**
   * What pages must know that is known only at deployment, such as ids of a user pool: published as `/config.json`. It is
   * for everyone to read.
   *
   * @default - no config.json
   */
  readonly config?: { readonly [name: string]: any };

  /**
   * JSON Schema (draft 2020-12) of `config`, checked at synth. What is known only at deployment counts as a string.
   *
   * @default - not checked
   */
  readonly configSchema?: { readonly [name: string]: any };

  /**
   * Name of the site, such as `example.com`, `www.example.com` or `app.example.com`: with `hostedZone` it gets a
   * certificate, A, AAAA and HTTPS records, and every other host leads to it with 308, path and query kept. A zone's own
   * name and its `www` get both.
   *
   * The stack needs an explicit env, `crossRegionReferences: true` unless it is in us-east-1, and a bootstrapped us-east-1.
   *
   * @default - the distribution's own name, for which CloudFront takes TLS 1.0 on
   */
  readonly domainName?: string;

  /**
   * Public hosted zone of `domainName`, which must exist.
   *
   * @default - none
   */
  readonly hostedZone?: route53.IHostedZone;

  /**
   * Edge locations that serve the site.
   *
   * @default cloudfront.PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: cloudfront.PriceClass;

  /**
   * Whether there are alarms, in us-east-1: 5xx above 1 % for 10 of 15 minutes, and a certificate that expires in less than
   * 30 days. 0.10 USD a month each metric.
   *
   * @default - true in a stack with an explicit env
   */
  readonly alarms?: boolean;

  /**
   * Who learns of alarms, by a topic of their own in us-east-1: addresses, URLs, queues and functions of any region.
   *
   * @default - no topic: a `CostGuardAlarms` that watches the site lets its alarms tell its own subscribers, else they tell nobody
   */
  readonly alarmSubscriptions?: sns.ITopicSubscription[];

  /**
   * Whether access logs are written, as JSON lines, to a bucket of their own in us-east-1. Their delivery is free, their
   * storage is not.
   *
   * @default - true in a stack with an explicit env
   */
  readonly accessLogs?: boolean;

  /**
   * Whether a firewall (AWS WAF) with AWS's common, bad input and IP reputation rules is before the site: 8 USD a month,
   * and 0.60 USD a million requests.
   *
   * @default false
   */
  readonly webAcl?: boolean;

  /**
   * Whether CloudFront measures origin latency, cache hit rate and errors by status: 3 USD a month or less.
   *
   * @default false
   */
  readonly originLatencyMetrics?: boolean;

  /**
   * How long access logs and the publisher's logs are kept.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;
}
