import { createLog } from '../../../src/runtime/kit/log';

describe('the log', () => {
  test('a line is JSON with its fields, its service and its level', () => {
    const lines: string[] = [];
    const collect = (line: string) => { lines.push(line); };
    const spies = [jest.spyOn(console, 'info').mockImplementation(collect), jest.spyOn(console, 'error').mockImplementation(collect)];
    process.env.POWERTOOLS_DEV = 'true'; // Powertools then writes to the global console, which a test can hear
    const log = createLog('tickets');
    delete process.env.POWERTOOLS_DEV;

    log.info('request', { status: 200 });
    log.error('failed', { error: new RangeError('too far') });
    spies.forEach((spy) => spy.mockRestore());

    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'INFO', service: 'tickets', message: 'request', status: 200, timestamp: expect.any(String) }),
      expect.objectContaining({ level: 'ERROR', message: 'failed', error: expect.objectContaining({ name: 'RangeError', message: 'too far', stack: expect.any(String) }) }),
    ]);
  });
});
