import { App, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Access, CrudOperation, ServerlessCrudApi, type CrudResourceProps, type ServerlessCrudApiProps } from '../../../src';
import { methodsOf, resourcesOf, ticketApi, TICKET_SCHEMA } from '../../support/template';

function ticketMethods(props: Partial<CrudResourceProps>, api: ServerlessCrudApiProps = {}) {
  return new Map([...methodsOf(ticketApi(api, props).template())].filter(([name]) => name.includes('/tickets')));
}

const namesOf = (methods: Map<string, unknown>) => [...methods.keys()].filter((name) => !name.startsWith('OPTIONS ')).sort();

function stageOf(resource: Partial<CrudResourceProps>, api: ServerlessCrudApiProps = {}) {
  return Object.values(resourcesOf(ticketApi(api, resource).template(), 'AWS::ApiGateway::Stage'))[0].Properties;
}

describe('methods', () => {
  test('are those of the operations, and ANY, which answers 405', () => {
    expect(namesOf(ticketMethods({ operations: [CrudOperation.LIST, CrudOperation.READ] }))).toEqual([
      'ANY /v1/tickets', 'ANY /v1/tickets/{id}', 'GET /v1/tickets', 'GET /v1/tickets/{id}',
    ]);
  });

  test('of items are not there where nothing is done with one', () => {
    expect(namesOf(ticketMethods({ operations: [CrudOperation.CREATE] }))).toEqual(['ANY /v1/tickets', 'POST /v1/tickets']);
  });

  test('restore what was deleted where that is declared', () => {
    const restore = (props: Partial<CrudResourceProps>) => namesOf(ticketMethods(props)).filter((name) => name.endsWith('/restore'));
    expect(restore({})).toEqual([]);
    expect(restore({ restorableFor: Duration.days(1) })).toEqual(['ANY /v1/tickets/{id}/restore', 'POST /v1/tickets/{id}/restore']);
  });

  test('A4: are open to anybody where access is public, HEAD with GET, and no other', () => {
    const methods = ticketMethods({ access: { read: Access.public() } });
    const open = [...methods].filter(([, { AuthorizationType }]) => AuthorizationType === 'NONE').map(([name]) => name).filter((name) => !name.startsWith('OPTIONS '));
    expect(open.sort()).toEqual(['GET /v1/tickets/{id}', 'HEAD /v1/tickets/{id}']);
    expect(methods.get('GET /v1/tickets').AuthorizationType).toBe('COGNITO_USER_POOLS');
  });
});

