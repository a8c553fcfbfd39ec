import { mkdtempSync, readFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, SET_ASIDE, shopAccount } from '../../support/shop';

const account = shopAccount();
let file: string;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'purge-'));
  file = join(folder, 'saved.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const purge = (name: string, args: string[], ...answers: string[]) => command(['dlq', 'purge', name, '--stack', 'Shop', '--to', file, ...args], answers);
const saved = () => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

test('without --execute tells what would be deleted, and where it would be saved', async () => {
  account.put('mail-dlq', 'a');
  const { code, printed } = await purge('mail-dlq', []);
  expect([code, printed]).toEqual([0, `dry run: about 1 message of mail-dlq would be saved to ${file} and deleted. Add --execute to do it.`]);
  expect([account.bodies('mail-dlq'), existsSync(file)]).toEqual([['a'], false]);
});

test('saves each message before it deletes it, once the queue’s name is typed', async () => {
  const messages = ['a', 'b'].map((body) => account.put('mail-dlq', body, { attributes: { reason: 'r' } }));
  const { code, printed, asked } = await purge('mail-dlq', ['--execute'], 'mail-dlq');
  expect([code, printed]).toEqual([0, `saved 2 messages of mail-dlq to ${file} and deleted them`]);
  expect(asked).toEqual(['About 2 messages of mail-dlq will be deleted for good. Type mail-dlq to go on:']);
  expect(saved()).toEqual(messages.map(({ id, body }) => ({ messageId: id, sentAt: '2026-11-24T10:00:00.000Z', body, attributes: { reason: { DataType: 'String', StringValue: 'r' } } })));
  expect(account.bodies('mail-dlq')).toEqual([]);
});

test('takes the name from --confirm, for a script', async () => {
  account.put('mail-dlq', 'a');
  expect(await purge('mail-dlq', ['--execute', '--confirm', 'mail-dlq'])).toMatchObject({ code: 0, asked: [] });
  expect(account.bodies('mail-dlq')).toEqual([]);
});

test.each([[['--execute'], ['mail']], [['--execute', '--confirm', 'mail'], []], [['--execute'], ['']]])('fails for another name (%j, %j), and deletes nothing', async (args, answers) => {
  account.put('mail-dlq', 'a');
  expect(await purge('mail-dlq', args, ...answers)).toMatchObject({ code: 1, noted: expect.stringContaining('is not mail-dlq: nothing was deleted') });
  expect([account.bodies('mail-dlq'), existsSync(file)]).toEqual([['a'], false]);
});

test('fails rather than write over a file', async () => {
  writeFileSync(file, 'what was saved before');
  account.put('mail-dlq', 'a');
  expect(await purge('mail-dlq', ['--execute', '--confirm', 'mail-dlq'])).toMatchObject({ code: 1, noted: expect.stringContaining('is there already') });
  expect([account.bodies('mail-dlq'), readFileSync(file, 'utf8')]).toEqual([['a'], 'what was saved before']);
});

test('a single message', async () => {
  const { id } = account.put('mail-dlq', 'a');
  account.put('mail-dlq', 'b');
  expect((await purge('mail-dlq', ['--execute', '--confirm', 'mail-dlq', '--message', id])).code).toBe(0);
  expect([saved().map(({ body }) => body), account.bodies('mail-dlq')]).toEqual([['a'], ['b']]);
});

test('what is not saved is not deleted', async () => {
  account.put('mail-dlq', 'a');
  file = join(folder, 'no', 'such', 'folder.jsonl');
  expect((await purge('mail-dlq', ['--execute', '--confirm', 'mail-dlq'])).code).toBe(1);
  expect(account.bodies('mail-dlq')).toEqual(['a']);
});

test('changes set aside are saved with their keys', async () => {
  account.objects.set(`${SET_ASIDE}/set-aside/e-1.json`, '{"reason":"r"}').set(`${SET_ASIDE}/aws/lambda/m-1/x`, 'x').set(`${SET_ASIDE}/mine`, 'not the pipeline’s');
  expect(await purge(SET_ASIDE, ['--execute', '--confirm', SET_ASIDE])).toMatchObject({ code: 0, printed: `saved 2 objects of ${SET_ASIDE} to ${file} and deleted them` });
  expect(saved()).toEqual([{ key: 'aws/lambda/m-1/x', body: 'x' }, { key: 'set-aside/e-1.json', body: '{"reason":"r"}' }]);
  expect([...account.objects.keys()]).toEqual([`${SET_ASIDE}/mine`]);
});
