import { AwsClient, type AwsClientOptions, type AwsCommand, type AwsService, type HttpHeaders } from './aws-client';

/** Stands in for @aws-sdk/client-lambda in the handlers' bundles, under the names of that. */
const SERVICE: AwsService = { name: 'Lambda', host: 'lambda', setting: 'LAMBDA', signingName: 'lambda', errors: {} };

export class LambdaClient extends AwsClient {
  constructor(options: AwsClientOptions) { super(SERVICE, options); }
}

export class InvokeCommand implements AwsCommand {
  readonly operation = 'Invoke';
  constructor(readonly input: { readonly FunctionName: string; readonly InvocationType?: string; readonly Payload?: string | Uint8Array }) {}

  get resource() { return { function_name: this.input.FunctionName }; }

  request() {
    const { FunctionName: name, InvocationType: type, Payload: payload = '' } = this.input;
    return {
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers: { 'content-type': 'application/octet-stream', ...(type && { 'x-amz-invocation-type': type }) },
      body: payload,
    };
  }

  outputOf(headers: HttpHeaders, body: Buffer, status: number) {
    return { StatusCode: status, FunctionError: headers['x-amz-function-error'], ExecutedVersion: headers['x-amz-executed-version'], Payload: body };
  }
}
