import { parse } from './arguments';
import { runSubcommand, UsageError, type Command } from './command';
import { compareLatency } from './latency/latency';
import type { SiteOf } from './site/publisher';
import { listReleases, rollBack } from './site/releases';

const HELP = `Usage: npx serverless-inteligente site <releases | rollback | latency> [options]

A deployed SecureStaticSite.

  releases            the releases that can be served, the one that is first
  rollback            serves the release before. A later deployment of another release replaces it
    --to <release>      another one of the list
    --stack <name>      CloudFormation stack in which the site is
    --site <id>         how its logical id begins, where the stack has several

  latency <url> <url> what CloudFront makes of it: the first address is before (S3 itself: s3://<bucket>/<key>, which is signed for
                      an hour), the second after. Each is asked over new connections, as by who comes first, and over one that is kept
    --requests <n>      1 to 1000 for each of the four; 50 by default
    --out <folder>      of latency.csv (every request), latency.md (the table) and latency.svg (the plot); latency by default

Account, region and endpoint are those of the AWS SDK: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL.`;

const SITE = { stack: { type: 'string' }, site: { type: 'string' } } as const;

const SUBCOMMANDS: { readonly [name: string]: Command['run'] } = {
  releases: async (args, io) => {
    const usage = 'site releases --stack <name> [--site <id>]';
    const { values } = parse(args, usage, SITE);
    return listReleases(siteOf(values, usage), io);
  },
  rollback: async (args, io) => {
    const usage = 'site rollback --stack <name> [--site <id>] [--to <release>]';
    const { values } = parse(args, usage, { ...SITE, to: { type: 'string' } });
    return rollBack(siteOf(values, usage), values.to ?? 'previous', io);
  },
  latency: async (args, io) => {
    const usage = 'site latency <url> <url> [--requests <n>] [--out <folder>]';
    const options = { requests: { type: 'string' }, out: { type: 'string' } } as const;
    const { values, positionals: [before, after] } = parse(args, usage, options, ['url', 'url']);
    return compareLatency({ before, after, requests: numberOf(values.requests) ?? 50, out: values.out ?? 'latency' }, io);
  },
};

/** Operators' hands on a site. */
export const site: Command = {
  summary: 'list and bring back releases of a site, measure its latency',
  help: HELP,
  run: (args, io) => runSubcommand('site', SUBCOMMANDS, args, io),
};

function siteOf({ stack, site: id }: { readonly stack?: string; readonly site?: string }, usage: string): SiteOf {
  if (!stack) { throw new UsageError(`--stack <name> missing. Usage: ${usage}`); }
  return { stack, site: id };
}

function numberOf(value: string | undefined): number | undefined {
  if (value === undefined) { return undefined; }
  const number = /^\d{1,4}$/.test(value) ? Number(value) : NaN;
  if (!(number >= 1 && number <= 1_000)) { throw new UsageError(`--requests is '${value}', but must be 1 to 1000, a whole number`); }
  return number;
}
