import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_kms as kms, aws_s3 as s3, aws_sns as sns, Duration, Lazy, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ImageUploads, ServerlessCrudApi, type ImageUploadsProps, type ServerlessCrudApiProps } from '../../../src';
import { imageProcessorEnv, uploadsEnv } from '../../../src/contract/order-events-pipeline-images';
import { actionsOf, keyActionsOf, methodsOf, resourcesOf } from '../../support/template';

function photos(props: (stack: Stack) => Partial<ImageUploadsProps> = () => ({}), apiProps: ServerlessCrudApiProps = {}) {
  const stack = new Stack(new App(), 'Shop');
  const api = new ServerlessCrudApi(stack, 'Api', apiProps);
  const images = new ImageUploads(stack, 'Images', { api, ...props(stack) });
  return { stack, api, images, template: () => Template.fromStack(stack) };
}

function find(template: Template, type: string, part: string | RegExp): [string, any] {
  const found = Object.entries(resourcesOf(template, type)).filter(([id]) => (typeof part === 'string' ? id.includes(part) : part.test(id)));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0];
}
const verbs = (template: Template, role: string) => actionsOf(template, find(template, 'AWS::IAM::Role', role)[0]);
const OWN = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

test('F2: what is created under uploads/ goes to the queue, and nothing else does', () => {
  const template = photos().template();
  const [, bucket] = find(template, 'AWS::S3::Bucket', 'ImagesBucket');
  const [queue] = find(template, 'AWS::SQS::Queue', /^ImagesQueue[0-9A-F]{8}$/);
  expect(bucket.Properties.NotificationConfiguration).toEqual({
    QueueConfigurations: [{
      Event: 's3:ObjectCreated:*',
      Queue: { 'Fn::GetAtt': [queue, 'Arn'] },
      Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'uploads/' }] } },
    }],
  });
  expect(bucket.DependsOn).toEqual([find(template, 'AWS::SQS::QueuePolicy', 'ImagesQueuePolicy')[0]]);
});

test('the bucket is private, takes no plain HTTP, and forms only from the API’s origins', () => {
  const [id, { Properties }] = find(photos(undefined, { allowedOrigins: ['https://shop.example'] }).template(), 'AWS::S3::Bucket', 'ImagesBucket');
  expect(id).toBe('ImagesBucket4B6DB8E1');
  expect(Properties).toMatchObject({
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    CorsConfiguration: { CorsRules: [{ AllowedMethods: ['POST', 'GET', 'HEAD'], AllowedOrigins: ['https://shop.example'], AllowedHeaders: ['*'], MaxAge: 600 }] },
  });
  expect(photos(undefined, { allowedOrigins: [] }).template().toJSON().Resources[id].Properties.CorsConfiguration).toBeUndefined();
});

test('what was rejected is kept 30 days, an original as long as one says', () => {
  const rules = (props?: Partial<ImageUploadsProps>) =>
    find(photos(() => props ?? {}).template(), 'AWS::S3::Bucket', 'ImagesBucket')[1].Properties.LifecycleConfiguration.Rules;
  expect(rules()).toEqual([{ Prefix: 'rejected/', ExpirationInDays: 30, Status: 'Enabled' }]);
  expect(rules({ originalsExpireAfter: Duration.days(7) })).toContainEqual({ Prefix: 'uploads/', ExpirationInDays: 7, Status: 'Enabled' });
});

test('S3 alone, of this account alone, may put messages into the queue', () => {
  const [, { Properties }] = find(photos().template(), 'AWS::SQS::QueuePolicy', 'ImagesQueuePolicy');
  const allowed = Properties.PolicyDocument.Statement.filter(({ Effect }: any) => Effect === 'Allow');
  expect(allowed).toEqual([{
    Effect: 'Allow',
    Action: 'sqs:SendMessage',
    Principal: { Service: 's3.amazonaws.com' },
    Resource: expect.anything(),
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': expect.anything() } },
  }]);
});

