import { describeSystem } from '../../../examples/reference-system/local/outputs';

const endpoint = 'http://127.0.0.1:4566';
const users = [{ username: 'admin', password: 'secret', groups: ['admins'] }];
const stacks = {
  Tickets: { TicketsApiId: 'abc123', TicketsStageName: 'dev', UserPoolId: 'us-east-1_x', UserPoolClientId: 'client' },
};

describe('what a started system tells of itself', () => {
  test('its addresses are the ones the engine answers on, up to the version', () => {
    expect(describeSystem({ endpoint, region: 'us-east-1', siteUrl: 'http://localhost:8080', stacks, users })).toEqual({
      endpoint,
      region: 'us-east-1',
      siteUrl: 'http://localhost:8080',
      apis: { tickets: 'http://127.0.0.1:4566/restapis/abc123/dev/_user_request_/v1' },
      users,
      stacks,
    });
  });

  test('an address for every api of every stack', () => {
    const more = { ...stacks, Orders: { OrdersApiId: 'def456', OrdersStageName: 'dev' } };

    expect(Object.keys(describeSystem({ endpoint, region: 'us-east-1', stacks: more, users }).apis)).toEqual(['tickets', 'orders']);
  });

  test('the stacks are in the order of their names, since the CDK’s own differs from one start to the next', () => {
    const mixed = { Site: {}, ...stacks, Commerce: {} };
    expect(JSON.stringify(describeSystem({ endpoint, region: 'us-east-1', stacks: mixed, users }).stacks)).toBe(JSON.stringify({ Commerce: {}, Site: {}, ...stacks }));
  });

  test('fails when an api has no stage', () => {
    expect(() => describeSystem({ endpoint, region: 'us-east-1', stacks: { Tickets: { TicketsApiId: 'abc123' } }, users }))
      .toThrow('stack Tickets has the output TicketsApiId but not TicketsStageName: app.ts gives both');
  });
});
