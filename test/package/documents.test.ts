/** What the documents tell to type, from an empty folder to an app that is deployed and operated: by the packed package, on the local engine. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account } from './account';
import { Reader } from './reader';
import { type Registry, serveRegistry } from './registry';
import { findTarball, ROOT } from './tarball';
import { PriceList } from '../support/price-list-stub';

const desk = mkdtempSync(join(tmpdir(), 'reader-'));
let account: Account;
let registry: Registry;
let prices: PriceList;
let env: { [name: string]: string };
let reader: Reader;

beforeAll(async () => {
  [account, registry, prices] = await Promise.all([Account.open(), serveRegistry(findTarball()), PriceList.start()]);
  env = {
    ...account.env,
    npm_config_registry: registry.url,
    ...Object.fromEntries(['cache', 'userconfig'].map((setting) => [`npm_config_${setting}`, npmConfig(setting)])),
    AWS_ENDPOINT_URL_PRICING: prices.url,
    CDK_REQUIRE_APPROVAL: 'never', // there is nobody whom it could ask
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  // npx takes this one, the version that the project is tested with, where the folder has none.
  mkdirSync(join(desk, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', '.bin', 'cdk'), join(desk, 'node_modules', '.bin', 'cdk'));
  reader = new Reader(desk, env);
});

afterAll(async () => {
  prices.stop();
  registry.stop();
  await account.close();
  rmSync(desk, { recursive: true, force: true });
});

function npmConfig(setting: string): string {
  return execFileSync('npm', ['config', 'get', setting], { encoding: 'utf8' }).trim();
}

test('P1: an app is made, the package installed from a registry, and the app of the README synthesised and deployed', async () => {
  await reader.types('README.md', 'cdk init');
  mkdirSync(join(reader.folder, 'dist'));
  writeFileSync(join(reader.folder, 'dist', 'index.html'), '<!doctype html>the first');
  writeFileSync(join(reader.folder, 'bin', 'shop.ts'), reader.appAbove('README.md', 'cdk deploy'));
  expect(await reader.types('README.md', 'cdk deploy')).toContain('AWS::CloudFront::Distribution');
  expect(await account.idOf('Shop', 'SiteBucket')).toMatch(/^shop-sitebucket/);
});

test('no block that says engine is left', () => expect(reader.left).toEqual([]));
