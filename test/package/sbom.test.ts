import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './tarball';

test('the SBOM names what ships, each by its version and licence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    const file = join(folder, 'sbom.json');
    execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts', 'sbom.ts'), file], { cwd: ROOT, stdio: 'pipe' });
    const sbom = JSON.parse(readFileSync(file, 'utf8'));
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'serverless-inteligente', licenses: [{ license: { id: 'Apache-2.0' } }] } } });
    const names: string[] = sbom.components.map(({ name }: { name: string }) => name);
    // of the constructs, of a handler, of the layer, of the command, and what is no package
    expect(names).toEqual(expect.arrayContaining(['ajv', 'parse5', '@smithy/core', 'pdfkit', '@jsquash/webp', '@aws-sdk/client-cloudformation', 'Noto Sans']));
    for (const other of ['jest', 'aws-cdk-lib', 'esbuild', 'typescript']) { expect(names).not.toContain(other); }
    for (const { name, version, licenses } of sbom.components) {
      expect([name, version, licenses?.length]).toEqual([name, expect.stringMatching(/^\d/), 1]);
    }
    expect(new Set(sbom.dependencies.flatMap(({ ref, dependsOn = [] }: any) => [ref, ...dependsOn])))
      .toEqual(new Set([sbom.metadata.component['bom-ref'], ...sbom.components.map((one: any) => one['bom-ref'])]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
