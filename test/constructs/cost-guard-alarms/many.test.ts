import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CostGuardAlarms } from '../../../src';
import { ON_CALL, shopFunction } from '../../support/guarded';

function functions(count: number, names: boolean, where: 'here' | 'elsewhere') {
  const app = new App();
  const stacks = Array.from({ length: Math.ceil(count / 100) }, (_, i) => new Stack(app, `Shop${i}`));
  for (let i = 0; i < count; i++) {
    const handler = shopFunction(stacks[Math.floor(i / 100)], `F${i}`, `f${i}`);
    if (!names) { (handler.node.defaultChild as any).functionName = undefined; }
  }
  const guardStack = where === 'here' ? stacks[0] : new Stack(app, 'Watch');
  new CostGuardAlarms(guardStack, 'Guard', { watch: stacks, notify: { general: [ON_CALL] } });
  return app;
}

/** The template of every stack, of nested ones too. */
function templatesOf(app: App): any[] {
  const { directory } = app.synth();
  return readdirSync(directory).filter((file) => file.endsWith('.template.json')).map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')));
}

describe('200 functions', () => {
  const templates = templatesOf(functions(200, true, 'elsewhere'));

  test('have their alarms, in nested stacks', () => {
    const alarms = templates.flatMap(({ Resources }) => Object.values<any>(Resources)).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(200 * 3 + 1);
    expect(new Set(alarms.map(({ Properties }) => Properties.AlarmName)).size).toBe(601);
  });

  test('stay within each limit of CloudFormation', () => {
    for (const template of templates) {
      expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(500);
      expect(Object.keys(template.Parameters ?? {}).length).toBeLessThanOrEqual(200);
      expect(Object.keys(template.Outputs ?? {}).length).toBeLessThanOrEqual(200);
      expect(JSON.stringify(template).length).toBeLessThanOrEqual(1_000_000);
    }
  });

  test('ring through composites of 100 alarms at most, and one above them', () => {
    const composites = templates.flatMap(({ Resources }) => Object.values<any>(Resources)).filter(({ Type }) => Type === 'AWS::CloudWatch::CompositeAlarm');
    const errors = composites.filter(({ Properties }) => / errors/.test(`${Properties.AlarmName}`));
    expect(errors.map(({ Properties }) => Properties.AlarmName).sort()).toEqual(['Watch/Guard: errors', 'Watch/Guard: errors, part 1', 'Watch/Guard: errors, part 2']);
    expect(errors.filter(({ Properties }) => Properties.AlarmActions)).toHaveLength(1);
    for (const { Properties } of errors) { expect(JSON.stringify(Properties.AlarmRule).length).toBeLessThanOrEqual(10_240); }
  });
});

test('without names of their own, too', () => {
  for (const template of templatesOf(functions(100, false, 'elsewhere'))) {
    expect(Object.keys(template.Parameters ?? {}).length).toBeLessThanOrEqual(200);
  }
});

test('more references into another stack than it can export are refused', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  for (let i = 0; i < 190; i++) { (shopFunction(stack, `F${i}`, '').node.defaultChild as any).functionName = undefined; }
  new CostGuardAlarms(new Stack(app, 'Watch'), 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
  expect(() => app.synth()).toThrow('Watch/Guard: Shop would export the names of 190 resources, got 190. Allowed: 180, since a stack has 200 outputs (CloudFormation). Fix: put the CostGuardAlarms into Shop, or give what it watches names of its own');
});

test('a name that CloudWatch would not take is cut, and is still nobody else’s', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const path = 'x'.repeat(240);
  for (const id of [`${path}-A`, `${path}-B`]) { shopFunction(stack, id, id.slice(-1)); }
  new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] }, dashboards: false });
  const names = templatesOf(app).flatMap(({ Resources }) => Object.values<any>(Resources))
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmName);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(255);
  expect(new Set(names).size).toBe(names.length);
});
