import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ServerlessCrudApi } from '../../../src';
import { resourcesOf, ticketApi } from '../../support/template';

function only<T>(found: { [id: string]: T }): [string, T] {
  const entries = Object.entries(found);
  expect(entries).toHaveLength(1);
  return entries[0];
}

describe('the account-wide role of API Gateway', () => {
  test('is made once an app, retained, and waited for', () => {
    const app = new App();
    const first = new Stack(app, 'First');
    const second = new Stack(app, 'Second');
    new ServerlessCrudApi(first, 'A');
    new ServerlessCrudApi(first, 'B');
    new ServerlessCrudApi(second, 'C');
    const [, account] = only(resourcesOf(Template.fromStack(first), 'AWS::ApiGateway::Account'));
    expect(account.DeletionPolicy).toBe('Retain');
    expect(resourcesOf(Template.fromStack(second), 'AWS::ApiGateway::Account')).toEqual({});
    expect(second.dependencies).toContain(first);
    for (const stage of Object.values(resourcesOf(Template.fromStack(first), 'AWS::ApiGateway::Stage')) as any[]) {
      expect(stage.DependsOn.some((id: string) => id.includes('ApiGatewayAccount'))).toBe(true);
    }
  });

  test('is made in each region', () => {
    const app = new App();
    const stacks = ['us-east-1', 'eu-west-1'].map((region) => new Stack(app, region, { env: { account: '111111111111', region } }));
    for (const stack of stacks) { new ServerlessCrudApi(stack, 'Api'); }
    for (const stack of stacks) { only(resourcesOf(Template.fromStack(stack), 'AWS::ApiGateway::Account')); }
  });

  test('can be left out', () => {
    expect(resourcesOf(ticketApi({ cloudWatchRole: false }).template(), 'AWS::ApiGateway::Account')).toEqual({});
  });
});