test('where the bucket is named, only that bucket may', () => {
  const [, { Properties }] = find(photos(() => ({ bucketName: 'shop-photos' })).template(), 'AWS::SQS::QueuePolicy', 'ImagesQueuePolicy');
  expect(JSON.stringify(Properties.PolicyDocument.Statement.at(-1).Condition)).toContain(':s3:::shop-photos');
});

test('C1: each function gets what it reads, and the processor memory and time for the largest image', () => {
  const template = photos(() => ({
    processorFunctionName: 'image_processor',
    uploadsFunctionName: 'uploads',
    sizes: [100, 50, 200],
    quality: 70,
    maxSize: Size.mebibytes(5),
    maxPixels: 20_000_000,
    formValidity: Duration.minutes(5),
    linkValidity: Duration.minutes(1),
  })).template();
  const [, processor] = find(template, 'AWS::Lambda::Function', 'ImagesProcessor');
  expect(processor.Properties).toMatchObject({ FunctionName: 'image_processor', MemorySize: 2048, Timeout: 60 });
  expect(Object.keys(processor.Properties.Environment.Variables).sort()).toEqual([...imageProcessorEnv.names].sort());
  expect(JSON.parse(processor.Properties.Environment.Variables.IMAGE_SETTINGS_JSON)).toEqual({
    bytesMax: 5_242_880, pixelsMax: 20_000_000, sizes: [100, 50, 200], quality: 70, prefix: 'thumbnails/',
  });
  const [, uploads] = find(template, 'AWS::Lambda::Function', 'ImagesUploads');
  expect(uploads.Properties).toMatchObject({ FunctionName: 'uploads', MemorySize: 512, Timeout: 10 });
  expect(Object.keys(uploads.Properties.Environment.Variables).sort()).toEqual([...uploadsEnv.names].sort());
  const { UPLOAD_SETTINGS_JSON: settings, ADMIN_GROUPS_JSON: admins } = uploads.Properties.Environment.Variables;
  expect(JSON.parse(admins)).toEqual(['admins']);
  expect(JSON.parse(settings)).toEqual({ bytesMax: 5_242_880, formSeconds: 300, linkSeconds: 60 });
  expect(find(template, 'AWS::SQS::Queue', /^ImagesQueue[0-9A-F]{8}$/)[1].Properties).toMatchObject({ VisibilityTimeout: 360, MessageRetentionPeriod: 345_600 });
  expect(find(template, 'AWS::SQS::Queue', 'ImagesQueueDeadLetterQueue')[1].Properties).toMatchObject({ MessageRetentionPeriod: 1_209_600 });
});

test('100 megapixels take twice the memory', () => {
  const [, processor] = find(photos(() => ({ maxPixels: 100_000_000 })).template(), 'AWS::Lambda::Function', 'ImagesProcessor');
  expect(processor.Properties.MemorySize).toBe(4_096);
});

test('one image an invocation, each failing alone', () => {
  const [, source] = find(photos(() => ({ maxConcurrency: 3 })).template(), 'AWS::Lambda::EventSourceMapping', 'Images');
  expect(source.Properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 3 }, FunctionResponseTypes: ['ReportBatchItemFailures'] });
});

