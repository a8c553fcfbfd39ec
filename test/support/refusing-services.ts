import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const SERVICES = ['DYNAMODB', 'COGNITO_IDENTITY_PROVIDER', 'SNS', 'SQS', 'S3', 'SECRETS_MANAGER', 'LAMBDA', 'CLOUDFRONT'];

/** Services of AWS that refuse whatever they are asked, for good, and count who comes. */
export class RefusingServices {
  private readonly servers = new Map<string, Server>();
  private readonly counts = new Map<string, number>();

  /** @returns what a handler's environment has of them */
  async listen(): Promise<{ readonly [variable: string]: string }> {
    for (const service of SERVICES) {
      const server = createServer((request, response) => {
        this.count(service, 0);
        request.resume().on('end', () => response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(service === 'S3' ? REFUSED_BY_S3 : REFUSED));
      }).on('connection', () => { this.count(service, 1); });
      await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
      this.servers.set(service, server);
    }
    return Object.fromEntries([...this.servers].map(([service, server]) => [`AWS_ENDPOINT_URL_${service}`, `http://127.0.0.1:${(server.address() as AddressInfo).port}`]));
  }

  /** `SERVICE: 1 connections` of each that was asked, of connections that were new. */
  get asked(): string[] {
    return [...this.counts].map(([service, connections]) => `${service}: ${connections} connections`).sort();
  }

  forget() { this.counts.clear(); }

  async close() {
    for (const server of this.servers.values()) {
      server.closeAllConnections();
      await new Promise((done) => { server.close(done); });
    }
  }

  private count(service: string, connections: number) { this.counts.set(service, (this.counts.get(service) ?? 0) + connections); }
}

const REFUSED = JSON.stringify({ __type: 'ValidationException', message: 'no' });
const REFUSED_BY_S3 = '<?xml version="1.0"?><Error><Code>InvalidRequest</Code><Message>no</Message></Error>';
