import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', '.github', 'workflows');
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const release = read('release.yml');

/** A job of the release workflow, by its key. */
function job(name: string): string {
  const found = new RegExp(`^ {2}${name}:\\n((?: {4}.*\\n| *\\n)*)`, 'm').exec(release)?.[1];
  if (!found) { throw new Error(`release.yml has no job ${name}`); }
  return found;
}

test('every action is pinned to a commit', () => {
  const uses = readdirSync(FOLDER).flatMap((file) => [...read(file).matchAll(/uses: *(\S+)/g)].map(([, action]) => `${file}: ${action}`));
  expect(uses.length).toBeGreaterThan(10);
  expect(uses.filter((one) => !/@[0-9a-f]{40}$/.test(one) && !/: \.\//.test(one))).toEqual([]);
});

test('npm gets the package with its provenance and without a secret', () => {
  const npm = job('release_npm');
  expect(npm).toContain('NPM_CONFIG_PROVENANCE: "true"');
  expect(npm).toContain('NPM_TRUSTED_PUBLISHER: "true"');
  expect(npm).toContain('id-token: write');
  expect(npm).not.toContain('secrets.');
});

test('a release is compared with the one before, and has its SBOM attached', () => {
  const steps = [...job('release').matchAll(/^ {8}run: (.*)$/gm)].map(([, run]) => run);
  expect(steps).toEqual(expect.arrayContaining(['npx projen release', 'npx projen compat', 'npx projen sbom']));
  expect(steps.indexOf('npx projen sbom')).toBeGreaterThan(steps.indexOf('npx projen release'));
  expect(job('release_github')).toMatch(/gh release create "\$tag" dist\/serverless-inteligente\.cdx\.json /);
});

test('PyPI and NuGet trust the workflow itself, without a token', () => {
  for (const name of ['release_pypi', 'release_nuget']) { expect(job(name)).toContain('id-token: write'); }
  expect(job('release_pypi')).toContain('PYPI_TRUSTED_PUBLISHER: "true"');
  expect(job('release_nuget')).toContain('NUGET_TRUSTED_PUBLISHER: "true"');
  expect([...job('release_pypi').matchAll(/secrets\.(\w+)/g), ...job('release_nuget').matchAll(/secrets\.(\w+)/g)].map(([, name]) => name)).toEqual(['NUGET_USERNAME']);
});
