import { defineEnv } from '../../src/contract/env';

const env = defineEnv('TABLE_NAME', 'QUEUE_URL', 'WAIT_SECONDS');

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
