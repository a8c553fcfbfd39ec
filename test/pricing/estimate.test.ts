import fc from 'fast-check';
import type { Assembly } from '../../src/pricing/assembly';
import { readCloudAssembly, readTemplates } from '../../src/pricing/cloud-assembly';
import { estimate } from '../../src/pricing/estimate';
import { shippedPrices } from '../../src/pricing/price-table';
import type { UsageFile } from '../../src/pricing/usage';
import { quantities } from '../support/bills';
import { arn, assemblyOf, ref, resource, smallApp, writeAssembly } from '../support/cloud-assemblies';

const prices = shippedPrices();
const priced = (assembly: Assembly, usage: UsageFile = {}, freeTier = false) => estimate(assembly, { prices, usage, freeTier });
describe('an estimate', () => {
  it('follows the requests from the gateway to the function, its logs and its table', () => {
    const app = assemblyOf(smallApp());
    const usage = { resources: { 'App/Api': { requests: 2_000_000 } } };
    expect(quantities(app, 'Handler', usage)).toEqual({ 'lambda.requests': 2e6, 'lambda.duration.arm64': 100_000 });
    expect(quantities(app, 'Table', usage)).toEqual({ 'dynamodb.storage': 1, 'dynamodb.reads': 1.6e6, 'dynamodb.writes': 0.4e6 });
    expect(quantities(app, 'Logs', usage)['logs.lambda']).toBeCloseTo(2e6 / 1024 ** 2);
  });

  it('spreads requests over the methods, evenly or by weights', () => {
    const app = smallApp();
    const method = (name: string, fn: string) => resource('AWS::ApiGateway::Method', `Api/${name}`, { RestApiId: ref('Api'), HttpMethod: name, Integration: { Uri: arn(fn) } });
    const two = assemblyOf({ ...app, Method: method('GET', 'Handler'), Post: method('POST', 'Writer'), Writer: resource('AWS::Lambda::Function', 'Writer') });
    expect(quantities(two, 'Handler')['lambda.requests']).toBe(500_000);
    expect(quantities(two, 'Handler', { resources: { 'App/Api/GET': { weight: 9 } } })['lambda.requests']).toBe(900_000);
    expect(quantities(two, 'Writer', { resources: { 'App/Api/GET': { weight: 9 } } })['lambda.requests']).toBe(100_000);
    const { free, assumptions } = priced(two, { resources: { 'App/Api/GET': { weight: 9 } } });
    expect(free.map(({ type }) => type)).toContain('AWS::ApiGateway::Method');
    expect(assumptions.filter(({ name }) => name === 'weight').map(({ resource: { path } }) => path)).toEqual(['App/Api/GET']);
    expect(() => priced(two, { defaults: { 'AWS::ApiGateway::Method': { weight: 0 } } })).not.toThrow();
  });

  it('says of each amount who said so', () => {
    const app = smallApp();
    const { assumptions } = priced(assemblyOf({
      ...app,
      Table: { ...app.Table, Metadata: { ...app.Table.Metadata, 'serverless-inteligente:usage': { storageGB: 7, itemKB: 3 } } },
    }), { resources: { 'App/T*': { itemKB: 2 } }, defaults: { 'AWS::Lambda::Function': { durationMs: 20 } } });
    const said = Object.fromEntries(assumptions.map(({ resource: { path }, name, value, origin }) => [`${path} ${name}`, [value, origin]]));
    expect(said).toMatchObject({
      'App/Api requests': [1_000_000, 'default'],
      'App/Handler durationMs': [20, 'usage file, default of the type'],
      'App/Handler invocations': [1_000_000, 'started by Api'],
      'App/Table storageGB': [7, 'beside the resource'],
      'App/Table itemKB': [2, 'usage file, App/T*'],
      'App/Table writes': [200_000, '0.2 of the calls of Handler'],
    });
  });

  it('tells reads by path, and apart from who reads and writes those who do one alone', () => {
    const app = smallApp();
    const { Handler, Role, Policy } = app;
    const reader = {
      Reader: { ...Handler, Metadata: { 'aws:cdk:path': 'App/Reports/Reader/Resource' }, Properties: { Role: arn('ReaderRole') } },
      ReaderRole: Role,
      ReaderPolicy: { ...Policy, Properties: { Roles: [ref('ReaderRole')], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'dynamodb:Query', Resource: arn('Table') }] } } },
    };
    const { assumptions } = priced(assemblyOf({ ...app, ...reader }), { resources: { 'App/Reports/Reader': { invocations: 500 } } });
    const reads = assumptions.find(({ resource: { path }, name }) => path === 'App/Table' && name === 'reads')!;
    expect([reads.value, reads.origin]).toEqual([800_500, '0.8 of the calls of Handler, those of Reports/Reader']);
  });

  it('adds up: resources, services and lines are the same sum', () => {
    const { monthlyUsd, resources, services } = priced(assemblyOf(smallApp()));
    expect(monthlyUsd).toBeGreaterThan(3.5);
    expect(resources.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(monthlyUsd, 9);
    expect(services.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(monthlyUsd, 9);
  });

  it('costs nothing within the free tier, where there is nothing but a little use', () => {
    const { resources } = priced(assemblyOf(smallApp()), { resources: { 'App/Api': { requests: 10_000 } } }, true);
    expect(resources.find(({ resource: { path } }) => path === 'App/Handler')!.usd).toBe(0);
  });

  it('lists what it does not know, and never hides it', () => {
    const { unknown, free } = priced(assemblyOf({
      Cluster: resource('AWS::RDS::DBCluster', 'Cluster'), Ips: resource('AWS::CloudFront::AnycastIpList', 'Ips'), Role: resource('AWS::IAM::Role', 'Role'),
    }));
    expect(unknown.map(({ type, paths }) => [type, paths])).toEqual([['AWS::CloudFront::AnycastIpList', ['App/Ips']], ['AWS::RDS::DBCluster', ['App/Cluster']]]);
    expect(free).toMatchObject([{ type: 'AWS::IAM::Role', count: 1, paths: ['App/Role'], reason: 'IAM has no charge', source: 'https://aws.amazon.com/iam/faqs/' }]);
  });

  it('warns of a region whose prices it has not', () => {
    expect(priced(assemblyOf(smallApp(), 'sa-east-1')).warnings[0]).toContain('Resources in sa-east-1 are priced as in us-east-1');
    expect(priced(assemblyOf(smallApp(), 'us-east-1')).warnings.join()).not.toContain('are priced as in');
  });

  it('never falls when more is used', () => {
    const names = [['Api', 'requests'], ['Api', 'responseKB'], ['Handler', 'durationMs'], ['Table', 'reads'], ['Table', 'storageGB'], ['Logs', 'ingestedGB']];
    fc.assert(fc.property(fc.constantFrom(...names), fc.nat(9_000), fc.nat(9_000), fc.boolean(), ([path, name], a, b, freeTier) => {
      const usd = (value: number) => priced(assemblyOf(smallApp()), { resources: { [`App/${path}`]: { [name]: value } } }, freeTier).monthlyUsd;
      return usd(Math.max(a, b)) >= usd(Math.min(a, b)) - 1e-9;
    }), { numRuns: 60 });
  });
});