describe('throttles', () => {
  test('of single operations stand beside those of the stage', () => {
    const { MethodSettings } = stageOf({
      restorableFor: Duration.days(1),
      throttle: { list: { rateLimit: 10, burstLimit: 20 }, replace: { rateLimit: 1, burstLimit: 2 }, restore: { rateLimit: 3, burstLimit: 4 } },
    });
    expect(MethodSettings).toEqual([
      { HttpMethod: '*', ResourcePath: '/*', DataTraceEnabled: false, ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      ...['login', 'challenge', 'refresh', 'logout'].map((route) => (
        { HttpMethod: 'POST', ResourcePath: `/~1v1~1auth~1${route}`, DataTraceEnabled: false, ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 }
      )),
      { HttpMethod: 'GET', ResourcePath: '/~1v1~1tickets', DataTraceEnabled: false, ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
      { HttpMethod: 'PUT', ResourcePath: '/~1v1~1tickets~1{id}', DataTraceEnabled: false, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 },
      { HttpMethod: 'POST', ResourcePath: '/~1v1~1tickets~1{id}~1restore', DataTraceEnabled: false, ThrottlingRateLimit: 3, ThrottlingBurstLimit: 4 },
    ]);
  });
});

describe('A3: a cache', () => {
  const cached: Partial<CrudResourceProps> = { cacheTtl: Duration.minutes(5), indexes: [{ partitionKey: 'status', filters: ['reporterId'] }] };

  test('is there only where a resource has cacheTtl', () => {
    expect(stageOf({})).not.toHaveProperty('CacheClusterEnabled');
    expect(stageOf({})).not.toHaveProperty('CacheClusterSize');
    expect(stageOf(cached)).toMatchObject({ CacheClusterEnabled: true, CacheClusterSize: '0.5' });
  });

  test('keeps reads, encrypted, each under the throttle of the stage unless it has its own', () => {
    const own = { list: { rateLimit: 5, burstLimit: 6 } };
    const { MethodSettings } = stageOf({ ...cached, throttle: own }, { throttle: { rateLimit: 50, burstLimit: 60 } });
    const common = { HttpMethod: 'GET', DataTraceEnabled: false, CachingEnabled: true, CacheDataEncrypted: true, CacheTtlInSeconds: 300 };
    expect(MethodSettings.filter(({ CachingEnabled }: any) => CachingEnabled)).toEqual([
      { ...common, ResourcePath: '/~1v1~1tickets', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 6 },
      { ...common, ResourcePath: '/~1v1~1tickets~1{id}', ThrottlingRateLimit: 50, ThrottlingBurstLimit: 60 },
    ]);
  });

  test('keeps nothing else: every other setting says no, those before and after it', () => {
    const { api, template } = ticketApi({}, { throttle: { create: { rateLimit: 1, burstLimit: 1 } } });
    api.addResource('products', { schema: TICKET_SCHEMA, cacheTtl: Duration.minutes(1), operations: [CrudOperation.READ] });
    api.addResource('orders', { schema: TICKET_SCHEMA, throttle: { list: { rateLimit: 1, burstLimit: 1 } } });
    const [stage] = Object.values(resourcesOf(template(), 'AWS::ApiGateway::Stage'));
    const told = stage.Properties.MethodSettings.map(({ HttpMethod, ResourcePath, CachingEnabled }: any) => [`${HttpMethod} ${ResourcePath}`, CachingEnabled]);
    expect(told.filter(([name]: [string]) => !name.includes('auth'))).toEqual([
      ['* /*', false], ['POST /~1v1~1tickets', false], ['GET /~1v1~1products~1{id}', true], ['GET /~1v1~1orders', false],
    ]);
  });

  test('tells answers apart by every declared query parameter, and by the item', () => {
    const methods = ticketMethods(cached);
    const keyOf = (name: string) => methods.get(name).Integration.CacheKeyParameters;
    const parameters = ['createdAt.gte', 'createdAt.lt', 'cursor', 'fields', 'limit', 'reporterId', 'sort', 'status'].map((name) => `method.request.querystring.${name}`);
    expect(keyOf('GET /v1/tickets')).toEqual(parameters);
    expect(methods.get('GET /v1/tickets').RequestParameters).toEqual(Object.fromEntries(parameters.map((name) => [name, false])));
    expect(keyOf('GET /v1/tickets/{id}')).toEqual(['method.request.path.id']);
    expect(methods.get('GET /v1/tickets/{id}').RequestParameters).toEqual({ 'method.request.path.id': true });
    expect(keyOf('POST /v1/tickets')).toBeUndefined();
  });

  test('tells origins apart where the CORS header names one', () => {
    const keysWith = (allowedOrigins: string[]) => ticketMethods(cached, { allowedOrigins }).get('GET /v1/tickets/{id}').Integration.CacheKeyParameters;
    expect(keysWith(['https://a.example', 'https://b.example'])).toEqual(['method.request.path.id', 'method.request.header.Origin']);
    expect(keysWith([])).toEqual(['method.request.path.id']);
  });

  test('still lets in users only', () => {
    expect(ticketMethods(cached).get('GET /v1/tickets').AuthorizationType).toBe('COGNITO_USER_POOLS');
  });

  test('prints its monthly price, once an API', () => {
    const { stack, api } = ticketApi({}, cached);
    api.addResource('products', { schema: TICKET_SCHEMA, cacheTtl: Duration.minutes(1) });
    expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('14\\.60 USD a month')).length).toBe(1);
    expect(Annotations.fromStack(ticketApi().stack).findInfo('*', Match.stringLikeRegexp('USD'))).toEqual([]);
  });
});

describe('size', () => {
  const FULLEST: Partial<CrudResourceProps> = {
    indexes: [{ partitionKey: 'status', shards: 4 }, { partitionKey: 'reporterId' }],
    access: { list: Access.public(), read: Access.public() },
    unique: ['title'],
    restorableFor: Duration.days(1),
    expireAfter: Duration.days(30),
    cacheTtl: Duration.minutes(1),
    throttle: { list: { rateLimit: 1, burstLimit: 1 } },
    validateAtGateway: true,
  };

  function resourcesWith(resources: { [name: string]: Partial<CrudResourceProps> }) {
    const stack = new Stack(new App(), 'Stack');
    const api = new ServerlessCrudApi(stack, 'Api');
    const beforeWrite = lambda.Function.fromFunctionArn(stack, 'Hook', 'arn:aws:lambda:eu-west-1:111111111111:function:hook');
    for (const [name, props] of Object.entries(resources)) { api.addResource(name, { schema: TICKET_SCHEMA, beforeWrite, ...props }); }
    return Object.keys(Template.fromStack(stack).toJSON().Resources);
  }

  test('a resource with all there is takes at most 25 CloudFormation resources', () => {
    const shared = { validateAtGateway: true }; // its validator is made once an API
    const added = resourcesWith({ tickets: shared, products: FULLEST }).length - resourcesWith({ tickets: shared }).length;
    expect(added).toBeLessThanOrEqual(25);
    expect(added).toBeGreaterThan(20);
  });

  test('a resource more changes no logical id but that of the deployment', () => {
    const lasting = (ids: string[]) => ids.filter((id) => !id.includes('Deployment'));
    const alone = lasting(resourcesWith({ tickets: FULLEST }));
    expect(lasting(resourcesWith({ products: FULLEST, tickets: FULLEST, users: {} }))).toEqual(expect.arrayContaining(alone));
  });
});

test('the gateway\'s model takes what clients send: nothing read-only', () => {
  const schema = { ...TICKET_SCHEMA, properties: { ...TICKET_SCHEMA.properties, total: { type: 'number', readOnly: true } } };
  const [model] = Object.values(resourcesOf(ticketApi({}, { schema, validateAtGateway: true }).template(), 'AWS::ApiGateway::Model'));
  expect(Object.keys(model.Properties.Schema.properties).sort()).toEqual(['description', 'reporterId', 'status', 'title']);
});
