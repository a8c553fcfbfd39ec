import { javascript } from 'projen';

/** Lowest aws-cdk-lib of the promised peer range; development installs exactly it. */
export const CDK_FLOOR = '2.220.0';
/** Lowest constructs of the promised peer range. */
export const CONSTRUCTS_FLOOR = '10.4.2';
/** The CDK CLI that deploys the examples. 3.x refuses the cloud assemblies of aws-cdk-lib 2. */
export const CDK_CLI = '2.1148.1';

/**
 * Versions of dependencies of dependencies.
 * - unrs-resolver: 1.13.0 misses platform packages, so that a lockfile made with it fails in `npm ci`.
 * - the three of @aws-cdk: jsii-pacmak writes the installed versions into the Go module's go.mod; these are what aws-cdk-go
 *   at the floor requires.
 * They are a plain `overrides` field because addPackageResolutions('@aws-cdk/…') takes them for CDK v1 packages.
 */
export function pinTransitives(project: javascript.NodeProject) {
  project.package.addField('overrides', {
    'unrs-resolver': '1.12.2',
    '@aws-cdk/asset-node-proxy-agent-v6': '2.1.0',
    '@aws-cdk/asset-awscli-v1': '2.2.242',
    '@aws-cdk/cloud-assembly-schema': '48.6.0',
  });
  project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
  project.npmrc.addConfig('fund', 'false');
  project.npmrc.addConfig('audit', 'false');
}
