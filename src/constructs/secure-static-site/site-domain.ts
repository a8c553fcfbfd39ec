import { aws_certificatemanager as acm, aws_cloudfront as cloudfront, aws_route53 as route53, aws_route53_targets as targets, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkPattern } from '../private/check';
import { fail } from '../private/fail';
import { scopeBefore } from '../private/support-stack';

/** A site's name, the other that leads to it, and the certificate of both. */
export interface SiteDomain {
  readonly name: string;
  readonly names: string[];
  readonly certificate: acm.ICertificate;
  readonly zone: route53.IHostedZone;
}

/** @returns nothing for a site on the distribution's own name */
export function createDomain(site: Construct, domainName: string | undefined, zone: route53.IHostedZone | undefined): SiteDomain | undefined {
  const where = site.node.path;
  if (!domainName && !zone) { return undefined; }
  if (!domainName || !zone) {
    return fail({ where, what: 'domainName and hostedZone are half given', given: domainName, allowed: 'both, or neither', fix: 'pass the hosted zone of the domain, and the domain' });
  }
  checkPattern(where, 'domainName', domainName, /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'a name in lower case, such as www.example.com');
  if (!Token.isUnresolved(zone.zoneName) && domainName !== zone.zoneName && !domainName.endsWith(`.${zone.zoneName}`)) {
    fail({ where, what: 'domainName is outside its hosted zone', given: domainName, allowed: `${zone.zoneName}, or a name below it`, fix: 'pass the hosted zone of that name' });
  }
  const scope = scopeBefore(site, 'domainName');
  if (zone instanceof route53.HostedZone && Stack.of(zone) !== Stack.of(scope)) {
    fail({
      where,
      what: `hostedZone is made in ${Stack.of(zone).node.path}, and the certificate, which needs it, in a stack that is deployed before`,
      allowed: 'a zone that exists',
      fix: 'look it up: HostedZone.fromLookup or HostedZone.fromHostedZoneAttributes',
    });
  }
  const names = [domainName, ...otherNames(domainName, zone.zoneName)];
  const certificate = new acm.Certificate(scope, 'Certificate', {
    domainName,
    subjectAlternativeNames: names.slice(1),
    validation: acm.CertificateValidation.fromDns(zone),
  });
  return { name: domainName, names, certificate, zone };
}

/** The bare domain and its www are each other's. */
function otherNames(name: string, zoneName: string): string[] {
  if (name === zoneName) { return [`www.${name}`]; }
  return name === `www.${zoneName}` ? [zoneName] : [];
}

export function createRecords(scope: Construct, { names, zone }: SiteDomain, distribution: cloudfront.IDistribution) {
  const target = route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(distribution));
  names.forEach((recordName, i) => {
    const id = i === 0 ? '' : 'Other';
    new route53.ARecord(scope, `${id}A`, { zone, recordName, target });
    new route53.AaaaRecord(scope, `${id}Aaaa`, { zone, recordName, target });
    new route53.HttpsRecord(scope, `${id}Https`, { zone, recordName, target }); // tells browsers of HTTP/3 before they connect
  });
}
