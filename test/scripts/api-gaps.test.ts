import { apiGaps } from '../../scripts/docs/api-gaps';

const docs = { summary: 'What it is.' };
const assembly = (types: object) => ({ name: 'lib', types }) as never;
const struct = (...properties: object[]) => assembly({ 'lib.Props': { kind: 'interface', datatype: true, docs, properties } });

test('an API that says what everything is has no gap', () => {
  expect(apiGaps(struct({ name: 'size', docs }, { name: 'colour', optional: true, docs: { ...docs, default: 'red' } }))).toEqual([]);
});

test.each<[string, never, string]>([
  ['a type', assembly({ 'lib.House': { kind: 'class' } }), 'House: nothing says what it is'],
  ['a prop', struct({ name: 'size' }), 'Props.size: nothing says what it is'],
  ['a value', assembly({ 'lib.Mode': { kind: 'enum', docs, members: [{ name: 'FAST' }] } }), 'Mode.FAST: nothing says what it is'],
  ['a method', assembly({ 'lib.House': { kind: 'class', docs, methods: [{ name: 'open' }] } }), 'House.open: nothing says what it is'],
  ['a parameter', assembly({ 'lib.House': { kind: 'class', docs, methods: [{ name: 'open', docs, parameters: [{ name: 'door' }] }] } }), 'House.open(door): nothing says what it is'],
  ['what a constructor takes', assembly({ 'lib.House': { kind: 'class', docs, initializer: { parameters: [{ name: 'scope' }, { name: 'doors' }] } } }), 'House(doors): nothing says what it is'],
  ['an optional prop without its default', struct({ name: 'colour', optional: true, docs }), 'Props.colour: it is optional, and nothing says what it is by default'],
])('fails for %s of which nothing is said', (_, api, gap) => {
  expect(apiGaps(api)).toEqual([gap]);
});

test('scope, id and props are what the CDK calls so, and what a class takes over needs no second word', () => {
  const initializer = { parameters: [{ name: 'scope' }, { name: 'id' }, { name: 'props' }] };
  const methods = [{ name: 'validate', overrides: 'aws-cdk-lib.IPlugin', parameters: [{ name: 'context' }] }];
  expect(apiGaps(assembly({ 'lib.House': { kind: 'class', docs, initializer, methods } }))).toEqual([]);
});
