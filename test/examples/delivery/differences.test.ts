import { differences } from '../../../examples/reference-system/delivery/differences';
import { runFor } from '../../../examples/reference-system/delivery/run';
import { resource, smallApp, writeAssembly } from '../../support/cloud-assemblies';

const role = (actions: string[]) => resource('AWS::IAM::Policy', 'Policy', {
  PolicyName: 'p', Roles: [{ Ref: 'Role' }], PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
});
const app = (actions: string[], memory: number) => ({
  Resources: { ...smallApp(), Policy: role(actions), Handler: resource('AWS::Lambda::Function', 'Handler', { MemorySize: memory, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }) },
});

test('a change is shown by its template, by what may do more, and by what it costs, without an account', () => {
  const before = writeAssembly({ Orders: app(['dynamodb:GetItem'], 256), Gone: app([], 128) });
  const after = writeAssembly({ Orders: app(['dynamodb:GetItem', 'dynamodb:DeleteTable'], 512), Same: app([], 128) });
  const text = differences({ before, after, stage: 'production', run: runFor });
  const [templates, security, cost] = text.split(/^### /m).slice(1);
  expect(templates).toMatch(/^Templates[^]*#### `Orders`[^]*MemorySize[^]*\[-\] 256[^]*\[\+\] 512[^]*#### `Same`: new[^]*#### `Gone`: no longer there, and stays in the account until somebody deletes it/);
  expect(security).toMatch(/^Security[^]*dynamodb:DeleteTable/);
  expect(security).not.toContain('MemorySize');
  expect(cost).toMatch(/^Cost: \*\*/);
  expect(text.startsWith('## What this changes in production\n')).toBe(true);
}, 60_000);

/** Commands that print this of each kind. */
const printing = (diff: string, security: string, cost: string) => ({ args }: { readonly args: readonly string[] }) =>
  (args.includes('cost') ? cost : args.includes('--security-only') ? security : diff);

const same = () => writeAssembly({ Orders: app([], 128) });

test('where nothing changes it says so in a line each', () => {
  const nothing = 'Stack Orders\nThere were no differences\n\n✨  Number of stacks with differences: 0\n';
  const text = differences({ before: same(), after: same(), stage: 'staging', run: printing(nothing, nothing, '### Cost: **1.00 → 1.00 USD a month (+0.00)**') });
  expect(text).toContain('### Templates\n\nNo template changes.\n');
  expect(text).toContain('### Security\n\nNobody may do more than before.\n');
});

test('it fits in a comment, and says what was cut', () => {
  const line = '[~] AWS::Lambda::Function X\n';
  const text = differences({ before: same(), after: same(), stage: 'staging', run: printing(`Stack Orders\n${line.repeat(5_000)}`, `Stack Orders\n${line.repeat(5_000)}`, '### Cost: **2.00**') });
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('lines more: see the artifact of this run');
  expect(text).toContain('### Cost: **2.00**');
});

test('what a template says can’t leave its fence', () => {
  const text = differences({ before: same(), after: same(), stage: 'staging', run: printing('Stack Orders\n[~] X\n```\n@everyone\n', '', '') });
  expect(text).toMatch(/^````\n[^]*\n```\n@everyone\n[^]*````$/m);
});