describe('what starts a function', () => {
  const fn = resource('AWS::Lambda::Function', 'Fn');

  it('is nothing but a deployment for the provider of a custom resource', () => {
    expect(quantities(assemblyOf({ Fn: fn, Custom: resource('Custom::Thing', 'Custom', { ServiceToken: arn('Fn') }) }), 'Fn')).toEqual({});
  });

  it.each([['rate(5 minutes)', 8760], ['rate(1 hour)', 730], ['cron(0 6 * * ? *)', 365 / 12], ['cron(0 8-17 ? * MON-FRI *)', 2610 / 12]])('is the schedule %s', (expression, times) => {
    const rule = resource('AWS::Events::Rule', 'Rule', { ScheduleExpression: expression, Targets: [{ Arn: arn('Fn') }] });
    expect(quantities(assemblyOf({ Fn: fn, Rule: rule }), 'Fn')['lambda.requests']).toBeCloseTo(times, 6);
  });

  it('is a queue that a topic fills, by batches, and polling costs requests of the queue', () => {
    const app = assemblyOf({
      Fn: fn,
      Topic: resource('AWS::SNS::Topic', 'Topic'),
      Queue: resource('AWS::SQS::Queue', 'Queue', { RedrivePolicy: { deadLetterTargetArn: arn('Dead') } }),
      Dead: resource('AWS::SQS::Queue', 'Dead'),
      Subscription: resource('AWS::SNS::Subscription', 'Subscription', { Protocol: 'sqs', TopicArn: ref('Topic'), Endpoint: arn('Queue') }),
      Mapping: resource('AWS::Lambda::EventSourceMapping', 'Mapping', { EventSourceArn: arn('Queue'), FunctionName: ref('Fn') }),
    });
    const usage = { resources: { 'App/Topic': { publishes: 100_000 }, 'App/Queue': { batchSize: 10 } } };
    expect(quantities(app, 'Fn', usage)['lambda.requests']).toBe(10_000);
    expect(quantities(app, 'Queue', usage)).toEqual({ 'sqs.requests': 100_000 + 20_000 + 657_000 });
    expect(quantities(app, 'Dead', usage)).toEqual({});
  });

  it('is a queue that is told of what others than itself write to a bucket', () => {
    const role = (name: string) => ({
      [name]: resource('AWS::Lambda::Function', name, { Role: arn(`${name}Role`) }),
      [`${name}Role`]: resource('AWS::IAM::Role', `${name}Role`, { Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: arn('Bucket') }] } }] }),
    });
    const app = assemblyOf({
      ...role('Uploads'),
      ...role('Thumbnails'),
      Bucket: resource('AWS::S3::Bucket', 'Bucket'),
      Queue: resource('AWS::SQS::Queue', 'Queue'),
      Told: resource('Custom::S3BucketNotifications', 'Told', { BucketName: ref('Bucket'), NotificationConfiguration: { QueueConfigurations: [{ QueueArn: arn('Queue') }] } }),
      Mapping: resource('AWS::Lambda::EventSourceMapping', 'Mapping', { EventSourceArn: arn('Queue'), FunctionName: ref('Thumbnails') }),
    });
    expect(quantities(app, 'Thumbnails', { resources: { 'App/Uploads': { invocations: 30_000 } } })['lambda.requests']).toBe(30_000);
  });

  it('is the writes of a table whose stream it reads, and what it writes there itself starts it again', () => {
    const app = smallApp();
    const streamed = assemblyOf({
      ...app, Mapping: resource('AWS::Lambda::EventSourceMapping', 'Mapping', { EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] }, FunctionName: ref('Handler') }),
    });
    expect(quantities(streamed, 'Handler')['lambda.requests']).toBeCloseTo(1_250_000, -1); // x = 1,000,000 + 0.2 x
  });

  it('is found through another stack and through a nested one', () => {
    const { Api, Method, ...rest } = smallApp();
    const template = (resources: object) => ({ Resources: resources as Assembly['stacks'][number]['template']['Resources'] });
    const apart: Assembly = {
      stacks: [
        { name: 'App', template: { ...template(rest), Outputs: { Fn: { Value: arn('Handler'), Export: { Name: 'App:Fn' } } } } },
        { name: 'Front', template: template({ Api, Method: { ...Method, Properties: { ...Method.Properties, Integration: { Uri: { 'Fn::ImportValue': 'App:Fn' } } } } }) },
      ],
    };
    expect(quantities(apart, 'Handler')['lambda.requests']).toBe(1_000_000);

    const nested: Assembly = {
      stacks: [
        { name: 'App', template: template({ ...rest, Nested: resource('AWS::CloudFormation::Stack', 'Nested', { Parameters: { FnArn: arn('Handler') } }) }) },
        {
          name: 'App/Nested',
          parent: { stack: 'App', logicalId: 'Nested' },
          template: template({ Api, Method: { ...Method, Properties: { ...Method.Properties, Integration: { Uri: ref('FnArn') } } } }),
        },
      ],
    };
    expect(quantities(nested, 'Handler')['lambda.requests']).toBe(1_000_000);
  });
});

