import { App, aws_cognito as cognito, aws_lambda as lambda, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Access, CrudOperation, type CrudResourceProps } from '../../../src';
import { defineResource } from '../../../src/constructs/serverless-crud-api/resource-definition';
import { compileResource } from '../../../src/constructs/serverless-crud-api/resource-schema';
import { loadValidators } from '../../support/validators';

const SCHEMA = {
  type: 'object',
  required: ['title', 'status'],
  properties: {
    title: { type: 'string', maxLength: 200 },
    status: { enum: ['OPEN', 'IN_PROGRESS', 'CLOSED'], default: 'OPEN' },
    priority: { type: 'integer' },
    urgent: { type: 'boolean' },
    points: { type: 'number', readOnly: true },
    secret: { type: 'string', writeOnly: true },
    team: { $ref: '#/$defs/team' },
    note: { type: ['string', 'null'] },
    tags: { type: 'array', items: { type: 'string' } },
    contact: { type: 'object', properties: { email: { type: 'string' } } },
  },
  $defs: { team: { type: 'string', minLength: 2 } },
};

/** What CloudFormation alone knows, as a name that it makes. */
const LATER = Lazy.string({ produce: () => 'later' });

const HOOK = lambda.Function.fromFunctionArn(new Stack(new App(), 'Hooks'), 'Hook', 'arn:aws:lambda:eu-west-1:111111111111:function:hook');

type Props = Partial<CrudResourceProps>;
const define = (props: Props = {}) => defineResource('Api/tickets', 'tickets', { schema: SCHEMA, ...props });
const definitionOf = (props: Props = {}) => compileResource(define(props)).definition;
const validatorsOf = (props: Props = {}) => loadValidators(compileResource(define(props)));

describe('access', () => {
  test('is every user\'s unless told otherwise', () => {
    const { operations, access } = definitionOf();
    expect(operations).toEqual(['create', 'list', 'read', 'replace', 'patch', 'delete']);
    expect(access).toEqual(Object.fromEntries(operations.map((operation) => [operation, { authenticated: true }])));
  });

  test('is the owner\'s where items have one', () => {
    const { access, readOnly, immutable, properties } = definitionOf({ ownerAttribute: 'reporter', indexes: [{ partitionKey: 'reporter' }] });
    expect(Object.values(access)).toEqual(Array(6).fill({ owner: true }));
    expect([readOnly, immutable]).toEqual([['points', 'reporter'], ['reporter']]);
    expect(properties).toContain('reporter');
  });

  test('is given by operation, else by default', () => {
    const { access } = definitionOf({
      ownerAttribute: 'reporter',
      access: { default: Access.groups('admin'), list: Access.authenticated(), read: Access.public(), patch: Access.owner().or(Access.groups('admin', 'staff')) },
    });
    expect(access).toEqual({
      create: { groups: ['admin'] },
      list: { authenticated: true },
      read: { public: true },
      replace: { groups: ['admin'] },
      patch: { owner: true, groups: ['admin', 'staff'] },
      delete: { groups: ['admin'] },
    });
  });

  test.each<[string, Access, object]>([
    ['groups join', Access.groups('a').or(Access.groups('b', 'a')), { groups: ['a', 'b'] }],
    ['every user covers owners and groups', Access.owner().or(Access.groups('a')).or(Access.authenticated()), { authenticated: true }],
    ['anybody covers every user', Access.authenticated().or(Access.public()), { public: true }],
    ['a rule or itself is itself', Access.owner().or(Access.owner()), { owner: true }],
  ])('%s', (_name, access, rule) => {
    expect(access._rule).toEqual(rule);
  });

  test('combined leaves its parts as they were', () => {
    const owner = Access.owner();
    owner.or(Access.groups('admin'));
    expect(owner._rule).toEqual({ owner: true });
  });
});

