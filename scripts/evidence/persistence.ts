import { ofType, readable, type Blueprint, type Resource } from './blueprint';
import { keep, keepJson, markdownTable } from './place';

/** lesson5/tables and lesson5/permissions: what is stored, and who may do what with it (D1, T1, I1). */
export function persistence(blueprint: Blueprint) {
  const tables = ofType(blueprint, 'AWS::DynamoDB::Table').map(({ path, properties }) => ({
    name: properties.TableName ?? path,
    path,
    keys: keysOf(properties),
    indexes: (properties.GlobalSecondaryIndexes ?? [])
      .map(({ IndexName, KeySchema }: any) => ({ name: IndexName, keys: keysOf({ ...properties, KeySchema }) })),
    billing: properties.BillingMode ?? 'PROVISIONED',
    encrypted: properties.SSESpecification?.SSEEnabled === true,
    pointInTimeRecovery: properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true,
    contributorInsights: properties.ContributorInsightsSpecification?.Enabled === true,
    deletionProtection: properties.DeletionProtectionEnabled === true,
    stream: properties.StreamSpecification?.StreamViewType ?? '',
  }));
  keepJson('lesson5/tables.json', tables);
  const yes = (value: boolean) => (value ? 'sí' : 'no');
  keep('lesson5/tables.md', ['# Tablas de DynamoDB, de la plantilla', '', markdownTable(
    ['Tabla', 'Claves', 'Índices', 'Facturación', 'SSE-KMS', 'PITR', 'Contributor Insights', 'Protegida'],
    tables.map((table) => [
      `\`${table.name}\``, table.keys.join(', '), table.indexes.map(({ name, keys }: any) => `${name} (${keys.join(', ')})`).join('; '), table.billing,
      yes(table.encrypted), yes(table.pointInTimeRecovery), yes(table.contributorInsights), yes(table.deletionProtection),
    ]),
  ), ''].join('\n'));
  const permissions = ofType(blueprint, 'AWS::Lambda::Function').map((fn) => ({ function: fn.properties.FunctionName ?? fn.path, statements: statementsOf(blueprint, fn) }));
  keepJson('lesson5/permissions.json', permissions);
  keep('lesson5/permissions.md', ['# Permisos de cada función, de la plantilla', '', ...permissions.flatMap(({ function: name, statements }) => [
    `## \`${name}\``, '', markdownTable(['Acciones', 'Recursos'], statements.map(({ actions, resources }) => [actions.join(', '), resources.join(', ')])), '',
  ])].join('\n'));
}

function keysOf({ KeySchema, AttributeDefinitions }: any): string[] {
  return KeySchema.map(({ AttributeName, KeyType }: any) => {
    const { AttributeType } = AttributeDefinitions.find((attribute: any) => attribute.AttributeName === AttributeName);
    return `${AttributeName} (${KeyType === 'HASH' ? 'partición' : 'orden'}, ${AttributeType})`;
  });
}

/** Of the policies of the function's role. */
function statementsOf(blueprint: Blueprint, { stack, properties }: Resource) {
  const [role] = properties.Role['Fn::GetAtt'];
  return ofType(blueprint, 'AWS::IAM::Policy')
    .filter((policy) => policy.stack === stack && (policy.properties.Roles ?? []).some((one: any) => one.Ref === role))
    .flatMap((policy) => policy.properties.PolicyDocument.Statement)
    .map(({ Action, Resource: on }: any) => ({ actions: [Action].flat() as string[], resources: [on].flat().map(readable) }));
}
