import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_dynamodb as dynamodb, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ServerlessCrudApi, type CrudIndex, type CrudResourceProps, type ICrudResource } from '../../../src';

const SCHEMA = {
  type: 'object',
  properties: { ...Object.fromEntries(['status', 'team', 'reporter', 'title'].map((name) => [name, { type: 'string' }])), points: { type: 'number' } },
};
const WRITE = 'serverless-inteligente:writeManifest';

let folder: string;
let manifest: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  manifest = join(folder, 'tables.json');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

type Resources = { readonly [name: string]: Partial<CrudResourceProps> };
interface Options {
  readonly context?: { [key: string]: unknown };
  readonly stack?: string;
  readonly api?: string;
  /** Changes behind the construct's back. */
  readonly change?: (resource: ICrudResource) => void;
}

function appOf(resources: Resources, { context = {}, stack: stackId = 'Shop', api: apiId = 'Api', change }: Options = {}): Stack {
  const stack = new Stack(new App({ context }), stackId);
  const api = new ServerlessCrudApi(stack, apiId, { manifest });
  for (const [name, props] of Object.entries(resources)) {
    const resource = api.addResource(name, { schema: SCHEMA, ...props });
    change?.(resource);
  }
  return stack;
}
const synth = (stack: Stack) => { (stack.node.root as App).synth(); };
const write = (resources: Resources, options: Options = {}) => synth(appOf(resources, { ...options, context: { [WRITE]: 'true' } }));
const check = (resources: Resources, options: Options = {}) => () => synth(appOf(resources, options));
const indexed = (...indexes: CrudIndex[]): Resources => ({ tickets: { indexes } });
const written = () => JSON.parse(readFileSync(manifest, 'utf8'));

