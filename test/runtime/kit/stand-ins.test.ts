import { deflateRawSync } from 'node:zlib';
import { Unavailable } from '../../../src/runtime/kit/failures';
import { toByteArray } from '../../../src/runtime/kit/native-base64';
import inflate from '../../../src/runtime/kit/native-inflate';
import { eventStreamSerdeProvider } from '../../../src/runtime/kit/no-event-streams';
import { readFile } from '../../../src/runtime/kit/no-files';
import { cbc, ecb } from '../../../src/runtime/order-events-pipeline/no-encryption';

test('a file of the SDK\'s is not there, as in Lambda', async () => {
  await expect(readFile('/home/user/.aws/config')).rejects.toMatchObject({ code: 'ENOENT', message: expect.stringContaining('/home/user/.aws/config') });
});

test('fails at an operation that streams, and says what to do', () => {
  expect(eventStreamSerdeProvider).toThrow(/take the alias out/);
});

test('bytes of base64, and inflated ones in the place given, are those of the packages whose places they take', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 251);
  expect(Uint8Array.from(toByteArray(Buffer.from(bytes).toString('base64')))).toEqual(bytes);
  const into = new Uint8Array(bytes.length);
  expect(inflate(deflateRawSync(bytes), into)).toBe(into);
  expect(into).toEqual(bytes);
});

test('fails at a PDF that is to be encrypted, and says what to do', () => {
  for (const cipher of [cbc, ecb]) { expect(cipher).toThrow(/encrypts no PDF: take the alias/); }
});

test('a failure is named in the log by its status, whatever minifying made of its class', () => {
  expect(new Unavailable('DynamoDB does not answer.').name).toBe('Service Unavailable');
  expect(String(new Unavailable('DynamoDB does not answer.'))).toBe('Service Unavailable: DynamoDB does not answer.');
});
