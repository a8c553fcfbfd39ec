import { parse, type DefaultTreeAdapterMap } from 'parse5';

/*
 * The rules of MDN's HTTP Observatory (formerly Mozilla's), version 4 of its algorithm, as its package
 * @mdn/mdn-http-observatory 1.4.8 publishes them in src/analyzer and src/grader/charts.js. The package itself asks for a
 * PostgreSQL client compiled from C and for lists that it downloads, so its rules are written out: what one page over HTTPS
 * with a valid certificate shows. That a domain is in a browser's preload list, which only adds points, is left out. For the
 * cases of test/constructs/secure-static-site/observatory.test.ts and 20 more, the package itself gave the same points.
 */

export interface ScannedPage {
  readonly host: string;
  /** Of the page over HTTPS, names in lower case. */
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly html: string;
  /** Where HTTP leads, if there is HTTP. */
  readonly httpLocation?: string;
}

export interface Grade {
  readonly grade: string;
  readonly score: number;
  /** What each test added or took. */
  readonly points: { readonly [test: string]: number };
}

const GRADES: readonly (readonly [number, string])[] = [
  [100, 'A+'], [90, 'A'], [85, 'A-'], [80, 'B+'], [70, 'B'], [65, 'B-'], [60, 'C+'], [50, 'C'], [45, 'C-'], [40, 'D+'], [30, 'D'], [25, 'D-'], [0, 'F'],
];
/** From this on, without what is granted on top, points on top count. */
const EXTRA_FROM = 90;
const SIX_MONTHS_S = 15_552_000;
const BROAD = ['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*'];
const BROAD_OR_INLINE = [...BROAD, "'unsafe-inline'", 'data:'];

export function gradeOf(page: ScannedPage): Grade {
  const policy = policyOf(header(page, 'content-security-policy'));
  const points = {
    'content-security-policy': ofPolicy(policy, header(page, 'content-security-policy')),
    'cookies': ofCookies([page.headers['set-cookie'] ?? []].flat()),
    'cross-origin-resource-sharing': header(page, 'access-control-allow-credentials') === 'true' ? -50 : 0,
    'redirection': ofRedirection(page),
    'referrer-policy': ofReferrer(header(page, 'referrer-policy')),
    'strict-transport-security': ofHsts(header(page, 'strict-transport-security')),
    'subresource-integrity': ofScripts(page),
    'x-content-type-options': header(page, 'x-content-type-options')?.toLowerCase() === 'nosniff' ? 0 : -5,
    'x-frame-options': policy?.has('frame-ancestors') ? 5 : /^(deny|sameorigin|allow-from.*)$/i.test(header(page, 'x-frame-options') ?? '') ? 0 : -20,
    'cross-origin-resource-policy': ofResourcePolicy(header(page, 'cross-origin-resource-policy')),
  };
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 100);
  const uncurved = sum(Object.values(points).filter((value) => value < 0));
  const score = Math.max(0, uncurved >= EXTRA_FROM ? sum(Object.values(points)) : uncurved);
  return { grade: GRADES.find(([from]) => score >= from)![1], score, points };
}

function header({ headers }: ScannedPage, name: string): string | undefined {
  const value = headers[name];
  return value === undefined ? undefined : String(value).trim();
}

/** The directives of one policy; nothing for none, or for one that names a directive twice. */
function policyOf(value: string | undefined): Map<string, string[]> | undefined {
  if (value === undefined) { return undefined; }
  const directives = new Map<string, string[]>();
  for (const part of value.split(';').map((text) => text.trim()).filter(Boolean)) {
    const [name, ...sources] = part.toLowerCase().split(/\s+/);
    if (directives.has(name) && !/^report-(uri|to)$/.test(name)) { return undefined; }
    directives.set(name, sources.length === 0 && name.endsWith('-src') ? ["'none'"] : sources);
  }
  return directives;
}

