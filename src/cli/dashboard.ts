import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, required } from './arguments';
import { CommandError, UsageError, type Command, type Io } from './command';
import { dashboardsOf } from './dashboard/bodies';
import { bodyOf } from './dashboard/body';
import { drawing } from './dashboard/drawing';
import { png } from './drawing/png';
import { readCloudAssembly } from '../pricing/cloud-assembly';

const USAGE = 'dashboard <cdk.out> --out <folder> [--format png|svg]';

const HELP = `Usage: npx serverless-inteligente ${USAGE}

Draws every CloudWatch dashboard of a cloud assembly on its grid of 24 columns, with sample data: a look at it before it
is deployed, without an account. A body that CloudWatch would not take is an error.

  --out <folder>      gets a file a dashboard, by its name
  --format <format>   png (default; needs Chromium) or svg`;

const FORMATS: { readonly [name: string]: (svg: string, io: Io) => string | Buffer } = { png, svg: (svg) => svg };

/** A picture of each dashboard of an app. */
export const dashboard: Command = {
  summary: 'what the dashboards of an app look like, before it is deployed',
  help: HELP,
  run: async (args, io) => {
    const { values, positionals: [folder] } = parse(args, USAGE, { out: { type: 'string' }, format: { type: 'string' } }, ['cdk.out']);
    const out = required('--out', values.out, USAGE);
    const format = values.format ?? 'png';
    if (!Object.hasOwn(FORMATS, format)) { throw new UsageError(`--format: '${format}' is no format. Allowed: ${Object.keys(FORMATS).join(', ')}. Usage: ${USAGE}`); }
    const dashboards = found(folder).map(({ name, body }) => ({ name, widgets: bodyOf(body, name) }));
    for (const { name, widgets } of dashboards) {
      const file = join(out, `${name}.${format}`);
      write(out, file, FORMATS[format](drawing(name, widgets), io));
      io.print(`${file}: ${widgets.length} widgets`);
    }
  },
};

function found(folder: string) {
  let dashboards;
  try {
    dashboards = dashboardsOf(readCloudAssembly(folder));
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
  if (dashboards.length === 0) { throw new CommandError(`${folder}: has no dashboard. Allowed: an app with CloudWatch dashboards, such as those of CostGuardAlarms. Fix: give another assembly.`); }
  return dashboards;
}

function write(folder: string, file: string, content: string | Buffer) {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new CommandError(`${file}: can't be written (${(error as Error).message}). Fix: give --out a folder that can be made.`);
  }
}
