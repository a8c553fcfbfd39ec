import { attachCustomSynthesis, aws_dynamodb as dynamodb, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { findLosses } from './manifest-changes';
import { describe } from '../private/fail';
import { useManifest, type ApiShape, type IndexShape, type TableShape } from '../private/manifest-file';

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
    const manifest = useManifest(scope, 'apis', file, 'no change of a table');
    if (manifest.kind === 'write') { attachCustomSynthesis(this, { onSynthesize: () => manifest.write(this.shape()) }); }
    if (manifest.kind === 'compare') {
      const losses = () => findLosses(manifest.old, this.shape());
      this.node.addValidation({ validate: () => losses().map((finding) => describe({ where: scope.node.path, ...finding })) });
    }
  }

  private shape(): ApiShape {
    const { sideTable, resources } = this.tables;
    const shape = (table: dynamodb.Table) => shapeOf(table, Stack.of(this));
    return { sideTable: shape(sideTable), resources: Object.fromEntries([...resources].map(([name, table]) => [name, shape(table)])) };
  }
}

/** Read from the template's own resource, so that what was changed behind the construct's back counts, too. */
function shapeOf(table: dynamodb.Table, own: Stack): TableShape {
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
    ...(stack !== own && { stack: stack.node.path }),
    ...(tableName !== undefined && { tableName: typeof tableName === 'string' ? tableName : JSON.stringify(tableName) }),
    keys: keysOf(keySchema),
    indexes: Object.fromEntries(indexes),
  };
}
