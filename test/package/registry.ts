import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Registry {
  /** For npm's `registry`. */
  readonly url: string;
  stop(): void;
}

/** Serves a packed package as a registry of npm does, and sends npm on to the one it is set to use for every other. */
export async function serveRegistry(tarball: string): Promise<Registry> {
  const bytes = readFileSync(tarball);
  const manifest = JSON.parse(execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }));
  const others = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim().replace(/\/$/, '');
  const server = createServer(({ url: path }, response) => {
    if (path === `/${manifest.name}`) {
      const dist = { tarball: `${url}${manifest.name}/-/packed.tgz`, integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}` };
      const document = { 'name': manifest.name, 'dist-tags': { latest: manifest.version }, 'versions': { [manifest.version]: { ...manifest, dist } } };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(document));
    } else if (path === `/${manifest.name}/-/packed.tgz`) {
      response.end(bytes);
    } else {
      response.writeHead(307, { Location: others + path }).end();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
