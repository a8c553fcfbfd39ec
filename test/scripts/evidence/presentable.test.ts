import { presentable } from '../../../scripts/evidence/presentable';

const given = (text: string) => presentable(text, { '/home/me/project': '.', '/var/folders/x7': '<tmp>' });

test('what a command printed is shown without colours, and without the places of this machine', () => {
  expect(given('\x1b[31mFAIL\x1b[0m /home/me/project/test/a.test.ts\r\n')).toBe('FAIL ./test/a.test.ts\n');
  expect(given('wrote /var/folders/x7/diagram-3/page.html')).toBe('wrote <tmp>/diagram-3/page.html');
});

test('no secret is shown: neither tokens nor passwords nor signatures', () => {
  expect(given('Authorization: Bearer eyJhbGciOi.eyJzdWIi.c2ln')).toBe('Authorization: Bearer <token>');
  expect(given('{"password":"Uk3-x"}')).toBe('{"password":"<password>"}');
  expect(given('http://a/b?X-Amz-Signature=09af&X-Amz-Date=1')).toBe('http://a/b?X-Amz-Signature=<signature>&X-Amz-Date=1');
});

test('no host of a package registry is shown', () => {
  const host = ['registry', 'npmjs', 'org'].join('.');
  expect(given(`GET https://${host}/docx`)).toBe('GET <registry>/docx');
});

test('a progress line that was written over is shown as it was left', () => {
  expect(given('10 %\r50 %\rdone\n')).toBe('done\n');
});
