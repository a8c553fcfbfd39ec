import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecureStaticSite, type SecureStaticSiteProps } from '../../src';

const folders: string[] = [];

/** What a build tool leaves behind, at its smallest. */
export const SMALL_BUILD: { readonly [path: string]: string } = {
  'index.html': '<!doctype html><html><head><script type="module" src="/assets/index-B3xK9aQz.js"></script></head><body></body></html>',
  'assets/index-B3xK9aQz.js': 'document.body.textContent = "hello";',
  'favicon.ico': 'icon',
};

/** Writes a build into a folder of its own. @returns the folder */
export function build(files: { readonly [path: string]: string | Buffer } = SMALL_BUILD): string {
  const folder = mkdtempSync(join(tmpdir(), 'build-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Removes every folder that `build` made. */
export function removeBuilds() {
  for (const folder of folders.splice(0)) { rmSync(folder, { recursive: true, force: true }); }
}

export function siteStack(props: Partial<SecureStaticSiteProps> = {}, stackProps: StackProps = {}) {
  const app = new App();
  const stack = new Stack(app, 'Stack', stackProps);
  const site = new SecureStaticSite(stack, 'Site', { source: build(), ...props });
  return { app, stack, site, template: () => Template.fromStack(stack) };
}
