import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { Account } from './account';
import { readDistribution } from '../../examples/reference-system/local/edge/distribution';
import { serveSite } from '../../examples/reference-system/local/edge/site-server';

/**
 * Serves a distribution by HTTPS: the demo's own server, behind a certificate.
 * @param folder of key and certificate
 * @returns the domain, with its port, and the file of the certificate, which nobody vouches for
 */
export async function openEdge(account: Account, distributionId: string, folder: string) {
  const [key, certificate] = [join(folder, 'edge.key'), join(folder, 'edge.pem')];
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate,
  ], { stdio: 'pipe' });
  const cloudFront = new CloudFrontClient(account.clientConfig);
  const distribution = await readDistribution(cloudFront, distributionId);
  cloudFront.destroy();
  const site = await serveSite({ port: 0, endpoint: account.clientConfig.endpoint, distribution });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (visitor) => {
    const plain = connect(Number(new URL(site.url).port), site.address);
    plain.on('error', () => visitor.destroy());
    visitor.on('error', () => plain.destroy()).pipe(plain).pipe(visitor);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    domain: `localhost:${(server.address() as AddressInfo).port}`,
    certificate,
    close: async () => {
      server.close();
      await site.stop();
    },
  };
}
