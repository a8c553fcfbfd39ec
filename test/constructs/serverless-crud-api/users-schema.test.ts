import { usersSchema } from '../../../src/constructs/serverless-crud-api/users-schema';

const schemaOf = (options = {}) => usersSchema('Stack/Api/users', options);

test('a user has an e-mail, which is required, and a status, which the server sets', () => {
  expect(schemaOf()).toMatchObject({
    type: 'object',
    required: ['email'],
    properties: { email: { type: 'string', format: 'email', maxLength: 254 }, status: { enum: ['PENDING', 'ACTIVE', 'DELETING'], readOnly: true } },
  });
});

test('a user is put into groups only where the groups are named', () => {
  expect(schemaOf().properties).not.toHaveProperty('groups');
  expect(schemaOf({ groups: ['admins', 'staff'] })).toMatchObject({ properties: { groups: { type: 'array', uniqueItems: true, items: { enum: ['admins', 'staff'] } } } });
});

test('a profile is what the schema given adds', () => {
  const schema = { type: 'object', required: ['name'], properties: { name: { $ref: '#/$defs/name' } }, $defs: { name: { type: 'string' } }, dependentRequired: { name: ['email'] } };
  expect(schemaOf({ schema })).toMatchObject({
    required: ['email', 'name'],
    properties: { email: { format: 'email' }, name: { $ref: '#/$defs/name' } },
    $defs: { name: { type: 'string' } },
    dependentRequired: { name: ['email'] },
  });
});

test('the schema given is left as it was', () => {
  const schema = { type: 'object', properties: { name: { type: 'string' } } };
  const before = JSON.stringify(schema);
  schemaOf({ schema });
  expect(JSON.stringify(schema)).toBe(before);
});

test.each(['email', 'groups', 'status', 'sub'])('fails on a schema that declares %s itself', (name) => {
  expect(() => schemaOf({ schema: { type: 'object', properties: { [name]: { type: 'string' } } } }))
    .toThrow(`Stack/Api/users: schema declares a property that every user has, got "${name}". Allowed: any name but email, groups, status, sub. Fix: `);
});

test.each([
  ['that is no object', 'user'],
  ['whose properties are none', { type: 'object', properties: [] }],
  ['whose required is no list', { type: 'object', required: 'name' }],
])('fails on a schema %s', (_, schema) => {
  expect(() => schemaOf({ schema })).toThrow(/^Stack\/Api\/users: .*Allowed: .*Fix: /);
});

test.each([
  [[]], [['two words']], [['a,b']], [['']], [['x'.repeat(129)]], [['twice', 'twice']],
])('fails on the groups %j', (groups) => {
  expect(() => schemaOf({ groups })).toThrow(/^Stack\/Api\/users: groups .*got .*Allowed: .*Fix: /);
});