describe('what is declared reaches the handler', () => {
  test('operations, in one order whatever order they were named in', () => {
    expect(definitionOf({ operations: [CrudOperation.READ, CrudOperation.CREATE] }).operations).toEqual(['create', 'read']);
  });

  test('restore comes with restorableFor', () => {
    const { operations, restorableForSeconds } = definitionOf({ restorableFor: Duration.days(7) });
    expect(operations).toEqual(['create', 'list', 'read', 'replace', 'patch', 'delete', 'restore']);
    expect(restorableForSeconds).toBe(604_800);
  });

  test('times in seconds', () => {
    expect(definitionOf({ expireAfter: Duration.hours(1), idempotencyKeyTtl: Duration.minutes(1), cacheTtl: Duration.minutes(5) }))
      .toMatchObject({ expireAfterSeconds: 3600, idempotencyKeySeconds: 60, cacheSeconds: 300 });
    expect(definitionOf()).toMatchObject({ idempotencyKeySeconds: 86_400 });
    for (const name of ['expireAfterSeconds', 'restorableForSeconds', 'cacheSeconds', 'sortKey', 'ownerAttribute', 'transitions']) {
      expect(definitionOf()).not.toHaveProperty(name);
    }
  });

  test('that changes are read by others, so that each write leaves with its item which request made it', () => {
    expect(definitionOf({ changeStream: true }).tracesWrites).toBe(true);
    expect(definitionOf()).not.toHaveProperty('tracesWrites');
  });

  test('the sort key of the table', () => {
    expect(definitionOf({ sortKey: 'createdAt' }).sortKey).toBe('createdAt');
  });

  test('indexes with their defaults, and how their parameters are read', () => {
    const { indexes, queryTypes } = definitionOf({
      indexes: [
        { partitionKey: 'status', shards: 4, filters: ['urgent', 'team'] },
        { partitionKey: 'team', name: 'by-team', sortKey: 'priority', projectedAttributes: ['title'] },
      ],
    });
    expect(indexes).toEqual([
      { name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: ['urgent', 'team'], shards: 4 },
      { name: 'by-team', partitionKey: 'team', sortKey: 'priority', filters: [], shards: 1, projected: ['createdAt', 'id', 'priority', 'team', 'title', 'updatedAt', 'version'] },
    ]);
    expect(queryTypes).toEqual({ priority: 'number', status: 'string', team: 'string', urgent: 'boolean' });
  });

  test('an index that projects shows the owner and the filters as well', () => {
    const { indexes: [index] } = definitionOf({ ownerAttribute: 'reporter', indexes: [{ partitionKey: 'reporter', filters: ['status'], projectedAttributes: [] }] });
    expect(index.projected).toEqual(['createdAt', 'id', 'reporter', 'status', 'updatedAt', 'version']);
  });

  test('transitions: staying is no transition, a state that is not named is final, any state may be the first', () => {
    expect(definitionOf({ transitions: { attribute: 'status', next: { OPEN: ['IN_PROGRESS', 'OPEN'], IN_PROGRESS: ['CLOSED', 'OPEN'] } } }).transitions).toEqual({
      attribute: 'status',
      initial: ['OPEN', 'IN_PROGRESS', 'CLOSED'],
      next: { OPEN: ['IN_PROGRESS'], IN_PROGRESS: ['CLOSED', 'OPEN'], CLOSED: [] },
    });
    expect(definitionOf({ transitions: { attribute: 'status', next: {}, initial: ['OPEN'] } }).transitions?.initial).toEqual(['OPEN']);
  });

  test('ways that are reserved for groups, of any state or of some', () => {
    const reserved = [{ to: ['CLOSED', 'CLOSED'], groups: ['admins', 'admins'] }, { from: ['CLOSED'], to: ['OPEN'], groups: ['night-watch'] }];
    expect(definitionOf({ transitions: { attribute: 'status', next: { OPEN: ['CLOSED'], CLOSED: ['OPEN'] }, reserved } }).transitions?.reserved).toEqual([
      { to: ['CLOSED'], groups: ['admins'] }, { from: ['CLOSED'], to: ['OPEN'], groups: ['night-watch'] },
    ]);
    expect(definitionOf({ transitions: { attribute: 'status', next: {} } }).transitions).not.toHaveProperty('reserved');
  });

  test('unique and immutable properties, what a hook sets among them', () => {
    expect(definitionOf({ unique: ['title', 'priority'], immutable: ['title'] })).toMatchObject({ unique: ['priority', 'title'], immutable: ['title'] });
    expect(definitionOf({ unique: ['points'], beforeWrite: HOOK }).unique).toEqual(['points']);
    expect(definitionOf({ ownerAttribute: 'reporter', unique: ['reporter'], access: { list: Access.authenticated() } }).unique).toEqual(['reporter']);
  });

  test('is the same whatever the order of a map\'s keys', () => {
    const next = { OPEN: ['CLOSED'], CLOSED: ['OPEN'] };
    const shuffled = Object.fromEntries(Object.entries(next).reverse());
    expect(JSON.stringify(definitionOf({ transitions: { attribute: 'status', next } }))).toBe(JSON.stringify(definitionOf({ transitions: { attribute: 'status', next: shuffled } })));
  });
});

