import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { LAMBDA } from './shipped';
import { CommerceStack } from '../../examples/reference-system/stacks/commerce-stack';
import { TicketsStack } from '../../examples/reference-system/stacks/tickets-stack';
import { ServerlessCrudApi } from '../../src';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { loadBundle, type Handler } from '../support/shipped-bundle';

/** The handlers of the reference system as the synth lays them out, each by its function's name, in front of its tables. */
export interface ReferenceSystem {
  readonly tables: DynamoDbStub;
  readonly handlers: { readonly [functionName: string]: Handler };
}

const NOTES = 'notes_crud';

/** What the reference system has no need of: a unique value, an object, a number, a text without end. */
function addNotes(app: App) {
  new ServerlessCrudApi(new Stack(app, 'Notes'), 'Api').addResource('notes', {
    schema: { type: 'object', properties: { handle: { type: 'string' }, text: { type: 'string' }, size: { type: 'number' }, details: { type: 'object' } } },
    unique: ['handle'],
    functionName: NOTES,
  });
}

/**
 * Synthesises it and loads what ships.
 * @param outdir gets the cloud assembly
 * @param endpoints more of the environment: where services are that are no tables
 */
export async function shipReferenceSystem(outdir: string, endpoints: { readonly [name: string]: string }, hookArn: string): Promise<ReferenceSystem> {
  const app = new App({ outdir });
  const tickets = new TicketsStack(app, 'Tickets', {});
  new CommerceStack(app, 'Commerce', { userPool: tickets.api.userPool, userPoolClient: tickets.api.userPoolClient });
  addNotes(app);
  app.synth();

  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json')).map((file) => JSON.parse(readFileSync(join(outdir, file), 'utf8')));
  const tables = new DynamoDbStub('none', 'none');
  const handlers: { [functionName: string]: Handler } = {};
  const AWS_ENDPOINT_URL_DYNAMODB = await tables.listen();
  for (const { Resources } of templates) {
    const nameOf = (logicalId: string): string => Resources[logicalId].Properties.TableName ?? logicalId;
    for (const [logicalId, { Type, Properties }] of Object.entries<any>(Resources)) {
      if (Type === 'AWS::DynamoDB::Table') {
        addTable(tables, nameOf(logicalId), Properties);
      } else if (Type === 'AWS::Lambda::Function' && /^(ticket-lambda|(products|orders|notes)_crud)$/.test(Properties.FunctionName)) {
        const env = Object.fromEntries(Object.entries<any>(Properties.Environment.Variables).map(([name, value]) => [
          name, typeof value === 'string' ? value : value.Ref !== undefined ? nameOf(value.Ref) : hookArn,
        ]));
        const folder = join(outdir, `asset.${Properties.Code.S3Key.replace(/\.zip$/, '')}`);
        handlers[Properties.FunctionName] = loadBundle(join(folder, 'index.js'), { ...LAMBDA, ...env, ...endpoints, AWS_ENDPOINT_URL_DYNAMODB });
      }
    }
  }
  return { tables, handlers };
}

function addTable(tables: DynamoDbStub, name: string, { KeySchema, GlobalSecondaryIndexes = [] }: any) {
  const keysOf = (schema: any[]) => ['HASH', 'RANGE'].map((kind) => schema.find(({ KeyType }) => KeyType === kind)?.AttributeName);
  const [partitionKey, sortKey] = keysOf(KeySchema);
  const table = tables.add(name, partitionKey, sortKey);
  for (const { IndexName, KeySchema: keys, Projection: { ProjectionType, NonKeyAttributes } } of GlobalSecondaryIndexes) {
    const [hash, range] = keysOf(keys);
    table.indexes[IndexName] = { partitionKey: hash, sortKey: range, ...(ProjectionType !== 'ALL' && { projected: NonKeyAttributes ?? [] }) };
  }
}
