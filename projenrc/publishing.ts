import { awscdk, github, JsonPatch, TestFailureBehavior } from 'projen';

const SBOM = 'dist/serverless-inteligente.cdx.json';

/** Prints the version of the first release; nothing after it: the commits then decide, and a breaking one makes a minor version. */
export const FIRST_VERSION = 'test -n "$LATEST_TAG" || echo 0.1.0';

/** Steps of the release job between building and publishing: what they refuse is not published. */
export const BEFORE_PUBLISHING: github.workflows.JobStep[] = [
  { name: 'Compare the API with that of the last release', run: 'npx projen compat' },
  { name: 'Write the SBOM', run: 'npx projen sbom' },
];

/**
 * What a release needs beyond projen's defaults.
 *
 * The release workflow proves itself to npm, PyPI and NuGet by OIDC: name the repository and `release.yml` as trusted publisher
 * there. It reads these secrets:
 * - NUGET_USERNAME: the account that trusts it;
 * - MAVEN_USERNAME, MAVEN_PASSWORD (a token of Maven Central), MAVEN_GPG_PRIVATE_KEY, MAVEN_GPG_PRIVATE_KEY_PASSPHRASE;
 * - GO_GITHUB_TOKEN: may write to the repository of the Go module.
 * The upgrade workflow opens its pull requests with PROJEN_GITHUB_TOKEN.
 */
export function publishSafely(project: awscdk.AwsCdkConstructLibrary) {
  // A machine without the .NET SDK still builds the other four packages.
  project.tasks.tryFind('package:dotnet')?.addCondition('dotnet --version');
  // A list of what ships: whatever folder is made next to it stays out.
  project.package.addField('files', ['.jsii', 'API.md', 'CHANGELOG.md', 'NOTICE', 'assets', 'lib']);
  project.package.addField('type', 'commonjs');
  project.tryFindObjectFile('package.json')?.addOverride('jsii.targets.python.classifiers', ['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2']);

  project.tasks.tryFind('compat')?.reset('jsii-diff npm:serverless-inteligente --error-on all --keys --ignore-file .compatignore');
  project.addTask('sbom', {
    description: `Write the bill of materials of what ships (CycloneDX), after bundle, into ${SBOM}`,
    exec: 'tsx scripts/sbom.ts',
    receiveArgs: true,
  });

  // publib's own default registry is the right one: no file of this project names a host.
  const publish = '/jobs/release_npm/steps/9';
  const attach = '/jobs/release_github/steps/3';
  project.github?.tryFindWorkflow('release')?.file?.patch(
    JsonPatch.test(`${attach}/name`, 'Release', TestFailureBehavior.FAIL_SYNTHESIS),
    JsonPatch.replace(`${attach}/run`, [
      'tag=$(cat "$RELEASE_TAG_FILE") &&',
      'gh release view "$tag" -R "$GITHUB_REPOSITORY" 2>/dev/null ||',
      `gh release create "$tag" ${SBOM} -R "$GITHUB_REPOSITORY" -F "$CHANGELOG_FILE" -t "$tag" --target "$GITHUB_SHA"`,
    ].join('\n')),
    JsonPatch.test(`${publish}/name`, 'Release', TestFailureBehavior.FAIL_SYNTHESIS),
    JsonPatch.remove(`${publish}/env/NPM_REGISTRY`),
  );
}
