import type { OutgoingHttpHeaders } from 'node:http';
import type { ResponseHeadersPolicyConfig } from '@aws-sdk/client-cloudfront';

/** @returns the headers of an answer, names in lower case, as a response headers policy leaves them */
export function applyHeadersPolicy(headers: OutgoingHttpHeaders, policy: ResponseHeadersPolicyConfig | undefined): OutgoingHttpHeaders {
  const answer = { ...headers };
  for (const { Header: name } of policy?.RemoveHeadersConfig?.Items ?? []) { delete answer[name!.toLowerCase()]; }
  for (const [name, value, override] of headersOf(policy ?? { Name: '' })) {
    if (override || answer[name] === undefined) { answer[name] = value; }
  }
  return answer;
}

function headersOf({ SecurityHeadersConfig: security, CustomHeadersConfig: custom }: ResponseHeadersPolicyConfig): [string, string, boolean][] {
  const found: [string, string, boolean][] = [];
  const add = (name: string, value: string | undefined, override: boolean | undefined) => {
    if (value !== undefined) { found.push([name, value, override ?? false]); }
  };
  const {
    ContentSecurityPolicy: csp, ContentTypeOptions: type, FrameOptions: frame, ReferrerPolicy: referrer, StrictTransportSecurity: hsts,
  } = security ?? {};
  add('content-security-policy', csp?.ContentSecurityPolicy, csp?.Override);
  add('x-content-type-options', type && 'nosniff', type?.Override);
  add('x-frame-options', frame?.FrameOption, frame?.Override);
  add('referrer-policy', referrer?.ReferrerPolicy, referrer?.Override);
  add('strict-transport-security', hsts && [
    `max-age=${hsts.AccessControlMaxAgeSec}`, ...(hsts.IncludeSubdomains ? ['includeSubDomains'] : []), ...(hsts.Preload ? ['preload'] : []),
  ].join('; '), hsts?.Override);
  for (const { Header: name, Value: value, Override: override } of custom?.Items ?? []) { add(name!.toLowerCase(), value, override); }
  return found;
}
