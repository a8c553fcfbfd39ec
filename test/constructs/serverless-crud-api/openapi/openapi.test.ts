import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ServerlessCrudApi, type ServerlessCrudApiProps } from '../../../../src';
import { methodsOf, resourcesOf, TICKET_SCHEMA, ticketApi } from '../../../support/template';

const PATH = '/v1/openapi.json';

/** What API Gateway renders of the mapping template: no `$` and no `#` is in it, so it is what it is. */
function served(template: Template): any {
  const { Integration: integration } = methodsOf(template).get(`GET ${PATH}`);
  return JSON.parse(integration.IntegrationResponses[0].ResponseTemplates['application/json']);
}

/** Of an API that declares no more than its tickets. */
const plain = ticketApi().template();

describe('GET /v1/openapi.json', () => {
  test('answers the document without a function', () => {
    const document = served(ticketApi({ apiName: 'helpdesk' }).template());
    expect(document).toMatchObject({ openapi: '3.1.1', info: { title: 'helpdesk', version: '1.0.0' } });
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/tickets', '/tickets/{id}', '/auth/login']));
    const { Integration: integration } = methodsOf(plain).get(`GET ${PATH}`);
    expect(integration).toMatchObject({ Type: 'MOCK', PassthroughBehavior: 'NEVER', RequestTemplates: { 'application/json': '{"statusCode":200}' } });
  });

  test('holds nothing that the template language reads, whatever a schema says', () => {
    const schema = { ...TICKET_SCHEMA, description: 'Costs $5, # set apart: #set($x = 1) ## ñ 😀 \\ "', properties: { ...TICKET_SCHEMA.properties, title: { type: 'string', pattern: '^[#$]+$' } } };
    const template = ticketApi({}, { schema }).template();
    const { Integration: integration } = methodsOf(template).get(`GET ${PATH}`);
    const text = integration.IntegrationResponses[0].ResponseTemplates['application/json'];
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(text).not.toMatch(/[$#]/);
    expect(served(template).components.schemas.Ticket.description).toBe(schema.description);
    expect(served(template).components.schemas.TicketWrite.properties.title.pattern).toBe('^[#$]+$');
  });

  test('has the headers of every answer', () => {
    const { Integration: integration, MethodResponses: responses } = methodsOf(ticketApi({ allowedOrigins: ['https://a.example', 'https://b.example'] }).template()).get(`GET ${PATH}`);
    expect(integration.IntegrationResponses[0].ResponseParameters).toEqual({
      'method.response.header.Cache-Control': "'no-store'",
      'method.response.header.Access-Control-Allow-Origin': "'https://a.example'",
      'method.response.header.Access-Control-Expose-Headers': expect.stringContaining('ETag'),
    });
    expect(Object.keys(responses[0].ResponseParameters)).toEqual(Object.keys(integration.IntegrationResponses[0].ResponseParameters));
    const none = methodsOf(ticketApi({ allowedOrigins: [] }).template()).get(`GET ${PATH}`);
    expect(none.Integration.IntegrationResponses[0].ResponseParameters).toEqual({ 'method.response.header.Cache-Control': "'no-store'" });
  });

  test('is for users, unless publicOpenApi opens it; other methods are 405 for users', () => {
    const open = ticketApi({ publicOpenApi: true }).template();
    const authOf = (template: Template) => ['GET', 'HEAD', 'ANY'].map((method) => methodsOf(template).get(`${method} ${PATH}`)?.AuthorizationType);
    expect(authOf(plain)).toEqual(['COGNITO_USER_POOLS', 'COGNITO_USER_POOLS', 'COGNITO_USER_POOLS']);
    expect(authOf(open)).toEqual(['NONE', 'NONE', 'COGNITO_USER_POOLS']);
    expect(served(open).paths['/openapi.json'].get.security).toEqual([]);
    expect(methodsOf(plain).get(`ANY ${PATH}`).Integration.Type).toBe('AWS_PROXY');
  });

  test('another document is another deployment of the API', () => {
    const deploymentOf = (description: string) => Object.keys(resourcesOf(ticketApi({ description }).template(), 'AWS::ApiGateway::Deployment'));
    expect(deploymentOf('One')).toEqual(deploymentOf('One'));
    expect(deploymentOf('One')).not.toEqual(deploymentOf('Two'));
  });
});

describe('the cloud assembly', () => {
  function synth(props: ServerlessCrudApiProps = {}, staged = false) {
    const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
    const app = new App({ outdir });
    const stack = new Stack(staged ? new Stage(app, 'Prod') : app, 'Stack');
    new ServerlessCrudApi(stack, 'Api', props).addResource('tickets', { schema: TICKET_SCHEMA });
    const assembly = staged ? app.synth().getNestedAssembly('assembly-Prod') : app.synth();
    const files = readdirSync(assembly.directory).filter((file) => file.endsWith('.openapi.json'));
    const text = readFileSync(join(assembly.directory, files[0]), 'utf8');
    rmSync(outdir, { recursive: true });
    return { files, text };
  }

  test('holds the document, for people and tools', () => {
    const { files, text } = synth();
    expect(files).toEqual(['Stack-Api.openapi.json']);
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    expect(JSON.parse(text)).toEqual(served(plain));
  });

  test('of a stage holds its own', () => {
    expect(synth({}, true).files).toEqual(['Prod-Stack-Api.openapi.json']);
  });

  test('holds the same each time', () => {
    expect(synth().text).toBe(synth().text);
  });
});

describe('what it is told', () => {
  test('title, version and description are the API\'s', () => {
    const { info } = served(ticketApi({ apiName: 'helpdesk', apiVersion: '2.3.4', description: 'Helps.' }).template());
    expect(info).toMatchObject({ title: 'helpdesk', version: '2.3.4' });
    expect(info.description).toMatch(/^Helps\.\n/);
  });

  test('a name known only at deployment gives way to the construct\'s id', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new ServerlessCrudApi(stack, 'Api', { apiName: new CfnParameter(stack, 'Name').valueAsString }).addResource('tickets', { schema: TICKET_SCHEMA });
    expect(served(Template.fromStack(stack)).info.title).toBe('Api');
  });

  test.each(['description', 'apiVersion'])('fails at synth: a %s known only at deployment', (prop) => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => new ServerlessCrudApi(stack, 'Api', { [prop]: new CfnParameter(stack, 'Value').valueAsString }))
      .toThrow(new RegExp(`Stack/Api: ${prop} is known only at deployment.*Fix:`));
  });

  test('fails at synth: an empty apiVersion', () => {
    expect(() => ticketApi({ apiVersion: '' })).toThrow(/apiVersion is not valid, got "".*Fix:/);
  });

  test('fails at synth: a document larger than a mapping template may be', () => {
    const schema = { ...TICKET_SCHEMA, description: 'x'.repeat(320_000) };
    expect(() => ticketApi({}, { schema }).template()).toThrow(/Stack\/Api: the OpenAPI document of \d+ bytes is larger than API Gateway serves.*Allowed: up to 307,200 bytes.*Fix:/);
  });

  test('a document almost as large as it may be is served', () => {
    const schema = { ...TICKET_SCHEMA, description: 'x'.repeat(130_000) };
    expect(served(ticketApi({}, { schema }).template()).components.schemas.Ticket.description).toBe(schema.description);
  });
});
