import { join } from 'node:path';
import { parseDemoOptions } from '../../../examples/reference-system/local/demo-options';

const repository = '/somewhere/repository';

describe('the flags of the demo', () => {
  test('with no flag it stays up on ports 4566 and 8080 and keeps its state in .demo', () => {
    expect(parseDemoOptions([], repository)).toEqual({
      check: false, fresh: false, port: 4566, sitePort: 8080, home: join(repository, '.demo'),
    });
  });

  test('each flag is taken, in either form', () => {
    expect(parseDemoOptions(['--check', '--fresh', '--port', '5001', '--site-port=5002', '--home=other'], repository)).toEqual({
      check: true, fresh: true, port: 5001, sitePort: 5002, home: join(repository, 'other'),
    });
  });

  test('an absolute home is taken as it is', () => {
    expect(parseDemoOptions(['--home', '/var/demo'], repository).home).toBe('/var/demo');
  });

  test.each([
    [['--chekc'], /--chekc is not a flag of the demo. Allowed: --check, --fresh, --port N, --site-port N, --home DIR/],
    [['up'], /up is not a flag of the demo. Allowed: --check, --fresh, --port N, --site-port N, --home DIR/],
    [['--port'], /--port needs a value/],
    [['--port', '--check'], /--port needs a value/],
    [['--home='], /--home needs a value/],
    [['--check=yes'], /--check takes no value/],
    [['--port', '80.5'], /--port 80.5: give a whole number from 1 to 65535/],
    [['--port', '0'], /--port 0: give a whole number from 1 to 65535/],
    [['--port', '65536'], /--port 65536: give a whole number from 1 to 65535/],
    [['--port', 'http'], /--port http: give a whole number from 1 to 65535/],
    [['--site-port', '0'], /--site-port 0: give a whole number from 1 to 65535/],
    [['--port', '8080'], /--port and --site-port are both 8080: give each a port of its own/],
  ])('fails on %j, saying what is allowed', (flags, message) => {
    expect(() => parseDemoOptions(flags, repository)).toThrow(message);
  });
});
