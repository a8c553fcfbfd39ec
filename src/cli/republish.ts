import { numberIn, parse, required } from './arguments';
import { connect, type Aws } from './aws';
import { CommandError, UsageError, type Command, type Io } from './command';
import { Pace } from './pace';
import { findPublishers, type Publisher } from './pipeline-publisher';
import { ItemMarks } from './republish/item-marks';
import type { ItemRange } from './republish/item-range';
import { stackResources } from './stack-resources';
import { countOf } from './wording';
import { REPUBLISH_AS, type RepublishAs } from '../contract/order-events-pipeline';
import { typeAgain } from '../runtime/order-events-pipeline/derive-event';

const USAGE = 'republish --stack <name> [--key <value>] [--since <time>] [--until <time>] [--where <attribute>=<value>] [--as <what>] [--execute]';

const HELP = `Usage: npx serverless-inteligente ${USAGE}

Has items of a pipeline's table published again as they are now: for changes that are older than the 24 hours of its stream,
or from before the pipeline. Each item gets a mark ($republish, which no reader sees and which changes no version), and so the
table's own stream brings the event, in its place among the item's other changes. The event carries "republished": true, and
an id that is the same until the item changes: a worker that remembers ids handles it once, one that names its effect by
the item (an invoice by its order) does it once whatever it has had before. What is no longer in the table has no event.

  --stack <name>      CloudFormation stack in which the pipeline is
  --publisher <name>  the pipeline's publisher function, where the stack has several
  --key <value>       item by its partition key; may be given again. All by default, which reads the whole table
  --since <time>      items whose time is from then on: 2026-11-24, 2026-11-24T10:00:00Z
  --until <time>      items whose time is before then
  --time <attribute>  what holds the time; createdAt by default
  --where <a>=<v>     items whose attribute has the value; may be given again: the same attribute for either value
  --as <what>         state (created, or cancelled where it is), created, updated, cancelled; state by default
  --per-second <n>    items, 1 to 1000; 50 by default
  --execute           do it: a dry run otherwise

Account, region and endpoint are those of the AWS SDK: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL.`;

const OPTIONS = {
  'stack': { type: 'string' },
  'publisher': { type: 'string' },
  'key': { type: 'string', multiple: true },
  'since': { type: 'string' },
  'until': { type: 'string' },
  'time': { type: 'string' },
  'where': { type: 'string', multiple: true },
  'as': { type: 'string' },
  'per-second': { type: 'string' },
  'execute': { type: 'boolean' },
} as const;

/** Publishes again, from the table, what the stream no longer holds. */
export const republish: Command = {
  summary: 'have items of a pipeline’s table published again',
  help: HELP,
  run: async (args, io) => {
    const { values } = parse(args, USAGE, OPTIONS);
    const range: ItemRange = {
      keys: values.key ?? [],
      timeAttribute: values.time ?? 'createdAt',
      since: timeIn('--since', values.since),
      until: timeIn('--until', values.until),
      where: conditionsIn(values.where ?? []),
    };
    const as = asIn(values.as ?? 'state');
    const pace = new Pace(numberIn('--per-second', values['per-second'], 1, 1_000) ?? 50);
    const aws = connect(io.env);
    const publisher = await publisherOf(required('--stack <name>', values.stack, USAGE), values.publisher, aws);
    const marks = await ItemMarks.of(publisher, aws);
    return values.execute ? execute(publisher, marks, range, as, pace, io) : tell(publisher, marks, range, as, io);
  },
};

async function tell({ tableName, definition }: Publisher, marks: ItemMarks, range: ItemRange, as: RepublishAs, io: Io) {
  const types: string[] = [];
  for await (const { item } of marks.find(range)) { types.push(typeAgain(as, item, definition)); }
  io.print(`dry run: ${countOf(types.length, 'item')} of ${tableName} would be published again${listed(types)}. Add --execute to do it.`);
}

async function execute({ tableName, functionName, definition }: Publisher, marks: ItemMarks, range: ItemRange, as: RepublishAs, pace: Pace, io: Io) {
  // Read to the end before the first mark, so that progress has a total.
  const found = [];
  for await (const item of marks.find(range)) { found.push(item); }
  const types: string[] = [];
  let failed = 0;
  for (const [i, item] of found.entries()) {
    await pace.next();
    try {
      if (await marks.mark(item, as)) { types.push(typeAgain(as, item.item, definition)); }
    } catch (error) {
      failed++;
      io.note(`${JSON.stringify(item.key)} could not be marked: ${(error as Error).message}`);
    }
    if ((i + 1) % 100 === 0 || i + 1 === found.length) { io.note(`${i + 1} of ${found.length}`); }
  }
  const done = `marked ${countOf(types.length, 'item')} of ${tableName}: ${functionName} publishes${listed(types).replace(':', '') || ' none'}`;
  if (failed > 0) { throw new CommandError(`${done}; ${countOf(failed, 'item')} could not be marked, as told above. Run the command again: what is published twice has the same id`); }
  io.print(done);
}

function listed(types: readonly string[]): string {
  const counts = [...new Set(types)].sort((a, b) => countIn(types, b) - countIn(types, a)).map((type) => `${countIn(types, type)} ${type}`);
  return counts.length > 0 ? `: ${counts.join(', ')}` : '';
}

function countIn(types: readonly string[], type: string): number {
  return types.filter((other) => other === type).length;
}

async function publisherOf(stackName: string, name: string | undefined, aws: Aws): Promise<Publisher> {
  const publishers = await findPublishers(await stackResources(stackName, aws), aws);
  const names = publishers.map(({ functionName }) => functionName).join(', ');
  if (publishers.length === 0) { throw new CommandError(`the stack ${stackName} has no publisher of an OrderEventsPipeline: name the stack in which it is`); }
  if (name === undefined) {
    if (publishers.length > 1) { throw new UsageError(`--publisher missing, the stack has several: ${names}`); }
    return publishers[0];
  }
  const found = publishers.find(({ functionName }) => functionName === name);
  if (!found) { throw new UsageError(`--publisher is '${name}'. Allowed: ${names}`); }
  return found;
}

function timeIn(option: string, value: string | undefined): string | undefined {
  if (value !== undefined && !(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(value) && !Number.isNaN(Date.parse(value)))) {
    throw new UsageError(`${option} is '${value}', but must be a time such as 2026-11-24T10:00:00Z, or a day`);
  }
  return value;
}

function conditionsIn(given: readonly string[]): Map<string, string[]> {
  const conditions = new Map<string, string[]>();
  for (const text of given) {
    const [, attribute, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (attribute === undefined) { throw new UsageError(`--where is '${text}', but must be <attribute>=<value>, such as status=OPEN`); }
    conditions.set(attribute, [...conditions.get(attribute) ?? [], value]);
  }
  return conditions;
}

function asIn(value: string): RepublishAs {
  const as = REPUBLISH_AS.find((known) => known === value);
  if (!as) { throw new UsageError(`--as is '${value}'. Allowed: ${REPUBLISH_AS.join(', ')}`); }
  return as;
}
