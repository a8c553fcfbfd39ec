import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { aws_lambda as lambda, cx_api, FileAssetPackaging, Names, Stack, Stage, type CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ASSETS } from './assets';

/**
 * A prebuilt bundle with files laid beside it. Its hash is of the content, so it is the same on every machine.
 *
 * Not Code.fromAsset, whose bundling tells of each function at every synth, makes a folder for it twice, and has a bucket
 * imported for each, which loads the facts of all regions: 100 ms of a synth of ten resources.
 */
export class BundleCode extends lambda.Code {
  public readonly isInline = false;
  private path?: string;

  /**
   * @param bundle folder under the package's assets/
   * @param files by name
   * @throws Error where the bundle was not built
   */
  constructor(private readonly bundle: string, private readonly files: { readonly [name: string]: string }) {
    super();
    const folder = join(ASSETS, bundle);
    if (!existsSync(folder)) {
      throw new Error(`the bundle ${folder} is missing. In a checkout of this project run 'npm run bundle'; in an installed package, install it again.`);
    }
  }

  public bind(scope: Construct): lambda.CodeConfig {
    const stack = Stack.of(scope);
    const { assetOutdir, outdir } = Stage.of(scope)!;
    const hash = this.hash();
    const folder = join(assetOutdir, `asset.${hash}`);
    this.lay(folder);
    this.path = relative(outdir, folder);
    const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
      sourceHash: hash,
      fileName: this.path,
      deployTime: true,
      displayName: `${Names.stackRelativeConstructPath(scope)}/Code`,
    });
    return { s3Location: { bucketName, objectKey } };
  }

  /** Where the CLI asks for it, the template tells tools such as `sam local` where the code is. */
  public override bindToResource(resource: CfnResource, { resourceProperty = 'Code' }: lambda.ResourceBindOptions = {}) {
    if (!resource.node.tryGetContext(cx_api.ASSET_RESOURCE_METADATA_ENABLED_CONTEXT)) { return; }
    resource.addMetadata(cx_api.ASSET_RESOURCE_METADATA_PATH_KEY, this.path);
    resource.addMetadata(cx_api.ASSET_RESOURCE_METADATA_IS_BUNDLED_KEY, true);
    resource.addMetadata(cx_api.ASSET_RESOURCE_METADATA_PROPERTY_KEY, resourceProperty);
  }

  private hash(): string {
    const files = Object.keys(this.files).sort().map((name) => [name, this.files[name]]);
    return createHash('sha256').update(bundleOf(this.bundle).digest).update(JSON.stringify(files)).digest('hex');
  }

  private lay(folder: string) {
    const { names } = bundleOf(this.bundle);
    for (const path of new Set(names.map((name) => dirname(join(folder, name))))) { mkdirSync(path, { recursive: true }); }
    for (const name of names) {
      copyFileSync(join(ASSETS, this.bundle, name), join(folder, name));
    }
    for (const [name, content] of Object.entries(this.files)) { writeFileSync(join(folder, name), content); }
  }
}

interface Bundle {
  /** Files, in alphabetical order, by their path in the bundle. */
  readonly names: readonly string[];
  readonly digest: Buffer;
}

const bundles = new Map<string, Bundle>();

/** Read once: ten resources share it. */
function bundleOf(bundle: string): Bundle {
  const known = bundles.get(bundle);
  if (known) { return known; }
  const folder = join(ASSETS, bundle);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
  const hash = createHash('sha256');
  for (const name of names) {
    const content = readFileSync(join(folder, name));
    hash.update(`${name.split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  const read = { names, digest: hash.digest() };
  bundles.set(bundle, read);
  return read;
}
