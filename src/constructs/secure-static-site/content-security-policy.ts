import { readFileSync } from 'node:fs';
import { Annotations, aws_cognito as cognito, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PageSources } from './page-sources';
import type { SiteSource } from './site-source';
import { fail } from '../private/fail';

export interface ContentSecurityPolicyProps {
  readonly source: SiteSource;
  readonly userPools: readonly cognito.IUserPool[];
  readonly connectTo: readonly string[];
  readonly extra: { readonly [directive: string]: readonly string[] };
  readonly reportUrl?: string;
}

/** What CloudFront takes in one header (Quotas on CloudFront). */
const LENGTH_MAX = 1783;

const SELF = "'self'";
const NONE = "'none'";

/** Every directive a site may have, in the order written, with what it allows before anything is found. None leaves it out. */
const DIRECTIVES: { readonly [directive: string]: readonly string[] } = {
  'default-src': [NONE],
  'script-src': [SELF],
  'script-src-attr': [],
  'style-src': [SELF],
  'style-src-attr': [],
  'img-src': [SELF, 'data:'],
  'font-src': [SELF],
  'connect-src': [SELF],
  'media-src': [SELF],
  'manifest-src': [SELF],
  'worker-src': [SELF],
  'frame-src': [],
  'form-action': [SELF],
  'base-uri': [NONE],
  'frame-ancestors': [NONE],
};

/** @returns the policy's value: what the build needs, and no more */
export function contentSecurityPolicy(scope: Construct, props: ContentSecurityPolicyProps): string {
  checkSources(scope.node.path, props);
  const found = scan(scope, props.source);
  const added: { [directive: string]: readonly string[] } = {
    'script-src': props.source.files.some(({ path }) => path.endsWith('.wasm')) ? ["'wasm-unsafe-eval'"] : [],
    'script-src-attr': found.of('script-src-attr').length > 0 ? ["'unsafe-hashes'"] : [],
    'style-src-attr': found.of('style-src-attr').length > 0 ? ["'unsafe-hashes'"] : [],
    'connect-src': [...props.userPools.map((pool) => `https://cognito-idp.${Stack.of(pool).region}.amazonaws.com`), ...props.connectTo],
  };
  const directives = Object.entries(DIRECTIVES).flatMap(([directive, initial]) => {
    const sources = new Set([...initial, ...added[directive] ?? [], ...found.of(directive), ...props.extra[directive] ?? []]);
    if (sources.size > 1) { sources.delete(NONE); }
    return sources.size > 0 ? [`${directive} ${[...sources].join(' ')}`] : [];
  });
  if (props.reportUrl) { directives.push('report-to csp', `report-uri ${props.reportUrl}`); }
  const policy = directives.join('; ');
  if (policy.length > LENGTH_MAX) {
    fail({
      where: scope.node.path,
      what: `the content security policy is ${policy.length} characters long, ${found.inline} inline scripts and styles among them`,
      allowed: `${LENGTH_MAX} characters, which CloudFront takes in a header`,
      fix: 'let the build write scripts and styles to files (most build tools have an option for the size up to which they inline)',
    });
  }
  return policy;
}

function scan(scope: Construct, source: SiteSource): PageSources {
  const found = new PageSources();
  for (const file of source.files) {
    if (file.page && found.addPage(readFileSync(source.locate(file), 'utf8'))) {
      Annotations.of(scope).addWarningV2(
        'serverless-inteligente:csp-of-page',
        `${file.path} has a policy of its own in a meta element: browsers obey both, so that it may only be stricter`,
      );
    }
    if (file.path.endsWith('.css')) { found.addStyleSheet(readFileSync(source.locate(file), 'utf8')); }
  }
  return found;
}

function checkSources(where: string, { extra, connectTo, reportUrl }: ContentSecurityPolicyProps) {
  for (const [directive, sources] of [...Object.entries(extra), ['connect-src', connectTo] as const]) {
    const prop = sources === connectTo ? 'connectTo' : `cspSources.${directive}`;
    if (!(directive in DIRECTIVES)) {
      fail({ where, what: 'cspSources names no directive', given: directive, allowed: Object.keys(DIRECTIVES).join(', '), fix: 'name one of these' });
    }
    for (const source of sources) {
      if (!Token.isUnresolved(source) && !/^[^\s;,]+$/.test(source)) {
        fail({ where, what: `${prop} holds no source`, given: source, allowed: 'one source an element, such as https://api.example.com, with no space, comma or semicolon', fix: 'write each source as an element of its own' });
      }
    }
  }
  if (reportUrl !== undefined && !Token.isUnresolved(reportUrl) && !/^https:\/\/[^\s;,"]+$/.test(reportUrl)) {
    fail({ where, what: 'cspReportUrl is no address for reports', given: reportUrl, allowed: 'https://…', fix: 'name an endpoint that takes reports over HTTPS' });
  }
}
