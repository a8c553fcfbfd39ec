import { Unavailable } from '../../../src/runtime/kit/failures';
import { failureFor } from '../../../src/runtime/serverless-crud-api/cognito-failures';

const sdkError = (parts: object) => Object.assign(new Error('10.0.0.7 said s3cret'), parts);

describe('what the log says of a Cognito that could not be reached', () => {
  test.each(['ENOTFOUND', 'ECONNREFUSED'])('the network’s own code, such as %s', (code) => {
    const failure = failureFor(sdkError({ code, $metadata: { attempts: 3 } }), 'AdminInitiateAuth', 'refused');

    expect(failure).toBeInstanceOf(Unavailable);
    expect(failure.cause).toEqual(new Error(`Cognito AdminInitiateAuth: Error ${code}, HTTP never answered, request unknown`));
  });

  test('fails to be fooled by a name or a code that is a sentence', () => {
    const failure = failureFor(sdkError({ name: 'the s3cret', code: 'the s3cret' }), 'AdminInitiateAuth', 'refused');
    expect(failure.message).toBe('Cognito AdminInitiateAuth: an unnamed error, HTTP never answered, request unknown');
  });

  test('an error without any of the SDK’s parts is still one', () => {
    expect(failureFor(new TypeError('s3cret'), 'AdminInitiateAuth', 'refused').message).toBe('Cognito AdminInitiateAuth: TypeError, HTTP never answered, request unknown');
  });
});
