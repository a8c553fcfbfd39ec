import { Match } from 'aws-cdk-lib/assertions';
import { methodsOf, resourcesOf, ticketApi, TICKET_SCHEMA } from '../../support/template';

function only<T>(found: { [id: string]: T }): [string, T] {
  const entries = Object.entries(found);
  expect(entries).toHaveLength(1);
  return entries[0];
}

describe('errors of the gateway', () => {
  test('are problem documents with a request id and CORS headers', () => {
    const responses = Object.values(resourcesOf(ticketApi().template(), 'AWS::ApiGateway::GatewayResponse'));
    expect(responses.map(({ Properties }) => Properties.ResponseType)).toEqual(expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX', 'UNAUTHORIZED', 'THROTTLED', 'MISSING_AUTHENTICATION_TOKEN']));
    for (const { Properties } of responses) {
      const problem = JSON.parse(Properties.ResponseTemplates['application/json']);
      expect(problem).toMatchObject({ type: 'about:blank', title: expect.any(String), detail: expect.any(String), requestId: '$context.requestId' });
      if (Properties.StatusCode) { expect(problem.status).toBe(Number(Properties.StatusCode)); }
      expect(Properties.ResponseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
      });
    }
  });

  test('an unknown path is 404, a throttled request says when to come back', () => {
    const { template } = ticketApi();
    template().hasResourceProperties('AWS::ApiGateway::GatewayResponse', { ResponseType: 'MISSING_AUTHENTICATION_TOKEN', StatusCode: '404' });
    template().hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'THROTTLED', ResponseParameters: Match.objectLike({ 'gatewayresponse.header.Retry-After': "'1'" }),
    });
  });

  test('name the allowed origin, or none', () => {
    const parametersWith = (allowedOrigins: string[]) => Object.values(resourcesOf(ticketApi({ allowedOrigins }).template(), 'AWS::ApiGateway::GatewayResponse'))
      .map(({ Properties }) => Properties.ResponseParameters['gatewayresponse.header.Access-Control-Allow-Origin']);
    expect(new Set(parametersWith(['https://a.example', 'https://b.example']))).toEqual(new Set(["'https://a.example'"]));
    expect(new Set(parametersWith([]))).toEqual(new Set([undefined]));
  });
});

describe('validation at the gateway', () => {
  test('is off by default', () => {
    expect(resourcesOf(ticketApi().template(), 'AWS::ApiGateway::RequestValidator')).toEqual({});
  });

  test('checks POST and PUT bodies against a draft 04 model', () => {
    const { template } = ticketApi({}, { validateAtGateway: true, schema: { ...TICKET_SCHEMA, properties: { ...TICKET_SCHEMA.properties, points: { type: 'integer', exclusiveMinimum: 0, const: 3 } } } });
    const [model, { Properties }] = only(resourcesOf(template(), 'AWS::ApiGateway::Model'));
    expect(Properties.Schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-04/schema#',
      type: 'object',
      additionalProperties: false,
      properties: { points: { type: 'integer', minimum: 0, exclusiveMinimum: true, enum: [3] } },
    });
    const [validator] = only(resourcesOf(template(), 'AWS::ApiGateway::RequestValidator'));
    for (const name of ['POST /v1/tickets', 'PUT /v1/tickets/{id}']) {
      expect(methodsOf(template()).get(name)).toMatchObject({ RequestModels: { 'application/json': { Ref: model } }, RequestValidatorId: { Ref: validator } });
    }
    expect(methodsOf(template()).get('PATCH /v1/tickets/{id}').RequestValidatorId).toBeUndefined();
  });

  // The stage keeps the model of its deployment: with the old one it would refuse a property that the schema has gained.
  test('a change of the schema deploys the API anew', () => {
    const deploymentOf = (properties: object) => {
      const schema = { ...TICKET_SCHEMA, properties: { ...TICKET_SCHEMA.properties, ...properties } };
      return only(resourcesOf(ticketApi({}, { validateAtGateway: true, schema }).template(), 'AWS::ApiGateway::Deployment'))[0];
    };
    expect(deploymentOf({ points: { type: 'integer' } })).not.toBe(deploymentOf({}));
    expect(deploymentOf({})).toBe(deploymentOf({}));
  });
});
