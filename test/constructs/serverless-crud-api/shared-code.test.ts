import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TICKET_SCHEMA } from '../../../examples/reference-system/stacks/ticket-schema';
import { ServerlessCrudApi, SharedCode } from '../../../src';
import { ENVIRONMENTS, LAMBDA, runFresh, TABLE } from '../../bundle/shipped';
import { DynamoDbStub } from '../../support/dynamodb-stub';
import { proxyEvent } from '../../support/events';
import { actionsOf, resourcesOf } from '../../support/template';
import { ticket } from '../../support/tickets';

const outdirs: string[] = [];
afterAll(() => outdirs.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An API with users and tickets, and where the assembly holds what its functions and its layer are made of. */
function synth(sharedCode?: SharedCode) {
  const app = new App({ analyticsReporting: false });
  outdirs.push(app.outdir);
  const stack = new Stack(app, 'Shop');
  const api = new ServerlessCrudApi(stack, 'Api', { sharedCode });
  api.addUsers('users');
  api.addResource('tickets', { schema: TICKET_SCHEMA });
  const template = Template.fromJSON(app.synth().getStackByName('Shop').template);
  const assets = JSON.parse(readFileSync(join(app.outdir, 'Shop.assets.json'), 'utf8')).files;
  const folderOf = ({ S3Key }: { S3Key: string }) => join(app.outdir, assets[S3Key.replace('.zip', '')].source.path);
  return { template, folderOf };
}

const bundled = synth();
const layered = synth(SharedCode.LAYER);
const functionsOf = (template: Template) => Object.entries(resourcesOf(template, 'AWS::Lambda::Function'));

test('each function is whole, and there is no layer, unless it is asked for', () => {
  expect(resourcesOf(bundled.template, 'AWS::Lambda::LayerVersion')).toEqual({});
  for (const [, { Properties }] of functionsOf(bundled.template)) { expect(Properties).not.toHaveProperty('Layers'); }
});

test('with the layer there is one for all functions of the API, and each holds its own part alone', () => {
  const [[layer, { Properties }], ...others] = Object.entries(resourcesOf(layered.template, 'AWS::Lambda::LayerVersion'));
  expect(others).toEqual([]);
  expect(Properties).toMatchObject({ CompatibleRuntimes: ['nodejs24.x'], Description: expect.stringContaining('serverless-inteligente'), LicenseInfo: 'Apache-2.0' });
  expect(readdirSync(join(layered.folderOf(Properties.Content), 'nodejs', 'node_modules'))).toEqual(['serverless-inteligente-runtime']);
  const functions = functionsOf(layered.template);
  expect(functions.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual(['ApiAuthHandler', 'ApiticketsHandler', 'ApiusersHandler', 'ApiusersSweep']);
  const sizeOf = ({ folderOf }: typeof layered, { Properties: { Code } }: any) => readFileSync(join(folderOf(Code), 'index.js')).length;
  const whole = new Map(functionsOf(bundled.template));
  for (const [id, fn] of functions) {
    expect(fn.Properties.Layers).toEqual([{ Ref: layer }]);
    expect(sizeOf(layered, fn)).toBeLessThan(0.5 * sizeOf(bundled, whole.get(id)));
  }
});

test('the layer changes nothing else: no id, no permission', () => {
  const without = ({ template }: typeof layered) => Object.entries(template.toJSON().Resources).filter(([, { Type }]: any) => Type !== 'AWS::Lambda::LayerVersion');
  // A deployment's id is of what the API's methods are.
  expect(without(layered).map(([id]) => id)).toEqual(without(bundled).map(([id]) => id));
  for (const role of Object.keys(resourcesOf(bundled.template, 'AWS::IAM::Role')).filter((id) => /Handler|Sweep/.test(id))) {
    expect(actionsOf(layered.template, role)).toEqual(actionsOf(bundled.template, role));
  }
});

test('the function of the assembly answers, with the layer where Lambda lays it', async () => {
  const table = new DynamoDbStub(TABLE, 'id');
  const [, { Properties: { Code } }] = functionsOf(layered.template).find(([id]) => id.startsWith('ApiticketsHandler'))!;
  const [{ Properties: { Content } }] = Object.values(resourcesOf(layered.template, 'AWS::Lambda::LayerVersion'));
  try {
    const { stdout, stderr } = await runFresh(
      'require(process.argv[1]).handler(JSON.parse(process.argv[2]), {}).then(({ statusCode }) => console.log(`answered ${statusCode}`))',
      [join(layered.folderOf(Code), 'index.js'), JSON.stringify(proxyEvent({ method: 'POST', body: ticket() }))],
      { ...LAMBDA, ...ENVIRONMENTS.crud, NODE_PATH: join(layered.folderOf(Content), 'nodejs', 'node_modules'), AWS_ENDPOINT_URL_DYNAMODB: await table.listen() },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('answered 201');
  } finally {
    await table.close();
  }
  expect(existsSync(join(layered.folderOf(Code), 'validators.js'))).toBe(true);
});
