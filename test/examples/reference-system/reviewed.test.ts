import { reviewed } from '../../support/reviewed';

const table = (properties: object = {}) => ({ Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST', SSESpecification: { SSEEnabled: true }, ...properties } });
const shop = (resources: object) => reviewed({ Shop: { Resources: resources as any } });

test('what most have is told once, what one has otherwise or lacks is told of it', () => {
  expect(shop({ A: table(), B: table({ TableName: 'b' }), C: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' }, DeletionPolicy: 'Retain' } })).toBe([
    'AWS::DynamoDB::Table: 3, with',
    '      BillingMode: PAY_PER_REQUEST',
    '      SSESpecification.SSEEnabled: true',
    '  Shop/A',
    '  Shop/B',
    '    TableName: b',
    '  Shop/C',
    '    no SSESpecification.SSEEnabled',
    '    DeletionPolicy: Retain',
    '',
  ].join('\n'));
});

test('another asset, digest or hash of a script changes nothing, another permission does', () => {
  const handler = (digit: string, action: string) => shop({
    [`Version${digit.repeat(32)}`]: { Type: 'AWS::Lambda::Version', Properties: { Code: { S3Key: `${digit.repeat(64)}.zip` } } },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Csp: `script-src 'self' 'sha256-${digit.repeat(43)}='`,
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: [action], Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket1A2B3C4D', 'Arn'] }, '/*']] } }] },
      },
    },
  });
  expect(handler('1', 's3:GetObject')).toBe(handler('2', 's3:GetObject'));
  expect(handler('1', 's3:GetObject')).toContain('Allow s3:GetObject on <Bucket.Arn>/*\n');
  expect(handler('1', 's3:GetObject')).not.toBe(handler('1', 's3:*'));
});

test('a method is told by its path and whether it has the authorizer', () => {
  const method = (properties: object) => shop({
    Users: { Type: 'AWS::ApiGateway::Resource', Properties: { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'users' } },
    Method: { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'GET', ResourceId: { Ref: 'Users' }, Integration: { Type: 'MOCK' }, ...properties } },
  });
  expect(method({ AuthorizationType: 'NONE' })).toContain('AWS::ApiGateway::Method GET\n  Shop /users\n    AuthorizationType: NONE\n    Integration.Type: MOCK\n');
  expect(method({ AuthorizerId: { Ref: 'Pool' } })).toContain('AuthorizerId: of the API');
});

test('an alarm is told by what it measures and says', () => {
  const alarm = { AlarmName: 'errors', AlarmDescription: 'It failed.\nRunbook: https://x.example/r.md#errors\nConsole: https://c.example', Namespace: 'AWS/Lambda', MetricName: 'Errors', Statistic: 'Sum', Period: 60, Threshold: 0 };
  expect(shop({ A: { Type: 'AWS::CloudWatch::Alarm', Properties: alarm } })).toBe([
    'AWS::CloudWatch::Alarm', '  errors', '    Measures: [Sum of AWS/Lambda Errors in 60 s]', '    Tells: It failed. #errors', '    Threshold: 0', '',
  ].join('\n'));
});
