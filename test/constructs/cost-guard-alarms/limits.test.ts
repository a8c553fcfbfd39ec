import { App, aws_apigateway as apigateway, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { CostGuardAlarms, type CostGuardAlarmsProps } from '../../../src';
import { ON_CALL, shopFunction } from '../../support/guarded';

/** A stack with a guard, the least that it makes. */
function stackOf(declare: (stack: Stack) => void, props: Partial<CostGuardAlarmsProps> = {}) {
  const app = new App();
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'ap-southeast-1' } });
  declare(stack);
  new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] }, dashboards: false, ...props });
  return { app, template: () => app.synth().getStackByName('Shop').template };
}

const handles = (stack: Stack, count: number) => {
  for (let i = 0; i < count; i++) { new CfnResource(stack, `Handle${i}`, { type: 'AWS::CloudFormation::WaitConditionHandle' }); }
};

/** A text as CloudFormation will have it. */
function deployed(value: any, template: any): string {
  const parts: any[] = value['Fn::Join']?.[1] ?? [value];
  return parts.map((part) => {
    const [id] = part['Fn::GetAtt'] ?? [];
    if (id) { return `arn:aws:cloudwatch:ap-southeast-1:111122223333:alarm:${template.Resources[id].Properties.AlarmName}`; }
    return part.Ref ? 'x'.repeat(64) : part;
  }).join('');
}

test('no rule of a composite alarm is longer than the 10,240 characters that CloudWatch takes, however long the names are', () => {
  const { template } = stackOf((stack) => {
    for (let i = 0; i < 95; i++) { shopFunction(stack, `A-function-whose-name-says-all-that-it-does-and-then-some-${i}`, `f${i}`); }
  }, { thresholds: { functionDuration: { enabled: false }, functionThrottles: { enabled: false } } });
  const made = template();
  const rules = Object.values<any>(made.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::CompositeAlarm').map(({ Properties }) => deployed(Properties.AlarmRule, made));
  expect(rules.length).toBeGreaterThan(0);
  expect(Math.max(...rules.map((rule) => rule.length))).toBeLessThanOrEqual(10_240);
  expect(rules.join().match(/ errors"/g)!.length).toBeGreaterThanOrEqual(95);
});

test('no description is longer than the 1,024 characters that CloudWatch takes, and its links stay whole', () => {
  const { template } = stackOf((stack) => {
    const id = 'x'.repeat(230);
    const handler = shopFunction(stack, `${id}-function`, 'f');
    new apigateway.RestApi(stack, `${id}-api`, { restApiName: 'shop', cloudWatchRole: false }).root.addMethod('GET', new apigateway.LambdaIntegration(handler));
  }, { objectives: { availability: 99.9, latency: { percent: 95, under: Duration.millis(300) } }, runbookUrl: `https://wiki.example.com/${'y'.repeat(300)}` });
  const made = template();
  const descriptions = Object.values<any>(made.Resources).filter(({ Type }) => /^AWS::CloudWatch::(Composite)?Alarm$/.test(Type))
    .map(({ Properties }) => deployed(Properties.AlarmDescription, made));
  expect(Math.max(...descriptions.map((text) => text.length))).toBeLessThanOrEqual(1_024);
  for (const text of descriptions) { expect(text).toMatch(/\nConsole: https:\/\/ap-southeast-1\.console\.aws\.amazon\.com\/\S+$/); }
});

test('alarms go to nested stacks where the stack is nearly full, too', () => {
  const { app, template } = stackOf((stack) => {
    handles(stack, 380);
    for (let i = 0; i < 20; i++) { shopFunction(stack, `F${i}`, `f${i}`); }
  });
  const { Resources } = template();
  expect(Object.keys(Resources).length).toBeLessThanOrEqual(500);
  expect(Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::CloudFormation::Stack')).toHaveLength(1);
  expect(() => app.synth()).not.toThrow();
});

test('more resources than a stack may have are refused, with what to do', () => {
  const { app } = stackOf((stack) => {
    handles(stack, 498);
    shopFunction(stack, 'Orders', 'orders');
  });
  expect(() => app.synth()).toThrow(/^Shop\/Guard: the stack Shop has more resources than CloudFormation takes, got 5\d\d\. Allowed: 500 \(CloudFormation quotas\)\. Fix: put the CostGuardAlarms into a stack of its own/);
});

test('a template of more than a million bytes is refused, with what to do', () => {
  const { app } = stackOf((stack) => {
    new CfnResource(stack, 'Large', { type: 'AWS::SSM::Document', properties: { Content: 'x'.repeat(1_000_000) } });
  });
  expect(() => app.synth()).toThrow(/^Shop\/Guard: the template of the stack Shop is larger than CloudFormation takes, got 10\d{5}\. Allowed: 1000000 bytes \(CloudFormation quotas\)\. Fix: give the stack suppressTemplateIndentation: true, put the CostGuardAlarms into a stack of its own/);
});
