import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cost } from '../../../src/cli/cost';
import { RecordedEstimate } from '../../../src';
import { fakeIo } from '../../cli/fake-io';
import { smallApp, writeAssembly } from '../../support/cloud-assemblies';
import { guarded } from '../../support/guarded';
import { resourcesOf } from '../../support/template';

const scratch = mkdtempSync(join(tmpdir(), 'estimate-'));
const file = (name: string, content: string) => {
  writeFileSync(join(scratch, name), content);
  return join(scratch, name);
};

test('a budget is sized by what the command wrote, with headroom, in whole dollars', async () => {
  const written = join(scratch, 'cost.json');
  await cost.run([writeAssembly({ App: { Resources: smallApp() } }), '--out', written], fakeIo());
  const { monthlyUsd } = JSON.parse(readFileSync(written, 'utf8'));
  const estimate = RecordedEstimate.fromFile(written);
  expect(estimate.monthlyUsd).toBe(monthlyUsd);
  const monthlyBudgetUsd = estimate.withHeadroom(25);
  expect(monthlyBudgetUsd).toBe(Math.ceil(monthlyUsd * 1.25));
  const env = { account: '111122223333', region: 'us-east-1' };
  const [{ Properties }] = Object.values(resourcesOf(guarded({ monthlyBudgetUsd }, { env }).template(), 'AWS::Budgets::Budget'));
  expect(Properties.Budget.BudgetLimit).toEqual({ Amount: monthlyBudgetUsd, Unit: 'USD' });
});

test.each([[0, 50, 1], [100, 10, 110], [99.99, 0, 100]])('an estimate of %d with %d %% is a budget of %d', (monthlyUsd, percent, budget) => {
  expect(RecordedEstimate.fromFile(file('some.json', JSON.stringify({ monthlyUsd }))).withHeadroom(percent)).toBe(budget);
});

test.each([
  ['a file that is not there', () => RecordedEstimate.fromFile(join(scratch, 'nowhere.json')), /holds no estimate \(ENOENT.*Fix: write it with that command/],
  ['text that is no JSON', () => RecordedEstimate.fromFile(file('text.json', 'monthly 5')), /holds no estimate \(Unexpected token/],
  ['JSON without the sum', () => RecordedEstimate.fromFile(file('other.json', '{"monthlyUsd":"5"}')), /holds no estimate \(it has no monthlyUsd\)/],
  ['null', () => RecordedEstimate.fromFile(file('null.json', 'null')), /it has no monthlyUsd/],
  ['a headroom below the estimate', () => RecordedEstimate.fromFile(file('five.json', '{"monthlyUsd":5}')).withHeadroom(-1), /percent is out of range, got -1\. Allowed: 0 to 1000 per cent/],
])('fails for %s', (_, act, message) => { expect(act).toThrow(message); });
