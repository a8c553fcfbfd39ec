#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { CommandError, type Io } from './command';
import { COMMANDS } from './commands';
import { main } from './main';

const io: Io = {
  env: process.env,
  print: (line) => { process.stdout.write(`${line}\n`); },
  note: (line) => { process.stderr.write(`${line}\n`); },
  ask: async (question) => {
    if (!process.stdin.isTTY) { throw new CommandError(`${question}\nNobody can answer: standard input is no terminal. See --help for how to answer beforehand`); }
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await terminal.question(`${question} `)).trim();
    } finally {
      terminal.close();
    }
  },
};

// `… | head` reads the beginning, and closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') { throw error; }
  process.exit();
});

// Of later versions of the SDK than the one that is in this bundle.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Of the package in whose assets/cli/ this ships. */
const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));

void main(process.argv.slice(2), io, COMMANDS, version).then((code) => { process.exitCode = code; });