describe('I1: least privilege', () => {
  test('the processor reads uploads, writes thumbnails, sets aside, settles, and no more', () => {
    const actions = verbs(photos().template(), 'ImagesProcessorRole');
    expect(actions.map((line) => line.split(' ')[1])).toEqual([
      'dynamodb:GetItem', 'dynamodb:UpdateItem', 'logs:CreateLogStream', 'logs:PutLogEvents',
      's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:PutObject',
      'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:SendMessage',
      'xray:PutTelemetryRecords', 'xray:PutTraceSegments',
    ]);
    const on = (verb: string) => actions.filter((line) => line.includes(` s3:${verb} `)).map((line) => /"\/([a-z]+\/\*)"/.exec(line)![1]);
    expect([on('GetObject'), on('DeleteObject'), on('PutObject')]).toEqual([['uploads/*'], ['uploads/*'], ['rejected/*', 'thumbnails/*']]);
    expect(actions.find((line) => line.includes('sqs:SendMessage'))).toContain('ImagesQueueDeadLetterQueue');
  });

  // To who may not list, S3 tells a missing object as 403 (S3, GetObject, Permissions): a message that comes again would end as a dead letter.
  test('the processor may list the bucket, so that S3 tells it of a file that is gone', () => {
    const actions = verbs(photos().template(), 'ImagesProcessorRole');
    expect(actions.find((line) => line.includes('s3:ListBucket'))).toMatch(/\{"Fn::GetAtt":\["ImagesBucket[0-9A-F]{8}","Arn"\]\}$/);
  });

  test('the function of the routes may sign uploads and thumbnails, expect and find, and no more', () => {
    const actions = verbs(photos().template(), 'ImagesUploadsRole');
    expect(actions.map((line) => line.split(' ')[1])).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem', OWN[0], OWN[1], 's3:GetObject', 's3:PutObject', OWN[2], OWN[3]]);
    expect(actions.find((line) => line.includes('s3:PutObject'))).toContain('"/uploads/*"');
    expect(actions.find((line) => line.includes('s3:GetObject'))).toContain('"/thumbnails/*"');
  });

  test('only the API calls it, on its own paths', () => {
    const template = photos().template();
    const [uploads] = find(template, 'AWS::Lambda::Function', 'ImagesUploads');
    const permissions = Object.values(resourcesOf(template, 'AWS::Lambda::Permission')).filter(({ Properties }) => JSON.stringify(Properties.FunctionName).includes(uploads));
    expect(permissions.map(({ Properties }) => JSON.stringify(Properties.SourceArn).match(/\/\*\/v1\/[^"]*/)?.[0])).toEqual(['/*/v1/uploads*']);
  });
});

test('a key of one’s own encrypts bucket, queues and table, and S3 may use it for its messages', () => {
  const template = photos((stack) => ({ encryptionKey: new kms.Key(stack, 'Key') })).template();
  expect(JSON.stringify(find(template, 'AWS::S3::Bucket', 'ImagesBucket')[1].Properties.BucketEncryption)).toContain('aws:kms');
  expect(find(template, 'AWS::SQS::Queue', /^ImagesQueue[0-9A-F]{8}$/)[1].Properties.KmsMasterKeyId).toBeDefined();
  expect(find(template, 'AWS::DynamoDB::Table', 'ImagesTable')[1].Properties.SSESpecification).toMatchObject({ SSEType: 'KMS' });
  const key = find(template, 'AWS::KMS::Key', 'Key')[1].Properties.KeyPolicy.Statement;
  expect(key.filter(({ Principal }: any) => Principal.Service === 's3.amazonaws.com')).toEqual([expect.objectContaining({
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: expect.anything() },
  })]);
});

describe('of keys of one’s own', () => {
  const uses = (template: Template, role: string) => keyActionsOf(template, find(template, 'AWS::IAM::Role', role)[0]);

  test('the processor may read and write by it, the routes let a form write and read the table', () => {
    const template = photos((stack) => ({ encryptionKey: new kms.Key(stack, 'Key') })).template();
    expect(uses(template, 'ImagesProcessorRole')).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
    expect(uses(template, 'ImagesUploadsRole')).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  });

  test('where only the thumbnails have one, the processor may write by it, and the routes let a link read', () => {
    const template = photos((stack) => ({
      thumbnailsBucket: new s3.Bucket(stack, 'Site', { encryption: s3.BucketEncryption.KMS, encryptionKey: new kms.Key(stack, 'Key') }),
    })).template();
    expect(uses(template, 'ImagesProcessorRole')).toEqual(['kms:GenerateDataKey']);
    expect(uses(template, 'ImagesUploadsRole')).toEqual(['kms:Decrypt']);
  });
});

describe('the routes', () => {
  test('have the authorizer, and answer 405 to other methods', () => {
    const methods = methodsOf(photos().template());
    for (const route of ['POST /v1/uploads', 'ANY /v1/uploads', 'GET /v1/uploads/{id}', 'ANY /v1/uploads/{id}']) {
      expect(methods.get(route)).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS' });
    }
  });

  test('have throttles of their own where they are given', () => {
    const settings = (throttle: ImageUploadsProps['throttle']) => Object.values(resourcesOf(photos(() => ({ throttle })).template(), 'AWS::ApiGateway::Stage'))[0]
      .Properties.MethodSettings.filter(({ ResourcePath }: any) => ResourcePath.includes('uploads'));
    expect(settings({ create: { rateLimit: 2, burstLimit: 4 }, read: { rateLimit: 20, burstLimit: 40 } })).toEqual([
      { HttpMethod: 'POST', ResourcePath: '/~1v1~1uploads', DataTraceEnabled: false, ThrottlingRateLimit: 2, ThrottlingBurstLimit: 4 },
      { HttpMethod: 'GET', ResourcePath: '/~1v1~1uploads~1{id}', DataTraceEnabled: false, ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    ]);
    expect(settings(undefined)).toEqual([]);
  });

  test('are in the API’s document', () => {
    const { stack } = photos();
    const assembly = (stack.node.root as App).synth();
    const { paths, components, tags } = JSON.parse(readFileSync(join(assembly.directory, 'Shop-Api.openapi.json'), 'utf8'));
    expect(Object.keys(paths['/uploads'])).toEqual(['post']);
    expect(Object.keys(paths['/uploads/{id}'])).toEqual(['get', 'head']);
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['ImageUpload', 'ImageUploadForm', 'ImageUploadRequest']));
    expect(components.schemas.ImageUploadRequest.properties.size.maximum).toBe(10_485_760);
    expect(tags.map(({ name }: any) => name)).toEqual(['auth', 'uploads', 'openapi']);
  });

  test('may be of an API in another stack, which then leans on this one and not the other way round', () => {
    const app = new App();
    const api = new ServerlessCrudApi(new Stack(app, 'Front'), 'Api');
    const stack = new Stack(app, 'Back');
    new ImageUploads(stack, 'Images', { api });
    const assembly = app.synth();
    expect(assembly.getStackByName('Front').dependencies.map(({ id }) => id)).toContain('Back');
    expect(JSON.stringify(assembly.getStackByName('Back').template)).not.toContain('Fn::ImportValue');
  });
});

describe('alarms', () => {
  test('tell of dead letters and of no progress, to the topic', () => {
    const template = photos((stack) => ({ alarmTopic: new sns.Topic(stack, 'Alarms') })).template();
    const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm'));
    expect(alarms.map(({ Properties }) => /runbook\.md#([a-z-]+)/.exec(JSON.stringify(Properties.AlarmDescription))![1]).sort()).toEqual(['stalled-uploads', 'unprocessed-uploads']);
    for (const { Properties } of alarms) { expect(Properties.AlarmActions).toHaveLength(1); }
  });

  test('each names a section of the runbook that is there', () => {
    const runbook = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'runbook.md'), 'utf8');
    for (const section of ['Unprocessed uploads', 'Stalled uploads']) { expect(runbook).toContain(`## ${section}\n`); }
  });
});

test('bucket and table are retained unless one says otherwise', () => {
  const kept = photos().template();
  for (const [type, part] of [['AWS::S3::Bucket', 'ImagesBucket'], ['AWS::DynamoDB::Table', 'ImagesTable']]) {
    expect(find(kept, type, part)[1]).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  }
  expect(find(kept, 'AWS::DynamoDB::Table', 'ImagesTable')).toMatchObject(['ImagesTableA82C56A4', {
    Properties: { DeletionProtectionEnabled: true, TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true }, BillingMode: 'PAY_PER_REQUEST' },
  }]);
  const thrown = photos(() => ({ removalPolicy: RemovalPolicy.DESTROY })).template();
  expect(find(thrown, 'AWS::DynamoDB::Table', 'ImagesTable')[1]).toMatchObject({ DeletionPolicy: 'Delete', Properties: { DeletionProtectionEnabled: false } });
});

describe('thumbnails elsewhere', () => {
  test('in a bucket of one’s own, which the functions reach under the prefix alone', () => {
    const { template } = photos((stack) => ({ thumbnailsBucket: s3.Bucket.fromBucketName(stack, 'Site', 'site-bucket'), thumbnailsPrefix: 'uploads/' }));
    expect(verbs(template(), 'ImagesProcessorRole').filter((line) => line.includes('s3:PutObject')).join()).toContain(':s3:::site-bucket/uploads/*');
    expect(find(template(), 'AWS::Lambda::Function', 'ImagesUploads')[1].Properties.Environment.Variables.THUMBNAILS_BUCKET_NAME).toBe('site-bucket');
  });

  test.each(['uploads/', 'uploads/small/', ''])('fails under %p of the same bucket: each thumbnail would be an upload', (thumbnailsPrefix) => {
    expect(() => photos(() => ({ thumbnailsPrefix }))).toThrow(/Shop\/Images: thumbnailsPrefix/);
  });

  test('fails in the uploads of another ImageUploads', () => {
    const { stack, images } = photos();
    const api = new ServerlessCrudApi(stack, 'Second');
    expect(() => new ImageUploads(stack, 'Loop', { api, thumbnailsBucket: images.bucket, thumbnailsPrefix: 'uploads/x/' }))
      .toThrow(/thumbnailsPrefix.*"uploads\/x\/".*Fix:/);
  });
});

test('fails twice on one API, and beside a resource of that name', () => {
  const { stack, api } = photos();
  expect(() => new ImageUploads(stack, 'Again', { api })).toThrow(/added twice.*"uploads"/);
  expect(() => api.addResource('uploads', { schema: { type: 'object', properties: {} } })).toThrow(/added twice/);
});

test.each<[string, Partial<ImageUploadsProps>, RegExp]>([
  ['no size', { sizes: [] }, /sizes.*got \[\]/],
  ['eleven sizes', { sizes: Array.from({ length: 11 }, (_, i) => 100 + i) }, /sizes/],
  ['a size twice', { sizes: [100, 100] }, /sizes.*\[100,100\]/],
  ['a size of 15', { sizes: [15] }, /sizes.*got 15.*16 to 4096/],
  ['a size of half a pixel', { sizes: [100.5] }, /sizes/],
  ['a quality of 0', { quality: 0 }, /quality.*got 0.*1 to 100/],
  ['a file of 51 MiB', { maxSize: Size.mebibytes(51) }, /maxSize.*got 53477376/],
  ['a file of 1 byte', { maxSize: Size.bytes(1) }, /maxSize/],
  ['101 megapixels', { maxPixels: 101_000_000 }, /maxPixels/],
  ['a form for a day', { formValidity: Duration.days(1) }, /formValidity.*got 86400/],
  ['a throttle without its burst', { throttle: { create: { rateLimit: 1 } } }, /Shop\/Images: throttle\.create is half given/],
  ['a form for as long as is known at deployment', { formValidity: Duration.seconds(Lazy.number({ produce: () => 60 })) }, /formValidity is known only at deployment/],
  ['half an image at a time', { maxConcurrency: 2.5 }, /maxConcurrency is no whole number, got 2\.5/],
  ['a throttle of zero', { throttle: { read: { rateLimit: 0, burstLimit: 1 } } }, /throttle\.read\.rateLimit is out of range, got 0/],
  ['a link for a second', { linkValidity: Duration.seconds(1) }, /linkValidity/],
  ['originals for an hour', { originalsExpireAfter: Duration.hours(1) }, /originalsExpireAfter/],
  ['a prefix without its slash', { thumbnailsPrefix: 'small' }, /thumbnailsPrefix.*"small"/],
  ['a prefix that begins with a slash', { thumbnailsPrefix: '/small/' }, /thumbnailsPrefix/],
  ['one invocation at a time', { maxConcurrency: 1 }, /maxConcurrency/],
  ['a bucket in capitals', { bucketName: 'Photos' }, /bucketName.*"Photos"/],
  ['a bucket with dots, which no certificate fits', { bucketName: 'photos.shop' }, /bucketName/],
  ['a function’s name with a space', { processorFunctionName: 'image processor' }, /processorFunctionName/],
])('fails at synth for %s', (_, props, message) => {
  expect(() => photos(() => props)).toThrow(message);
});
