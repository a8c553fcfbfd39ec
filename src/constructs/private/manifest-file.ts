import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Annotations, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail } from './fail';
import { inOrder } from './in-order';

/** What of a table can't change in place. */
export interface TableShape {
  readonly logicalId: string;
  /** Path of its stack; none when it is the API's. */
  readonly stack?: string;
  /** None when CloudFormation makes it. */
  readonly tableName?: string;
  /** Each with its type: `id S`. */
  readonly keys: readonly string[];
  readonly indexes: { readonly [name: string]: IndexShape };
}

export interface IndexShape {
  readonly keys: readonly string[];
  /** What it has beside keys. */
  readonly projection: 'ALL' | readonly string[];
}

/** The tables of one API. */
export interface ApiShape {
  readonly sideTable: TableShape;
  readonly resources: { readonly [name: string]: TableShape };
}

/** What is replaced as soon as one of these changes. */
export interface NamedShape {
  readonly logicalId: string;
  /** None when CloudFormation makes it. */
  readonly name?: string;
}

/** The topic and queues of one pipeline. */
export interface PipelineShape {
  readonly ordering: string;
  readonly topic: NamedShape;
  /** By the names of their workers. */
  readonly queues: { readonly [worker: string]: NamedShape };
}

/** The file: the constructs that share it, by their paths. */
interface Manifest {
  readonly version: 1;
  readonly apis: { readonly [path: string]: ApiShape };
  readonly pipelines?: { readonly [path: string]: PipelineShape };
}

/** A part of the file. */
type Part = 'apis' | 'pipelines';
type Shape<P extends Part> = NonNullable<Manifest[P]>[string];

/** How the manifest is written: by any CDK app in any language. */
export const WRITE_MANIFEST = 'cdk synth -c serverless-inteligente:writeManifest=true';

const CONTEXT = 'serverless-inteligente:writeManifest';

/** What a construct does with its manifest in this synth. */
export type ManifestUse<P extends Part> =
  { readonly kind: 'write'; write(shape: Shape<P>): void } | { readonly kind: 'compare'; readonly old: Shape<P> } | { readonly kind: 'nothing' };

/**
 * Opens the manifest of a construct. Where it tells nothing of it, there is a warning that says what follows.
 * @param file path, from the folder in which the app runs
 * @param unguarded what is not compared then, such as `no change of a table`
 * @throws a synth error for a path, context or file that can't be
 */
export function useManifest<P extends Part>(scope: Construct, part: P, file: string, unguarded: string): ManifestUse<P> {
  const where = scope.node.path;
  if (Token.isUnresolved(file) || file.trim() === '') {
    fail({ where, what: 'manifest is no path of a file', ...(!Token.isUnresolved(file) && { given: file }), allowed: 'a path known at synth, such as manifest.json', fix: 'write the path itself' });
  }
  const path = resolve(file);
  if (isToWrite(scope)) { return { kind: 'write', write: (shape) => writeManifest(where, path, part, shape) }; }
  const manifest = readManifest(where, path);
  const shapes = manifest?.[part] as { readonly [path: string]: Shape<P> } | undefined;
  const old = shapes && Object.hasOwn(shapes, where) ? shapes[where] : undefined;
  if (old) { return { kind: 'compare', old }; }
  const missing = manifest ? `the manifest ${file} says nothing of ${where}` : `there is no manifest at ${file}`;
  Annotations.of(scope).addWarningV2(
    'serverless-inteligente:manifest',
    `${missing}, so that ${unguarded} is compared with what is deployed. Write it once it is deployed: ${WRITE_MANIFEST}`,
  );
  return { kind: 'nothing' };
}

function isToWrite({ node }: Construct): boolean {
  const given = node.tryGetContext(CONTEXT);
  if (given !== undefined && !['true', 'false'].includes(String(given))) {
    fail({ where: node.path, what: `the context ${CONTEXT} is not valid`, given, allowed: 'true or false', fix: WRITE_MANIFEST });
  }
  return String(given) === 'true';
}

const MEND = 'take it back from version control, or delete it and write it anew';

/**
 * @returns what the file holds; undefined when there is none
 * @throws a synth error for a file that is no manifest
 */
function readManifest(where: string, file: string): Manifest | undefined {
  if (!existsSync(file)) { return undefined; }
  const what = `the manifest ${file}`;
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    fail({ where, what: `${what} can't be read: ${(error as Error).message}`, allowed: 'a JSON file', fix: 'correct the path, or its permissions' });
  }
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    fail({ where, what: `${what} is no JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`, allowed: 'what this library wrote', fix: MEND });
  }
  const version = isObject(manifest) ? manifest.version : undefined;
  if (version !== 1) {
    fail({ where, what: `${what} is of another version`, given: version, allowed: '1', fix: `use the release of this library that wrote it, or ${MEND}` });
  }
  const { apis, pipelines = {} } = manifest as { apis?: unknown; pipelines?: unknown };
  const isWhole = isObject(apis) && Object.values(apis).every(isApiShape) && isObject(pipelines) && Object.values(pipelines).every(isPipelineShape);
  if (!isWhole) {
    fail({ where, what: `${what} has not the shape of a manifest`, allowed: 'what this library wrote', fix: MEND });
  }
  return manifest as unknown as Manifest;
}

/** Writes the construct's part, and leaves those of others as they are. */
function writeManifest<P extends Part>(where: string, file: string, part: P, shape: Shape<P>): void {
  const { apis = {}, pipelines = {} } = readManifest(where, file) ?? {};
  const parts = { apis, pipelines, [part]: { ...{ apis, pipelines }[part], [where]: shape } };
  const manifest: Manifest = {
    version: 1, apis: inOrder(parts.apis), ...(Object.keys(parts.pipelines).length > 0 && { pipelines: inOrder(parts.pipelines) }),
  };
  try {
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  } catch (error) {
    fail({ where, what: `the manifest ${file} can't be written: ${(error as Error).message}`, allowed: 'a file in a folder that exists', fix: 'make the folder, or correct the path' });
  }
}

function isApiShape(value: unknown): boolean {
  return isObject(value) && isTableShape(value.sideTable) && isObject(value.resources) && Object.values(value.resources).every(isTableShape);
}

function isTableShape(value: unknown): boolean {
  return isObject(value) && typeof value.logicalId === 'string' && isTextOrNone(value.stack) && isTextOrNone(value.tableName)
    && isTexts(value.keys) && isObject(value.indexes)
    && Object.values(value.indexes).every((index) => isObject(index) && isTexts(index.keys) && (index.projection === 'ALL' || isTexts(index.projection)));
}

function isPipelineShape(value: unknown): boolean {
  return isObject(value) && typeof value.ordering === 'string' && isNamedShape(value.topic)
    && isObject(value.queues) && Object.values(value.queues).every(isNamedShape);
}

function isNamedShape(value: unknown): boolean {
  return isObject(value) && typeof value.logicalId === 'string' && isTextOrNone(value.name);
}

function isObject(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrNone(value: unknown): boolean {
  return ['string', 'undefined'].includes(typeof value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
