import { defineEnv } from '../../src/contract/env';

const env = defineEnv(['TABLE_NAME', 'QUEUE_URL', 'WAIT_SECONDS']);

test('a handler reads what its construct rendered, and nothing else', () => {
  const rendered = env.render({ TABLE_NAME: 'Orders', QUEUE_URL: 'https://queue.example', WAIT_SECONDS: '3' });
  expect(Object.keys(rendered)).toEqual([...env.names]);
  expect(env.read({ ...rendered, PATH: '/bin' })).toEqual({ TABLE_NAME: 'Orders', QUEUE_URL: 'https://queue.example', WAIT_SECONDS: '3' });
});

test('fails once, naming every variable that is missing or empty and all that there are', () => {
  expect(() => env.read({ TABLE_NAME: 'Orders', WAIT_SECONDS: '' }))
    .toThrow('missing environment variables: QUEUE_URL, WAIT_SECONDS. The construct that deploys this handler sets all of: TABLE_NAME, QUEUE_URL, WAIT_SECONDS');
});

test('what is rendered is the caller\'s to change', () => {
  const values = { TABLE_NAME: 'a', QUEUE_URL: 'b', WAIT_SECONDS: 'c' };
  env.render(values).TABLE_NAME = 'changed';
  expect(values.TABLE_NAME).toBe('a');
});

test('what only some deployments have may be missing, and is left out then', () => {
  const hooked = defineEnv(['TABLE_NAME'], ['HOOK_ARN']);
  expect(hooked.render({ TABLE_NAME: 'Orders' })).toEqual({ TABLE_NAME: 'Orders' });
  expect(Object.keys(hooked.render({ TABLE_NAME: 'Orders', HOOK_ARN: undefined }))).toEqual(['TABLE_NAME']);
  expect(hooked.read({ TABLE_NAME: 'Orders', HOOK_ARN: '' })).toEqual({ TABLE_NAME: 'Orders' });
  expect(hooked.read(hooked.render({ TABLE_NAME: 'Orders', HOOK_ARN: 'arn' }))).toEqual({ TABLE_NAME: 'Orders', HOOK_ARN: 'arn' });
});
