import type { ResourceDefinition } from '../../../contract/serverless-crud-api';
import type { Schema } from '../validators-module';

/** A route of the user's own, below a resource. */
export interface DocumentedAction {
  readonly name: string;
  /** In capitals. */
  readonly method: string;
  /** True below an item's path, false below the collection's. */
  readonly onItem: boolean;
}

/** All that the document says of one resource. */
export interface DocumentedResource {
  readonly definition: ResourceDefinition;
  /** One item: every declared property, unknown ones refused. */
  readonly schema: Schema;
  /** Source of the module that its handler validates by. */
  readonly validators: string;
  /** True when a function may refuse a write, or change it. */
  readonly hooked: boolean;
  readonly actions: readonly DocumentedAction[];
}

/** Paths that no resource declares: those of another construct of this library. */
export interface DocumentedPaths {
  readonly tag: string;
  readonly description: string;
  readonly paths: { readonly [path: string]: PathItem };
  readonly schemas: Members;
}

/** All that the document says of the API. */
export interface DocumentOptions {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** In the order declared. */
  readonly resources: readonly DocumentedResource[];
  readonly others: readonly DocumentedPaths[];
  /** True when the document itself is served without a token. */
  readonly publicDocument: boolean;
}

/** Members of an OpenAPI object. */
export interface Members { readonly [name: string]: unknown }

/** The methods of one path. */
export interface PathItem { readonly [method: string]: Members }

/** An OpenAPI 3.1 document: https://spec.openapis.org/oas/v3.1.1 */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Members;
  readonly servers: readonly Members[];
  readonly security: readonly Members[];
  readonly tags: readonly Members[];
  readonly paths: { readonly [path: string]: PathItem };
  readonly components: { readonly [kind: string]: Members };
}

/** A schema by its name in the document. */
export function schemaRef(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
