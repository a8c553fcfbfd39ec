import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, aws_logs as logs, Duration, Stack, Stage } from 'aws-cdk-lib';
import { HandlerFunction } from '../../../src/constructs/private/handler-function';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface SynthOptions {
  readonly context?: { [name: string]: unknown };
  readonly inStage?: boolean;
  readonly outdir?: string;
}

/** Functions of the bundle `crud`, by id, each with its files laid beside it. */
function synth(functions: { readonly [id: string]: { readonly [file: string]: string } }, options: SynthOptions = {}) {
  const { inStage, ...props } = options;
  const app = new App({ ...props, analyticsReporting: false });
  const stack = new Stack(inStage ? new Stage(app, 'Production') : app, 'Code');
  for (const [id, files] of Object.entries(functions)) {
    new HandlerFunction(stack, id, {
      bundle: 'crud', files, description: id, environment: {}, memorySize: 128, timeout: Duration.seconds(1), logRetention: logs.RetentionDays.ONE_DAY,
    });
  }
  const { directory, stacks } = inStage ? app.synth().getNestedAssembly('assembly-Production') : app.synth();
  folders.push(app.outdir);
  const manifest = JSON.parse(readFileSync(join(directory, `${stacks[0].id}.assets.json`), 'utf8'));
  const codes: { [id: string]: any } = Object.fromEntries(Object.entries<any>(stacks[0].template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .map(([, { Properties, Metadata }]) => [Properties.Description, {
      key: Properties.Code.S3Key as string,
      folder: resolve(directory, manifest.files[Properties.Code.S3Key.replace('.zip', '')].source.path),
      packaging: manifest.files[Properties.Code.S3Key.replace('.zip', '')].source.packaging,
      metadata: Metadata,
    }]));
  return { codes, outdir: app.outdir, assets: readdirSync(app.outdir).filter((name) => name.startsWith('asset.')) };
}

test('a function has its bundle and its own files, in a folder named by what is in it', () => {
  const { codes: { Api }, assets } = synth({ Api: { 'resource.json': '{}' } });
  expect(readdirSync(Api.folder).sort()).toEqual(['THIRD-PARTY-LICENSES.txt', 'index.js', 'resource.json']);
  expect(readFileSync(join(Api.folder, 'resource.json'), 'utf8')).toBe('{}');
  expect(readFileSync(join(Api.folder, 'index.js'), 'utf8')).toBe(readFileSync(join(__dirname, '../../../assets/crud/index.js'), 'utf8'));
  expect(Api.packaging).toBe('zip');
  expect(Api.key).toMatch(/^[0-9a-f]{64}\.zip$/);
  expect(assets.filter((name) => Api.folder.endsWith(name))).toHaveLength(1);
});

test('functions of one content share it; each other content is one more', () => {
  const { codes } = synth({ A: { a: '1', b: '2' }, B: { b: '2', a: '1' }, C: { a: '1', b: '3' }, D: { a: '1\x00b\x002' }, E: {} });
  expect(codes.B.key).toBe(codes.A.key);
  expect(new Set(Object.values(codes).map(({ key }) => key)).size).toBe(4);
});

test('a file that an earlier synth left half written is made whole', () => {
  const { codes: { Api }, outdir } = synth({ Api: { 'resource.json': '{}' } });
  writeFileSync(join(Api.folder, 'resource.json'), '{');
  synth({ Api: { 'resource.json': '{}' } }, { outdir });
  expect(readFileSync(join(Api.folder, 'resource.json'), 'utf8')).toBe('{}');
});

test('in a stage, too, its manifest says where it is', () => {
  const { codes: { Api } } = synth({ Api: { 'resource.json': '{}' } }, { inStage: true });
  expect(readdirSync(Api.folder)).toContain('resource.json');
});

test('the CDK’s tools are told where the code is when they ask', () => {
  const { codes: { Api } } = synth({ Api: {} }, { context: { 'aws:cdk:enable-asset-metadata': true } });
  expect(Api.metadata).toMatchObject({ 'aws:asset:path': expect.stringMatching(/^asset\.[0-9a-f]{64}$/), 'aws:asset:property': 'Code' });
  expect(synth({ Api: {} }).codes.Api.metadata?.['aws:asset:path']).toBeUndefined();
});

test('a synth says nothing of it', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    synth({ Api: { 'resource.json': '{}' } });
    expect(write.mock.calls).toEqual([]);
  } finally {
    write.mockRestore();
  }
});
