import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isObject } from './item-shape';
import { fail } from '../private/fail';
import { inOrder } from '../private/in-order';

/** What of a table can't change in place. */
export interface TableShape {
  readonly logicalId: string;
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

/** The file: the APIs that share it, by the paths of their constructs. */
interface Manifest {
  readonly version: 1;
  readonly apis: { readonly [path: string]: ApiShape };
}

const MEND = 'take it back from version control, or delete it and write it anew';

/**
 * @returns what the file holds; undefined when there is none
 * @throws a synth error for a file that is no manifest
 */
export function readManifest(where: string, file: string): Manifest | undefined {
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
  const { apis } = manifest as { apis?: unknown };
  if (!isObject(apis) || !Object.values(apis).every(isApiShape)) {
    fail({ where, what: `${what} has not the shape of a manifest`, allowed: 'what this library wrote', fix: MEND });
  }
  return manifest as unknown as Manifest;
}

/** Writes the API's part, and leaves those of others as they are. */
export function writeManifest(where: string, file: string, shape: ApiShape): void {
  const apis = { ...readManifest(where, file)?.apis, [where]: shape };
  const manifest: Manifest = { version: 1, apis: inOrder(apis) };
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
  return isObject(value) && typeof value.logicalId === 'string' && ['string', 'undefined'].includes(typeof value.tableName)
    && isTexts(value.keys) && isObject(value.indexes)
    && Object.values(value.indexes).every((index) => isObject(index) && isTexts(index.keys) && (index.projection === 'ALL' || isTexts(index.projection)));
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
