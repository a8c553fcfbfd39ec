import { runChecks } from '../../../examples/reference-system/local/checks';

describe('the report of a journey', () => {
  test('has a line a check, and its counts on a line of their own', async () => {
    let shown = '';

    const failed = await runChecks([
      { name: 'a ticket is created', run: async () => {} },
      { name: 'a ticket is read', run: async () => { throw new Error('expected 200\nbut got 500'); } },
      { name: 'a ticket is deleted', run: async () => {} },
    ], (text) => { shown += text; });

    expect(shown.split('\n')).toEqual([
      'ok    a ticket is created',
      'FAIL  a ticket is read: expected 200 but got 500',
      'ok    a ticket is deleted',
      '',
      '2 passed, 1 failed',
      '',
    ]);
    expect(failed).toBe(1);
  });
});
