import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDbStub } from './dynamodb-stub';
import type { MessagingStub } from './messaging-stub';
import { loadBundle, type Handler } from './shipped-bundle';
import { bundleHandlers } from '../../scripts/bundle-handlers';
import { ENVIRONMENTS, LAMBDA } from '../bundle/shipped';

/** Handlers as they ship, before stubs that each test finds empty. */
export interface ShippedHandlers {
  /** By the names of their bundles; there from the first test on. */
  readonly handlers: { [name: string]: Handler };
  /** What they wrote to their logs since the test began. */
  readonly lines: string[];
}

/** Bundles and loads the handlers while the tests of the file run. */
export function useShippedHandlers(names: readonly string[], database: DynamoDbStub, services: MessagingStub): ShippedHandlers {
  const shipped: ShippedHandlers = { handlers: {}, lines: [] };
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shipped-'));
    await bundleHandlers(folder);
    const url = await services.listen();
    const messaging = { AWS_ENDPOINT_URL_SNS: url, AWS_ENDPOINT_URL_SQS: url, AWS_ENDPOINT_URL_S3: url };
    const endpoints = { AWS_ENDPOINT_URL_DYNAMODB: await database.listen(), ...messaging };
    for (const name of names) {
      const env = { ...LAMBDA, ...ENVIRONMENTS[name], ...endpoints };
      shipped.handlers[name] = loadBundle(join(folder, name, 'index.js'), env, (line) => shipped.lines.push(line));
    }
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await services.close();
    await database.close();
  });
  beforeEach(() => {
    services.reset();
    database.reset();
    shipped.lines.length = 0;
  });
  return shipped;
}
