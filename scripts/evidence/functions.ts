import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ofType, type Blueprint, type Resource } from './blueprint';
import { csv, keep, keepJson, markdownTable } from './place';

/** lesson3/functions: each Lambda function as it is deployed (C1, O1, O3). */
export function functions(blueprint: Blueprint) {
  const rows = ofType(blueprint, 'AWS::Lambda::Function').map((resource) => {
    const { path, properties, metadata } = resource;
    return {
      name: properties.FunctionName ?? path,
      path,
      runtime: properties.Runtime,
      architecture: properties.Architectures?.[0] ?? 'x86_64',
      memoryMB: properties.MemorySize ?? 128,
      timeoutSeconds: properties.Timeout ?? 3,
      tracing: properties.TracingConfig?.Mode ?? 'PassThrough',
      logRetentionDays: retentionOf(blueprint, resource),
      codeBytes: codeBytes(join(blueprint.folder, metadata['aws:asset:path'])),
      layers: properties.Layers?.length ?? 0,
    };
  }).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  keepJson('lesson3/functions.json', rows);
  keep('lesson3/functions.csv', csv(Object.keys(rows[0]), rows.map((row) => Object.values(row))));
  keep('lesson3/functions.md', ['# Funciones Lambda, de la plantilla de CloudFormation', '', markdownTable(
    ['Función', 'Arquitectura', 'Memoria (MB)', 'Límite (s)', 'X-Ray', 'Retención de logs (días)', 'Código (bytes)'],
    rows.map((row) => [`\`${row.name}\``, row.architecture, row.memoryMB, row.timeoutSeconds, row.tracing, row.logRetentionDays, row.codeBytes]),
  ), ''].join('\n'));
}

function retentionOf(blueprint: Blueprint, { stack, properties }: Resource): number {
  const group = properties.LoggingConfig?.LogGroup?.Ref;
  const found = ofType(blueprint, 'AWS::Logs::LogGroup').find((one) => one.stack === stack && one.logicalId === group);
  return found?.properties.RetentionInDays ?? 0;
}

/** What is executed: without the licences beside it. */
function codeBytes(folder: string): number {
  return readdirSync(folder).filter((file) => !file.endsWith('.txt')).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