describe('what the cache of a stage answers', () => {
  const app = smallApp();
  const stage = (...MethodSettings: object[]) => assemblyOf({
    ...app,
    Root: resource('AWS::ApiGateway::Resource', 'Api/v1', { RestApiId: ref('Api'), ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'v1' }),
    Products: resource('AWS::ApiGateway::Resource', 'Api/products', { RestApiId: ref('Api'), ParentId: ref('Root'), PathPart: 'products' }),
    Method: { ...app.Method, Properties: { ...app.Method.Properties, ResourceId: ref('Products') } },
    Post: resource('AWS::ApiGateway::Method', 'Api/POST', { ...app.Method.Properties, ResourceId: ref('Products'), HttpMethod: 'POST' }),
    Stage: resource('AWS::ApiGateway::Stage', 'Api/Stage', { RestApiId: ref('Api'), CacheClusterEnabled: true, CacheClusterSize: '0.5', MethodSettings }),
  });
  const cached = { HttpMethod: 'GET', ResourcePath: '/~1v1~1products', CachingEnabled: true };

  it('starts no function: 0.8 of the requests to cached methods, unless somebody says otherwise', () => {
    expect(quantities(stage(cached), 'Handler')['lambda.requests']).toBeCloseTo(600_000, 6); // half of them POST, and 0.2 of the other half
    expect(quantities(stage(cached), 'Handler', { resources: { 'App/Api/Stage': { cacheHitShare: 0.5 } } })['lambda.requests']).toBeCloseTo(750_000, 6);
  });

  it('is nothing where no method of the function is cached', () => {
    expect(quantities(stage({ ...cached, CachingEnabled: false }), 'Handler')['lambda.requests']).toBe(1_000_000);
    expect(quantities(stage({ ...cached, ResourcePath: '/~1v1' }), 'Handler')['lambda.requests']).toBe(1_000_000);
  });

  it('is of every method where the stage says so', () => {
    expect(quantities(stage({ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }), 'Handler')['lambda.requests']).toBeCloseTo(600_000, 6); // GET alone is cached
  });
});

