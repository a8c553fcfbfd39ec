/** A check of checkov that some resources do not pass, and why. */
export interface CheckovReason {
  readonly check: string;
  /** Of `AWS::Type.LogicalId`. */
  readonly resources: RegExp;
  readonly reason: string;
}

/** A finding without a reason fails `npm run lint:templates`, and so does a reason without a finding. */
export const CHECKOV_REASONS: readonly CheckovReason[] = [
  {
    check: 'CKV_AWS_115',
    resources: /^AWS::Lambda::Function\./,
    reason: 'A reserved concurrency takes it from every other function of the account. The stage throttles requests, and the queues\' workers have a limit of their own.',
  },
  {
    check: 'CKV_AWS_116',
    resources: /^AWS::Lambda::Function\./,
    reason: 'A function\'s dead letters are those of asynchronous calls. These are called by requests, queues (which have dead-letter queues), a stream (which sets aside) and CloudFormation.',
  },
  {
    check: 'CKV_AWS_117',
    resources: /^AWS::Lambda::Function\./,
    reason: 'They reach services of AWS only, by their public, signed endpoints. In a VPC each would need endpoints that cost by the hour.',
  },
  {
    check: 'CKV_AWS_158',
    resources: /^AWS::Logs::LogGroup\./,
    reason: 'CloudWatch encrypts every log group with keys of its own. A key of the customer\'s costs 1 USD a month and protects from nobody who can read the logs.',
  },
  {
    check: 'CKV_AWS_173',
    resources: /^AWS::Lambda::Function\./,
    reason: 'The environment holds names and settings, and no secret; Lambda encrypts it with keys of its own.',
  },
  {
    check: 'CKV_AWS_59',
    resources: /^AWS::ApiGateway::Method\./,
    reason: 'The routes of logging in: nobody has a token before. The construct fails the synth for any other method without an authorizer.',
  },
  {
    check: 'CKV_AWS_119',
    resources: /^AWS::DynamoDB::Table\./,
    reason: 'SSE-KMS is what the client asked for (D1), with AWS\'s own key. A key of one\'s own is the prop encryptionKey.',
  },
  {
    check: 'CKV_AWS_18',
    resources: /^AWS::S3::Bucket\./,
    reason: 'CloudFront alone reads the site, and logs each request; the others are reached by functions that log what they do; one is that of the logs.',
  },
  {
    check: 'CKV_AWS_27',
    resources: /^AWS::SQS::Queue\./,
    reason: 'SSE-SQS is on (SqsManagedSseEnabled), which the check does not know.',
  },
  {
    check: 'CKV_AWS_21',
    resources: /^AWS::S3::Bucket\.(SiteAccessLogs|OrderEventsPipelineSetAside|UploadsImagesBucket)/,
    reason: 'What is in them is written once under a name of its own, and never over: logs, what was set aside, uploads and thumbnails.',
  },
  {
    check: 'CKV_AWS_68',
    resources: /^AWS::CloudFront::Distribution\./,
    reason: 'A web ACL costs 8 USD a month: the prop webAcl, until traffic asks for it.',
  },
  {
    check: 'CKV_AWS_86',
    resources: /^AWS::CloudFront::Distribution\./,
    reason: 'Access logs are written by standard logging v2 (AWS::Logs::Delivery), which the check does not know.',
  },
  {
    check: 'CKV_AWS_174',
    resources: /^AWS::CloudFront::Distribution\./,
    reason: 'Without a domain CloudFront answers on its own name and certificate, with which no TLS version can be set. With one: TLS 1.2 of 2021.',
  },
  {
    check: 'CKV_AWS_120',
    resources: /^AWS::ApiGateway::Stage\.TicketsApi/,
    reason: 'A ticket is read after it was written. The catalogue is what the client wants cached (A3), on the other API.',
  },
];