describe('the key of an index', () => {
  test('takes no empty string and none longer than DynamoDB takes, so that neither is a 500', () => {
    const { item, patch } = validatorsOf({ indexes: [{ partitionKey: 'title', sortKey: 'team' }] });
    expect(item({ title: '', status: 'OPEN' })).toBe(false);
    expect(item({ title: 'x', status: 'OPEN', team: 'y'.repeat(257) })).toBe(false);
    expect(patch({ title: '' })).toBe(false);
    expect(item({ title: 'x', status: 'OPEN', team: 'y'.repeat(256) })).toBe(true);
  });

  test('keeps bounds of its own that are tighter', () => {
    const { item } = validatorsOf({ indexes: [{ partitionKey: 'title', sortKey: 'team' }] });
    expect(item({ title: 'x'.repeat(201), status: 'OPEN' })).toBe(false);
    expect(item({ title: 'x', status: 'OPEN', team: 'y' })).toBe(false);
  });

  test('leaves the strings of other properties as they are', () => {
    expect(validatorsOf({ indexes: [{ partitionKey: 'team' }] }).item({ title: '', status: 'OPEN' })).toBe(true);
  });
});

describe('mistakes fail the synth with what, the value, what is allowed and the fix', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);
  const wide = (count: number) => ({ type: 'object', properties: Object.fromEntries(many(count).map((name) => [name, { type: 'string' }])) });
  const transitions = (change: object = {}) => ({ transitions: { attribute: 'status', next: { OPEN: ['CLOSED'] }, ...change } });

  test.each<[string, Props, RegExp]>([
    ['an index on what is not declared', { indexes: [{ partitionKey: 'colour' }] }, /index 'colour-index' has the partitionKey 'colour', which the schema doesn't declare\. Allowed: points, priority, status, /],
    ['an index on what is never shown', { indexes: [{ partitionKey: 'secret' }] }, /'secret', which is writeOnly\. Allowed: /],
    ['an index on a list', { indexes: [{ partitionKey: 'tags' }] }, /'tags', which is no single string, number, integer or boolean/],
    ['an index on what may be null', { indexes: [{ partitionKey: 'note' }] }, /'note', which is no single string/],
    ['an index on an object', { indexes: [{ partitionKey: 'contact' }] }, /'contact', which is no single string/],
    ['an index on a boolean', { indexes: [{ partitionKey: 'urgent' }] }, /has a boolean for its partition key, got "urgent"\. Allowed: .*shards/],
    ['an index name with a space', { indexes: [{ partitionKey: 'team', name: 'my index' }] }, /name of an index.*got "my index"/],
    ['an index twice', { indexes: [{ partitionKey: 'team' }, { partitionKey: 'team', sortKey: 'priority' }] }, /two indexes have one name, got "team-index"/],
    ['an index ordered by a boolean', { indexes: [{ partitionKey: 'team', sortKey: 'urgent' }] }, /in the order of its sortKey, got "urgent"\. Allowed: createdAt, updatedAt, points, priority, status, title/],
    ['an index ordered by what is not declared', { indexes: [{ partitionKey: 'team', sortKey: 'colour' }] }, /sortKey, got "colour"/],
    ['an index ordered by its partition key', { indexes: [{ partitionKey: 'team', sortKey: 'team' }] }, /sortKey, got "team"/],
    ['an index ordered by what is never shown', { indexes: [{ partitionKey: 'team', sortKey: 'secret' }] }, /sortKey, got "secret"/],
    ['a filter that is not declared', { indexes: [{ partitionKey: 'team', filters: ['colour'] }] }, /has the filter 'colour', which the schema doesn't declare/],
    ['a filter that is never shown', { indexes: [{ partitionKey: 'team', filters: ['secret'] }] }, /has the filter 'secret', which is writeOnly/],
    ['a filter by the partition key', { indexes: [{ partitionKey: 'team', filters: ['team'] }] }, /filters by one of its keys, or twice, got "team"/],
    ['a filter by the sort key', { indexes: [{ partitionKey: 'team', sortKey: 'priority', filters: ['priority'] }] }, /got "priority".*Fix: list with priority\.gte and priority\.lt/],
    ['a filter twice', { indexes: [{ partitionKey: 'team', filters: ['title', 'title'] }] }, /or twice, got "title"/],
    ['a projection of what is not declared', { indexes: [{ partitionKey: 'team', projectedAttributes: ['colour'] }] }, /projects what answers don't show, got "colour"/],
    ['a projection of what is never shown', { indexes: [{ partitionKey: 'team', projectedAttributes: ['secret'] }] }, /got "secret"/],
    ['a projection of too much', { schema: wide(30), indexes: [{ partitionKey: 'p0', projectedAttributes: many(30) }] }, /includes too many attributes, got \[.*up to 20/],
    ['projections that are too much together', { schema: wide(30), indexes: many(7).map((partitionKey) => ({ partitionKey, projectedAttributes: many(19) })) }, /too many attributes together, got 1\d\d\. Allowed: up to 100/],
    ['21 indexes', { schema: wide(30), indexes: many(21).map((partitionKey) => ({ partitionKey })) }, /indexes are too many, got 21\. Allowed: up to 20/],
    ['no shards', { indexes: [{ partitionKey: 'status', shards: 0 }] }, /shards of index 'status-index' is out of range, got 0\. Allowed: 1 to 20/],
    ['21 shards', { indexes: [{ partitionKey: 'status', shards: 21 }] }, /got 21\. Allowed: 1 to 20/],
    ['half a shard', { indexes: [{ partitionKey: 'status', shards: 2.5 }] }, /no whole number, got 2\.5/],
    ['a partition key that is a parameter of every list', { schema: { type: 'object', properties: { limit: { type: 'string' } } }, indexes: [{ partitionKey: 'limit' }] }, /'limit', which is a query parameter of every list/],
    ['a filter that looks like a bound', { schema: { type: 'object', properties: { 'a': { type: 'string' }, 'a.lt': { type: 'string' } } }, indexes: [{ partitionKey: 'a', filters: ['a.lt'] }] }, /'a\.lt', which is a query parameter/],

    ['an owner without an attribute', { access: { read: Access.owner() } }, /access lets owners read, but items have none\. Allowed: Access\.owner\(\) with ownerAttribute/],
    ['owners that list without an index', { ownerAttribute: 'reporter' }, /no index finds an owner's, got \[\]\. Allowed: an index on 'reporter'\. Fix: add \{ partitionKey: 'reporter' \}/],
    ['an owner that is a timestamp', { ownerAttribute: 'createdAt' }, /ownerAttribute is not valid, got "createdAt"/],
    ['an owner that is a number', { ownerAttribute: 'priority' }, /ownerAttribute 'priority' can't hold an owner/],
    ['an owner that is never shown', { ownerAttribute: 'secret' }, /ownerAttribute 'secret' can't hold an owner/],
    ['public writes', { access: { create: Access.public() } }, /access lets anybody create\. Allowed: Access\.public\(\) for list and read/],
    ['public writes by default', { access: { default: Access.public() } }, /access lets anybody create/],
    ['access to what can\'t be done', { operations: [CrudOperation.READ], access: { create: Access.authenticated() } }, /access\.create is of an operation that the resource does not have\. Allowed: read/],
    ['a throttle of what can\'t be done', { operations: [CrudOperation.READ], throttle: { create: { rateLimit: 1, burstLimit: 1 } } }, /throttle\.create is of an operation/],
    ['half a throttle', { throttle: { create: { rateLimit: 1 } } }, /throttle\.create is half given/],

    ['no operations', { operations: [] }, /operations is empty, got \[\]\. Allowed: one at least of create, list/],
    ['an operation twice', { operations: [CrudOperation.READ, CrudOperation.READ] }, /operations names one twice/],
    ['an operation of another library', { operations: ['search' as CrudOperation] }, /operations names none of ours, got "search"/],
    ['restore without restorableFor', { operations: [CrudOperation.DELETE, CrudOperation.RESTORE] }, /has restore, but a deletion is final/],
    ['restorableFor without delete', { operations: [CrudOperation.READ], restorableFor: Duration.days(1) }, /has not both delete and restore/],
    ['a hook of nothing', { operations: [CrudOperation.READ], beforeWrite: HOOK }, /beforeWrite is given, but nothing is written/],

    ['an expiry of a second', { expireAfter: Duration.seconds(1) }, /expireAfter is out of range, got 1\. Allowed: 60 to 315360000 seconds/],
    ['a restore of 11 years', { restorableFor: Duration.days(4015) }, /restorableFor is out of range, got 346896000/],
    ['a key remembered for a second', { idempotencyKeyTtl: Duration.seconds(1) }, /idempotencyKeyTtl is out of range, got 1\. Allowed: 60 to 2592000/],
    ['a key remembered for 31 days', { idempotencyKeyTtl: Duration.days(31) }, /idempotencyKeyTtl is out of range/],
    ['a time known only at deployment', { expireAfter: Duration.seconds(Lazy.number({ produce: () => 60 })) }, /expireAfter is known only at deployment/],
    ['a time of a second and a half', { expireAfter: Duration.millis(90_500) }, /expireAfter is no whole number of seconds, got 90\.5\. Allowed: 60 to 315360000 seconds/],
    ['a cache of no time', { cacheTtl: Duration.seconds(0) }, /cacheTtl is out of range, got 0\. Allowed: 1 to 3600/],
    ['a cache of two hours', { cacheTtl: Duration.hours(2) }, /cacheTtl is out of range, got 7200/],
    ['a cache of what only owners read', { cacheTtl: Duration.minutes(5), ownerAttribute: 'reporter', access: { list: Access.authenticated() } }, /cacheTtl is given, but read depends on its caller, got \{"owner":true\}/],
    ['a cache of what only a group lists', { cacheTtl: Duration.minutes(5), access: { list: Access.groups('staff') } }, /but list depends on its caller, got \{"groups":\["staff"\]\}/],
    ['a cache of nothing', { cacheTtl: Duration.minutes(5), operations: [CrudOperation.CREATE] }, /cacheTtl is given, but nothing is read/],
    ['a cache keyed by a name that the gateway can\'t take', { cacheTtl: Duration.minutes(5), schema: { type: 'object', properties: { größe: { type: 'string' } } }, indexes: [{ partitionKey: 'größe', name: 'size' }] }, /can't be in the cache's key, got "größe"/],
    ['a sort key that is not in the id', { sortKey: 'updatedAt' }, /sortKey is no part of an item's id, got "updatedAt"\. Allowed: 'createdAt', or none/],

    ['unique of what is not declared', { unique: ['colour'] }, /unique names 'colour', which the schema doesn't declare at its top/],
    ['unique of what is inside', { unique: ['contact.email'] }, /unique names 'contact\.email', which the schema doesn't declare at its top/],
    ['unique of an object', { unique: ['contact'] }, /unique names 'contact', which is no single string/],
    ['unique of what is never shown', { unique: ['secret'] }, /unique names 'secret', which is writeOnly/],
    ['unique twice', { unique: ['title', 'title'] }, /unique names 'title' twice/],
    ['unique of what nothing sets', { unique: ['points'] }, /unique names 'points', which is readOnly, and nothing sets it/],
    ['unique of 50 properties', { schema: wide(50), unique: many(50) }, /unique names too many, got 50\. Allowed: up to 49/],
    ['immutable of what is not declared', { immutable: ['colour'] }, /immutable names 'colour'/],
    ['immutable of what is never shown', { immutable: ['secret'] }, /immutable names 'secret', which is writeOnly/],
    ['immutable of what nothing sets', { immutable: ['points'] }, /immutable names 'points', which is readOnly, and nothing sets it/],
    ['a required property that nothing sets', { schema: { ...SCHEMA, required: ['title', 'points'] } }, /'points' is readOnly and required, and nothing sets it\. Allowed: with beforeWrite/],
    ['a default that is never filled in', { schema: { type: 'object', properties: { a: { type: 'string' }, b: { default: 1, readOnly: true } } } }, /'b' is readOnly and has a default, and nothing sets it/],

    ['transitions of what is no enum', transitions({ attribute: 'title' }), /transitions has the attribute 'title', which is no enum of strings/],
    ['transitions of what is not declared', transitions({ attribute: 'colour' }), /attribute 'colour', which is no enum/],
    ['transitions of what a patch may take away', { ...transitions(), schema: { ...SCHEMA, required: ['title'] } }, /'status', which is not required.*Fix: add 'status' to required/],
    ['transitions of what never changes', { ...transitions(), immutable: ['status'] }, /'status', which never changes or is never shown/],
    ['transitions of what nothing sets', { ...transitions({ attribute: 'phase' }), schema: { type: 'object', required: ['phase'], properties: { phase: { enum: ['A'], readOnly: true } } }, operations: [CrudOperation.READ] }, /'phase', which never changes/],
    ['a way from no state', transitions({ next: { LATER: ['OPEN'] } }), /transitions\.next names no state of 'status', got "LATER"\. Allowed: OPEN, IN_PROGRESS, CLOSED/],
    ['a way to no state', transitions({ next: { OPEN: ['LATER'] } }), /transitions\.next names no state of 'status', got "LATER"/],
    ['an initial state that is none', transitions({ initial: ['NEW'] }), /transitions\.initial names no state of 'status', got "NEW"/],
    ['a reserved way to no state', transitions({ reserved: [{ to: ['LATER'], groups: ['admins'] }] }), /transitions\.reserved\[0\]\.to names no state of 'status', got "LATER"/],
    ['a reserved way from no state', transitions({ reserved: [{ from: ['LATER'], to: ['CLOSED'], groups: ['admins'] }] }), /transitions\.reserved\[0\]\.from names no state of 'status'/],
    ['a reserved transition that there is not', transitions({ reserved: [{ to: ['CLOSED'], groups: ['admins'] }, { from: ['CLOSED'], to: ['OPEN'], groups: ['admins'] }] }), /transitions\.reserved\[1\] names no transition that there is, got \{"from":\["CLOSED"\],"to":\["OPEN"\].*Fix: /],
    ['a reserved transition to nowhere', transitions({ reserved: [{ to: [], groups: ['admins'] }] }), /transitions\.reserved\[0\] names no transition that there is/],
    ['a way reserved for nobody', transitions({ reserved: [{ to: ['CLOSED'], groups: [] }] }), /transitions\.reserved\[0\]\.groups .*Fix: /],
    ['a way reserved for what is no group', transitions({ reserved: [{ to: ['CLOSED'], groups: ['a, b'] }] }), /transitions\.reserved\[0\]\.groups .*"a, b".*Allowed: .*Fix: /],
    ['no initial state', transitions({ initial: [] }), /transitions\.initial is empty/],

    ['a key known only at deployment', { partitionKey: LATER }, /partitionKey is known only at deployment\. Allowed: text known at synth/],
    ['an index known only at deployment', { indexes: [{ partitionKey: 'team', name: LATER }] }, /indexes\[0\]\.name is known only at deployment/],
    ['shards known only at deployment', { indexes: [{ partitionKey: 'team', shards: Lazy.number({ produce: () => 2 }) }] }, /indexes\[0\]\.shards is known only at deployment/],
    ['a way reserved for a group known only at deployment', transitions({ reserved: [{ to: ['CLOSED'], groups: [LATER] }] }), /transitions\.reserved\[0\]\.groups are known only at deployment/],
  ])('fails on %s', (_name, props, message) => {
    expect(() => define(props)).toThrow(message);
    expect(() => define(props)).toThrow(/^Api\/tickets: .*Allowed: .*Fix: .*\.$/);
  });

  test.each<[string, string[]]>([['no group', []], ['a group with a space', ['two words']], ['groups in one text', ['a,b']], ['an empty group', ['']]])('fails on %s', (_name, groups) => {
    expect(() => Access.groups(...groups)).toThrow(/^Access\.groups: a group is not valid, got .*Allowed: .*Fix: /);
  });

  // A handler would compare the token's text with the groups of its callers, and let nobody in.
  test('fails on a group known only at deployment', () => {
    const group = new cognito.CfnUserPoolGroup(new Stack(new App(), 'Users'), 'Group', { userPoolId: 'pool', groupName: 'staff' });
    expect(() => Access.groups('admins', group.ref)).toThrow(/^Access\.groups: a group is known only at deployment\. Allowed: .*Fix: write the name itself, such as Access\.groups\('admins'\)\.$/);
  });
});
