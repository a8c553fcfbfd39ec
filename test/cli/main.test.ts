import { fakeIo } from './fake-io';
import { parse } from '../../src/cli/arguments';
import { CommandError, UsageError, type Command } from '../../src/cli/command';
import { main } from '../../src/cli/main';

const echo: Command = {
  summary: 'prints what it is told',
  help: 'Usage: npx serverless-inteligente echo <words>',
  run: async (args, io) => io.print(args.join(' ')),
};

async function call(args: string[], ...more: [string, Command][]) {
  const io = fakeIo();
  return { code: await main(args, io, new Map([['echo', echo], ...more]), '1.2.3'), printed: io.printed.join('\n'), noted: io.noted.join('\n') };
}

test.each([[[]], [['help']], [['--help']], [['-h']]])('%j lists every command with what it does', async (args) => {
  const { code, printed } = await call(args);
  expect(code).toBe(0);
  expect(printed).toContain('Usage: npx serverless-inteligente <command>');
  expect(printed).toMatch(/^ {2}echo +prints what it is told$/m);
});

test.each([[['help', 'echo']], [['echo', '--help']], [['echo', 'a', '-h']]])('%j tells how the command is called, and runs nothing', async (args) => {
  expect(await call(args)).toEqual({ code: 0, printed: echo.help, noted: '' });
});

test('tells its version', async () => {
  expect(await call(['--version'])).toEqual({ code: 0, printed: '1.2.3', noted: '' });
});

test('gives a command what stands behind its name', async () => {
  expect(await call(['echo', 'a', 'b'])).toEqual({ code: 0, printed: 'a b', noted: '' });
});

test.each([[['ehco']], [['help', 'ehco']]])('fails with exit code 2 for %j, naming the commands there are', async (args) => {
  expect(await call(args)).toEqual({ code: 2, printed: '', noted: "'ehco' is no command. Allowed: help, echo. See npx serverless-inteligente help" });
});

test.each([
  [new UsageError('wrong'), 2, 'wrong'],
  [new CommandError('the queue is gone'), 1, 'the queue is gone'],
  [new TypeError('no'), 1, 'failed: TypeError: no'],
])('fails with what %s tells, without a stack', async (error, code, noted) => {
  expect(await call(['break'], ['break', { ...echo, run: () => Promise.reject(error) }])).toEqual({ code, printed: '', noted });
});

describe('arguments', () => {
  const usage = 'x <queue> [--max <n>]';
  const options = { max: { type: 'string' }, yes: { type: 'boolean' } } as const;

  test('are options and positionals in any order', () => {
    const { values, positionals } = parse(['--max', '3', 'q', '--yes'], usage, options, ['queue']);
    expect([values.max, values.yes, positionals]).toEqual(['3', true, ['q']]);
  });

  test.each([
    [['q', '--mx', '3'], "Unknown option '--mx'"],
    [['q', '--max'], "Option '--max <value>' argument missing"],
    [['q', '--yes=1'], "Option '--yes' does not take an argument"],
    [[], '<queue> missing'],
    [['q', 'r'], "'r' is one argument too many"],
  ])('fail for %j with the usage', (args, message) => {
    expect(() => parse(args, usage, options, ['queue'])).toThrow(new UsageError(`${message}. Usage: ${usage}`));
  });
});
