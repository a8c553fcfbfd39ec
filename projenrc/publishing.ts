import { awscdk, JsonPatch, TestFailureBehavior } from 'projen';

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
  project.package.addField('files', ['.jsii', 'API.md', 'assets', 'lib']);

  // publib's own default registry is the right one: no file of this project names a host.
  const publish = '/jobs/release_npm/steps/9';
  project.github?.tryFindWorkflow('release')?.file?.patch(
    JsonPatch.test(`${publish}/name`, 'Release', TestFailureBehavior.FAIL_SYNTHESIS),
    JsonPatch.remove(`${publish}/env/NPM_REGISTRY`),
  );
}
