// The SDK's client under AWS X-Ray's SDK, in place of the client that our bundle holds.
import { DynamoDBClient as Client } from '@aws-sdk/client-dynamodb';
import AWSXRay from 'aws-xray-sdk-core';

export * from '@aws-sdk/client-dynamodb';
export class DynamoDBClient extends Client {
  constructor(options) {
    super(options);
    return AWSXRay.captureAWSv3Client(this);
  }
}
