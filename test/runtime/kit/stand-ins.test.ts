import { Unavailable } from '../../../src/runtime/kit/failures';
import { eventStreamSerdeProvider } from '../../../src/runtime/kit/no-event-streams';
import { readFile } from '../../../src/runtime/kit/no-files';

test('a file of the SDK\'s is not there, as in Lambda', async () => {
  await expect(readFile('/home/user/.aws/config')).rejects.toMatchObject({ code: 'ENOENT', message: expect.stringContaining('/home/user/.aws/config') });
});

test('fails at an operation that streams, and says what to do', () => {
  expect(eventStreamSerdeProvider).toThrow(/take the alias out/);
});

test('a failure is named in the log by its status, whatever minifying made of its class', () => {
  expect(new Unavailable('DynamoDB does not answer.').name).toBe('Service Unavailable');
  expect(String(new Unavailable('DynamoDB does not answer.'))).toBe('Service Unavailable: DynamoDB does not answer.');
});
