import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotStart } from './cannot-start';

export interface DemoOptions {
  /** Drive a whole journey over HTTP, report it and stop. */
  readonly check: boolean;
  /** Forget the data of earlier starts. */
  readonly fresh: boolean;
  readonly port: number;
  /** Of the site. */
  readonly sitePort: number;
  /** Folder of the state, logs and outputs. */
  readonly home: string;
}

const FLAGS = {
  'check': { type: 'boolean' },
  'fresh': { type: 'boolean' },
  'port': { type: 'string', default: '4566' },
  'site-port': { type: 'string', default: '8080' },
  'home': { type: 'string', default: '.demo' },
} as const;
const ALLOWED = '--check, --fresh, --port N, --site-port N, --home DIR';

/**
 * @param argv what follows the program's name
 * @param base the folder that a relative --home starts from
 */
export function parseDemoOptions(argv: readonly string[], base: string): DemoOptions {
  const { values, tokens } = parseArgs({ args: [...argv], options: FLAGS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') { throw notAFlag(token.value); }
    if (token.kind === 'option') { checkFlag(token.rawName, token.name, token.value); }
  }
  const port = parsePort('--port', String(values.port));
  const sitePort = parsePort('--site-port', String(values['site-port']));
  if (port === sitePort) { throw new CannotStart(`--port and --site-port are both ${port}: give each a port of its own`); }
  return {
    check: values.check === true,
    fresh: values.fresh === true,
    port,
    sitePort,
    home: resolve(base, String(values.home)),
  };
}

function checkFlag(written: string, name: string, value: string | undefined): void {
  if (!Object.hasOwn(FLAGS, name)) { throw notAFlag(written); }
  const takesValue = FLAGS[name as keyof typeof FLAGS].type === 'string';
  if (takesValue && (!value || value.startsWith('--'))) { throw new CannotStart(`${written} needs a value. Allowed: ${ALLOWED}`); }
  if (!takesValue && value !== undefined) { throw new CannotStart(`${written} takes no value. Allowed: ${ALLOWED}`); }
}

function notAFlag(written: string): CannotStart {
  return new CannotStart(`${written} is not a flag of the demo. Allowed: ${ALLOWED}`);
}

function parsePort(flag: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new CannotStart(`${flag} ${text}: give a whole number from 1 to 65535`);
  }
  return port;
}