describe('the manifest', () => {
  test('is written by a synth that is told to, and holds what a change could destroy', () => {
    write({ tickets: { tableName: 'ticket-dydb', indexes: [{ partitionKey: 'status', shards: 2, projectedAttributes: [] }] }, orders: { partitionKey: 'orderId', sortKey: 'createdAt' } });
    expect(written()).toEqual({
      version: 1,
      apis: {
        'Shop/Api': {
          sideTable: { logicalId: expect.stringMatching(/^ApiSideTable/), keys: ['key S'], indexes: {} },
          resources: {
            orders: { logicalId: expect.stringMatching(/^ApiordersTable/), keys: ['orderId S', 'createdAt S'], indexes: {} },
            tickets: {
              logicalId: expect.stringMatching(/^ApiticketsTable/),
              tableName: 'ticket-dydb',
              keys: ['id S'],
              indexes: { 'status-index': { keys: ['$status-index S', 'createdAt S'], projection: ['status', 'updatedAt', 'version'] } },
            },
          },
        },
      },
    });
    expect(readFileSync(manifest, 'utf8')).toMatch(/^\{\n {2}"version": 1,[^]*\}\n$/);
  });

  test('tells of the table of users as of any other', () => {
    const stack = new Stack(new App({ context: { [WRITE]: true } }), 'Shop');
    new ServerlessCrudApi(stack, 'Api', { manifest }).addUsers('users');
    synth(stack);
    expect(written().apis['Shop/Api'].resources.users.logicalId).toMatch(/^ApiusersTable/);
  });

  test('is the same text at each writing, and in whatever order resources are added', () => {
    write({ tickets: {}, orders: {} });
    const first = readFileSync(manifest, 'utf8');
    write({ orders: {}, tickets: {} });
    expect(readFileSync(manifest, 'utf8')).toBe(first);
  });

  test('is shared by the APIs of an app, each of which writes its own part', () => {
    write({ tickets: {} });
    write({ orders: {} }, { stack: 'Other' });
    expect(Object.keys(written().apis)).toEqual(['Other/Api', 'Shop/Api']);
    expect(check({ tickets: {} })).not.toThrow();
  });

  test('is not written otherwise, and no file is looked for without the prop', () => {
    check({ tickets: {} })();
    expect(existsSync(manifest)).toBe(false);
    const stack = new Stack(new App(), 'Shop');
    new ServerlessCrudApi(stack, 'Api').addResource('tickets', { schema: SCHEMA });
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  test('that is missing is a warning, which says how to write it', () => {
    const stack = appOf({ tickets: {} });
    expect(Annotations.fromStack(stack).findWarning('/Shop/Api', Match.stringLikeRegexp(`there is no manifest at ${manifest}.*cdk synth -c serverless-inteligente:writeManifest=true`)).length).toBe(1);
    expect(() => synth(stack)).not.toThrow();
  });

  test('that does not know the API yet is a warning, too', () => {
    write({ tickets: {} });
    const stack = appOf({ tickets: {} }, { stack: 'Other' });
    expect(Annotations.fromStack(stack).findWarning('/Other/Api', Match.stringLikeRegexp('says nothing of Other/Api')).length).toBe(1);
  });
});

describe('what changes nothing of value passes', () => {
  beforeEach(() => { write({ tickets: { indexes: [{ partitionKey: 'status' }] } }); });

  test.each<[string, Resources]>([
    ['the same', indexed({ partitionKey: 'status' })],
    ['one index more', indexed({ partitionKey: 'status' }, { partitionKey: 'team' })],
    ['one index less', indexed()],
    ['a resource more, with as many indexes as it likes', { ...indexed({ partitionKey: 'status' }), orders: { indexes: [{ partitionKey: 'team' }, { partitionKey: 'status' }] } }],
    ['indexes in another order, filters and rules', { tickets: { indexes: [{ partitionKey: 'status', filters: ['team'] }], immutable: ['title'] } }],
  ])('%s', (_name, resources) => {
    expect(check(resources)).not.toThrow();
  });

  test('whatever it is, where the manifest is written anew', () => {
    write({ orders: {} });
    expect(Object.keys(written().apis['Shop/Api'].resources)).toEqual(['orders']);
    expect(check({ orders: {} })).not.toThrow();
  });
});

describe('what would destroy data fails the synth with the old, the new and the way in two steps', () => {
  const TWO_STEPS = /Fix: .*(add|deploy).*then.*/;
  const before: Resources = { tickets: { tableName: 'tickets-1', indexes: [{ partitionKey: 'status' }, { partitionKey: 'team' }] } };
  const changed = (props: Partial<CrudResourceProps>): Resources => ({ tickets: { ...before.tickets, ...props } });
  beforeEach(() => { write(before); });

  test.each<[string, Resources, RegExp]>([
    ['another table name', changed({ tableName: 'tickets-2' }), /the table of 'tickets' would be replaced: its name was tickets-1 and would be tickets-2\./],
    ['no table name any more', changed({ tableName: undefined }), /its name was tickets-1 and would be made by CloudFormation\./],
    ['another key', changed({ partitionKey: 'ticketId' }), /its keys were id S and would be ticketId S\./],
    ['a sort key', changed({ sortKey: 'createdAt' }), /its keys were id S and would be id S, createdAt S\./],
    ['a resource less', {}, /the table of 'tickets', ApiticketsTable\w+, would leave the stack/],
    ['a resource renamed', { tasks: before.tickets }, /the table of 'tickets', ApiticketsTable\w+, would leave the stack/],
    ['two indexes more', changed({ indexes: [...before.tickets.indexes!, { partitionKey: 'reporter' }, { partitionKey: 'title' }] }), /2 changes of indexes .*: reporter-index added, title-index added\./],
    ['two indexes less', changed({ indexes: [] }), /2 changes of indexes .*: status-index removed, team-index removed\./],
    ['an index in the place of another', changed({ indexes: [{ partitionKey: 'status' }, { partitionKey: 'reporter' }] }), /reporter-index added, team-index removed\./],
    ['an index of another order, which is two changes', changed({ indexes: [{ partitionKey: 'status' }, { partitionKey: 'team', sortKey: 'points' }] }), /2 changes of indexes .*: team-index altered from team S, createdAt S with ALL to team S, points N with ALL\. .*Fix: .*under another name/],
    ['an index that shows less', changed({ indexes: [{ partitionKey: 'status', projectedAttributes: ['title'] }, { partitionKey: 'team' }] }), /status-index altered from .* with ALL to .* with title, updatedAt, version\./],
    ['an index that is spread', changed({ indexes: [{ partitionKey: 'status', shards: 3 }, { partitionKey: 'team' }] }), /altered from status S, createdAt S with ALL to \$status-index S/],
  ])('fails on %s', (_name, resources, message) => {
    expect(check(resources)).toThrow(message);
    expect(check(resources)).toThrow(TWO_STEPS);
  });

  test('fails on another logical id of a table', () => {
    const change = ({ table }: ICrudResource) => { (table.node.defaultChild as dynamodb.CfnTable).overrideLogicalId('Renamed'); };
    expect(check(before, { change })).toThrow(/its logical id was ApiticketsTable\w+ and would be Renamed\./);
  });

  test('fails on each table at fault at once', () => {
    write({ tickets: {}, orders: {} });
    expect(check({ tickets: { partitionKey: 'a' }, orders: { partitionKey: 'b' } })).toThrow(/'orders' would be replaced[^]*'tickets' would be replaced|'tickets' would be replaced[^]*'orders' would be replaced/);
  });

  test('fails where the side table would be replaced', () => {
    const manifested = written();
    manifested.apis['Shop/Api'].sideTable.logicalId = 'Another';
    writeFileSync(manifest, JSON.stringify(manifested));
    expect(check(before)).toThrow(/the side table would be replaced: its logical id was Another and would be ApiSideTable/);
  });
});

describe('a manifest that can\'t be read fails the synth with what is wrong and how to mend it', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{ "version": 1,', /is no JSON/],
    ['a merge conflict', '<<<<<<< HEAD\n{}', /is no JSON/],
    ['another version', '{ "version": 2, "apis": {} }', /is of another version, got 2/],
    ['a list', '[]', /is of another version/],
    ['no APIs', '{ "version": 1 }', /has not the shape of a manifest/],
    ['an API without tables', '{ "version": 1, "apis": { "Shop/Api": {} } }', /has not the shape of a manifest/],
    ['a table without keys', '{ "version": 1, "apis": { "Shop/Api": { "sideTable": { "logicalId": "a", "keys": [], "indexes": {} }, "resources": { "tickets": { "logicalId": "b" } } } } }', /has not the shape/],
  ])('fails on %s', (_name, text, message) => {
    writeFileSync(manifest, text);
    expect(check({ tickets: {} })).toThrow(message);
    expect(check({ tickets: {} })).toThrow(/^Shop\/Api: .*Allowed: .*Fix: .*/);
    expect(() => write({ tickets: {} })).toThrow(message);
  });

  test('fails on a folder', () => {
    mkdirSync(manifest);
    expect(check({ tickets: {} })).toThrow(/can't be read: EISDIR/);
  });

  test('fails on a folder that is not there, where it is to be written', () => {
    manifest = join(folder, 'none', 'tables.json');
    expect(() => write({ tickets: {} })).toThrow(/can't be written: ENOENT.*Fix: /);
  });

  test.each<[string, () => string]>([['an empty path', () => ''], ['a path known only at deployment', () => Lazy.string({ produce: () => 'late' })]])('fails on %s', (_name, path) => {
    manifest = path();
    expect(check({ tickets: {} })).toThrow(/manifest is no path of a file/);
  });

  test('fails where the context says neither true nor false', () => {
    expect(check({ tickets: {} }, { context: { [WRITE]: 'yes' } })).toThrow(/the context serverless-inteligente:writeManifest is not valid, got "yes"\. Allowed: true or false/);
    expect(check({ tickets: {} }, { context: { [WRITE]: 'false' } })).not.toThrow();
    expect(existsSync(manifest)).toBe(false);
  });
});