describe('provisioned concurrency', () => {
  const withLevels = (...ScheduledActions: object[]) => assemblyOf({
    Fn: resource('AWS::Lambda::Function', 'Fn', { MemorySize: 1024, Architectures: ['arm64'] }),
    Alias: resource('AWS::Lambda::Alias', 'Alias', { FunctionName: ref('Fn') }),
    Target: resource('AWS::ApplicationAutoScaling::ScalableTarget', 'Target', {
      ServiceNamespace: 'lambda', MinCapacity: 0, MaxCapacity: 10, ResourceId: { 'Fn::Join': [':', ['function', ref('Fn'), 'live']] }, ScheduledActions,
    }),
  });
  const at = (Schedule: string, level: number) => ({ Schedule, ScalableTargetAction: { MinCapacity: level, MaxCapacity: level } });

  it('is charged for the hours of its schedule', () => {
    const hours = quantities(withLevels(at('cron(0 9 ? * MON-FRI *)', 10), at('cron(0 17 ? * MON-FRI *)', 0)), 'Fn')['lambda.provisioned.arm64'] / 3600 / 10;
    expect(hours).toBeCloseTo(730 * 261 * 8 / (365 * 24), 0);
  });

  it('goes on over the weekend when only an action on Monday ends it', () => {
    const hours = quantities(withLevels(at('cron(0 9 ? * FRI *)', 1), at('cron(0 9 ? * MON *)', 0)), 'Fn')['lambda.provisioned.arm64'] / 3600;
    expect(hours).toBeCloseTo(730 * 3 / 7, -1);
  });

  it('is charged all month at a fixed level', () => {
    expect(quantities(assemblyOf({
      Fn: resource('AWS::Lambda::Function', 'Fn', { MemorySize: 512 }),
      Alias: resource('AWS::Lambda::Alias', 'Alias', { FunctionName: ref('Fn'), ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 4 } }),
    }), 'Fn')).toEqual({
      'lambda.requests': 100_000, 'lambda.provisioned.x86': 730 * 3600 * 4 * 0.5, 'lambda.provisioned-duration.x86': 5000, 'logs.lambda': expect.any(Number), 'logs.storage': expect.any(Number),
    });
  });
});

describe('usage that is wrong', () => {
  it.each<[string, UsageFile, string]>([
    ['names a path that is not there', { resources: { 'App/Apj': { requests: 1 } } }, 'resources["App/Apj"] matches no resource with usage. Allowed: App/Api, App/Api/Stage, App/Handler, App/Logs, App/Table. Fix: write "App/Api".'],
    ['names what the type does not know', { resources: { 'App/Api': { request: 1 } } }, 'has an unknown usage "request". Allowed: requests, responseKB, throughDistribution. Fix: write "requests".'],
    ['names what is near to nothing', { resources: { 'App/Api': { colour: 1 } } }, 'has an unknown usage "colour". Allowed: requests, responseKB, throughDistribution. Fix: rename it.'],
    ['is negative', { resources: { 'App/Api': { requests: -1 } } }, 'requests is out of range, got -1. Allowed: a number of 0 or more'],
    ['is more than there can be', { resources: { 'App/Handler': { durationMs: 900_001 } } }, 'durationMs is out of range, got 900001. Allowed: 0 to 900000 ms'],
  ])('fails when it %s', (_, usage, message) => {
    expect(() => priced(assemblyOf(smallApp()), usage)).toThrow(message);
  });

  it('fails beside the resource as it does in the file', () => {
    expect(() => priced(assemblyOf({ Api: resource('AWS::ApiGateway::RestApi', 'Api', {}, { 'serverless-inteligente:usage': { requests: -5 } }) })))
      .toThrow('App/Api: usage: requests is out of range, got -5');
  });
});

describe('a cloud assembly', () => {
  it('is read with its stacks, their regions and the nested ones', () => {
    const folder = writeAssembly({ App: { Resources: smallApp() }, Other: { Resources: {} } }, 'eu-west-1');
    expect(readCloudAssembly(folder).stacks.map(({ name, region }) => [name, region])).toEqual([['App', 'eu-west-1'], ['Other', 'eu-west-1']]);
    expect(readTemplates([`${folder}/App.template.json`]).stacks.map(({ name, region }) => [name, region])).toEqual([['App', 'eu-west-1']]);
  });

  it.each([['/nowhere/cdk.out', 'is no folder'], [__dirname, 'has no manifest.json'], [writeAssembly({}), 'has no stack']])('fails when %s', (folder, message) => {
    expect(() => readCloudAssembly(folder)).toThrow(`${folder}: ${message}. Allowed: a cloud assembly`);
  });
});