function ofPolicy(policy: Map<string, string[]> | undefined, value: string | undefined): number {
  if (!policy) { return -25; }
  const sourcesOf = (name: string) => {
    const sources = policy.get(name) ?? policy.get('default-src') ?? ['*'];
    const hashed = sources.some((source) => /^'(sha(256|384|512)|nonce)-/.test(source));
    return hashed && name !== 'object-src' ? sources.filter((source) => source !== "'unsafe-inline'") : sources;
  };
  const [script, style, object] = ['script-src', 'style-src', 'object-src'].map(sourcesOf);
  const insecure = (sources: string[]) => sources.some((source) => /^(http|ftp):/.test(source));
  const active = [...policy].filter(([name]) => !/^(img|media|script)-src$/.test(name)).flatMap(([, sources]) => sources);
  if (script.includes("'strict-dynamic'")) { throw new Error(`strict-dynamic has rules of its own, which are not written out: ${value}`); }
  if (script.some((source) => BROAD_OR_INLINE.includes(source)) || object.some((source) => BROAD.includes(source))) { return -20; }
  if (insecure([...active, ...script])) { return -20; }
  if ([...script, ...style].includes("'unsafe-eval'")) { return -10; }
  if (insecure([...sourcesOf('img-src'), ...sourcesOf('media-src')])) { return -10; }
  if (style.some((source) => BROAD_OR_INLINE.includes(source))) { return 0; }
  return String(policy.get('default-src')) === "'none'" ? 10 : 5;
}

function ofCookies(cookies: string[]): number {
  const flags = cookies.map((cookie) => cookie.toLowerCase().split(';').map((part) => part.trim()));
  if (flags.length === 0) { return 0; }
  if (flags.some((parts) => !parts.includes('secure'))) { return -40; } // less where HSTS is on, which no site of ours relies on
  if (flags.some(([pair, ...parts]) => /login|sess/.test(pair.split('=')[0]) && !parts.includes('httponly'))) { return -30; }
  return flags.every((parts) => parts.some((part) => part.startsWith('samesite='))) ? 5 : 0;
}

function ofRedirection({ host, httpLocation }: ScannedPage): number {
  if (httpLocation === undefined) { return -20; }
  const { protocol, hostname } = new URL(httpLocation);
  if (protocol !== 'https:') { return -20; }
  return hostname === host ? 0 : -5;
}

function ofReferrer(value: string | undefined): number {
  if (value === undefined) { return 0; }
  return /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/i.test(value.split(',').pop()!.trim()) ? 5 : -5;
}

function ofHsts(value: string | undefined): number {
  const [, age] = /(?:^|;)\s*max-age=(\d+)/i.exec(value ?? '') ?? [];
  if (age === undefined || value!.includes(',')) { return -20; }
  return Number(age) >= SIX_MONTHS_S ? 0 : -10;
}

function ofScripts({ host, html }: ScannedPage): number {
  const scripts = scriptsOf(parse(html)).filter(({ src }) => src !== undefined);
  const foreign = scripts.filter(({ src }) => /^(https?:)?\/\//.test(src!) && new URL(src!, `https://${host}`).hostname !== host);
  if (foreign.some(({ src, integrity }) => !integrity && !src!.startsWith('https:'))) { return -50; }
  if (foreign.some(({ src }) => !src!.startsWith('https:'))) { return -20; }
  if (foreign.some(({ integrity }) => !integrity)) { return -5; }
  return foreign.length > 0 || scripts.some(({ integrity }) => integrity) ? 5 : 0;
}

function scriptsOf(node: DefaultTreeAdapterMap['node']): { readonly src?: string; readonly integrity?: string }[] {
  const own = 'tagName' in node && node.tagName === 'script' ? [Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))] : [];
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(scriptsOf) : [])];
}

function ofResourcePolicy(value: string | undefined): number {
  if (value === undefined || value.toLowerCase() === 'cross-origin') { return 0; }
  return /^same-(origin|site)$/i.test(value) ? 10 : -5;
}
