import { awscdk, JsonPatch, TestFailureBehavior } from 'projen';

/** What a release needs beyond projen's defaults. */
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
