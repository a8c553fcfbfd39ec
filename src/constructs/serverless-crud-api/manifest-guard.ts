import { resolve } from 'node:path';
import { Annotations, attachCustomSynthesis, aws_dynamodb as dynamodb, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { findLosses, WRITE_MANIFEST } from './manifest-changes';
import { readManifest, writeManifest, type ApiShape, type IndexShape, type TableShape } from './manifest-file';
import { describe, fail } from '../private/fail';

const CONTEXT = 'serverless-inteligente:writeManifest';

/** The tables of an API as they now are. */
export interface GuardedTables {
  readonly sideTable: dynamodb.Table;
  readonly resources: ReadonlyMap<string, dynamodb.Table>;
}

/**
 * Compares the tables of an API with a manifest, which tells what is deployed: synth alone can't see it. Writes it instead
 * where the context says so.
 */
export class ManifestGuard extends Construct {
  /** @param file path, from the folder in which the app runs */
  constructor(scope: Construct, id: string, file: string, private readonly tables: GuardedTables) {
    super(scope, id);
    const where = scope.node.path;
    if (Token.isUnresolved(file) || file.trim() === '') {
      fail({ where, what: 'manifest is no path of a file', ...(!Token.isUnresolved(file) && { given: file }), allowed: 'a path known at synth, such as manifest.json', fix: 'write the path itself' });
    }
    const path = resolve(file);
    if (this.isToWrite(where)) {
      attachCustomSynthesis(this, { onSynthesize: () => writeManifest(where, path, this.shape()) });
      return;
    }
    const manifest = readManifest(where, path);
    const old = manifest && Object.hasOwn(manifest.apis, where) ? manifest.apis[where] : undefined;
    if (!old) {
      const missing = manifest ? `the manifest ${file} says nothing of ${where}` : `there is no manifest at ${file}`;
      Annotations.of(scope).addWarningV2(
        'serverless-inteligente:manifest',
        `${missing}, so that no change of a table is compared with what is deployed. Write it once it is deployed: ${WRITE_MANIFEST}`,
      );
      return;
    }
    this.node.addValidation({ validate: () => findLosses(old, this.shape()).map((finding) => describe({ where, ...finding })) });
  }

  private isToWrite(where: string): boolean {
    const given = this.node.tryGetContext(CONTEXT);
    if (given !== undefined && !['true', 'false'].includes(String(given))) {
      fail({ where, what: `the context ${CONTEXT} is not valid`, given, allowed: 'true or false', fix: WRITE_MANIFEST });
    }
    return String(given) === 'true';
  }

  private shape(): ApiShape {
    const { sideTable, resources } = this.tables;
    return { sideTable: shapeOf(sideTable), resources: Object.fromEntries([...resources].map(([name, table]) => [name, shapeOf(table)])) };
  }
}

/** Read from the template's own resource, so that what was changed behind the construct's back counts, too. */
function shapeOf(table: dynamodb.Table): TableShape {
  const resource = table.node.defaultChild as dynamodb.CfnTable;
  const stack = Stack.of(table);
  const { tableName, keySchema, attributeDefinitions, globalSecondaryIndexes = [] } = stack.resolve({
    tableName: resource.tableName,
    keySchema: resource.keySchema,
    attributeDefinitions: resource.attributeDefinitions,
    globalSecondaryIndexes: resource.globalSecondaryIndexes,
  }) as Pick<dynamodb.CfnTableProps, 'tableName'> & {
    readonly keySchema: dynamodb.CfnTable.KeySchemaProperty[];
    readonly attributeDefinitions: dynamodb.CfnTable.AttributeDefinitionProperty[];
    readonly globalSecondaryIndexes?: (Omit<dynamodb.CfnTable.GlobalSecondaryIndexProperty, 'projection' | 'keySchema'> & {
      readonly keySchema: dynamodb.CfnTable.KeySchemaProperty[];
      readonly projection: dynamodb.CfnTable.ProjectionProperty;
    })[];
  };
  const types = new Map(attributeDefinitions.map(({ attributeName, attributeType }) => [attributeName, attributeType]));
  const keysOf = (keys: dynamodb.CfnTable.KeySchemaProperty[]) => keys.map(({ attributeName }) => `${attributeName} ${types.get(attributeName)}`);
  const indexes = globalSecondaryIndexes.map(({ indexName, keySchema: keys, projection }): [string, IndexShape] => [
    indexName,
    { keys: keysOf(keys), projection: projection.projectionType === 'ALL' ? 'ALL' : [...projection.nonKeyAttributes ?? []].sort() },
  ]);
  return {
    logicalId: String(stack.resolve(resource.logicalId)),
    ...(tableName !== undefined && { tableName: typeof tableName === 'string' ? tableName : JSON.stringify(tableName) }),
    keys: keysOf(keySchema),
    indexes: Object.fromEntries(indexes),
  };
}
