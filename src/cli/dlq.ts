import { numberIn, parse, required } from './arguments';
import { runSubcommand, type Command } from './command';
import { listPlaces } from './dlq/list';
import { purgePlace } from './dlq/purge';
import { replayPlace } from './dlq/replay';
import { showPlace } from './dlq/show';

const HELP = `Usage: npx serverless-inteligente dlq <list | show | replay | purge> [name] --stack <name> [options]

Dead letters of a deployed stack: messages that a worker did not handle, messages that a topic could not deliver, and
changes that have no event (in S3). <name> is that of the queue or bucket, as dlq list prints it.

  list                what waits where
  show <name>         the messages, and why each failed: its reason, or the errors in the worker's log by its id
    --limit <n>         messages, 1 to 1000; 10 by default
    --body              the body of each, too
  replay <name>       to the worker's queue; changes without an event to the topic
  purge <name>        deletes them, each saved first; asks for the name
    --to <file>         where they are saved, a line of JSON each; <name>-<time>.jsonl by default
    --confirm <name>    answers beforehand

  --stack <name>      CloudFormation stack in which the queues are
  --message <id>      one message, or one object by its key; may be given again. All by default
  --per-second <n>    of replay: 1 to 500; as fast as it goes by default
  --execute           do it: replay and purge are dry runs otherwise

Account, region and endpoint are those of the AWS SDK: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL.`;

const STACK = { stack: { type: 'string' } } as const;
const MESSAGES = { ...STACK, message: { type: 'string', multiple: true }, execute: { type: 'boolean' } } as const;

const SUBCOMMANDS: { readonly [name: string]: Command['run'] } = {
  list: async (args, io) => {
    const usage = 'dlq list --stack <name>';
    const { values } = parse(args, usage, STACK);
    return listPlaces(required('--stack <name>', values.stack, usage), io);
  },
  show: async (args, io) => {
    const usage = 'dlq show <name> --stack <name> [--limit <n>] [--body]';
    const { values, positionals: [name] } = parse(args, usage, { ...STACK, limit: { type: 'string' }, body: { type: 'boolean' } }, ['name']);
    return showPlace(name, {
      stack: required('--stack <name>', values.stack, usage), limit: numberIn('--limit', values.limit, 1, 1_000) ?? 10, body: values.body ?? false,
    }, io);
  },
  replay: async (args, io) => {
    const usage = 'dlq replay <name> --stack <name> [--message <id>] [--per-second <n>] [--execute]';
    const { values, positionals: [name] } = parse(args, usage, { ...MESSAGES, 'per-second': { type: 'string' } }, ['name']);
    return replayPlace(name, {
      stack: required('--stack <name>', values.stack, usage),
      messages: values.message ?? [],
      perSecond: numberIn('--per-second', values['per-second'], 1, 500),
      execute: values.execute ?? false,
    }, io);
  },
  purge: async (args, io) => {
    const usage = 'dlq purge <name> --stack <name> [--message <id>] [--to <file>] [--confirm <name>] [--execute]';
    const { values, positionals: [name] } = parse(args, usage, { ...MESSAGES, to: { type: 'string' }, confirm: { type: 'string' } }, ['name']);
    return purgePlace(name, {
      stack: required('--stack <name>', values.stack, usage),
      messages: values.message ?? [],
      to: values.to ?? `${name}-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`,
      confirm: values.confirm,
      execute: values.execute ?? false,
    }, io);
  },
};

/** Operators' hands on dead letters. */
export const dlq: Command = {
  summary: 'list, show, replay and purge the dead letters of a stack',
  help: HELP,
  run: (args, io) => runSubcommand('dlq', SUBCOMMANDS, args, io),
};
