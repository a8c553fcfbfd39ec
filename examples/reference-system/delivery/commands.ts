import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Ringing, watchAlarms } from './alarms';
import { type AlarmNames, alarmsOf, dependentsFirst, stacksOf } from './assembly';
import { type CommandLine, deployAssembly, deployStack, synthesise } from './cdk';
import { differences as differencesOf } from './differences';
import { runCollection } from './e2e';
import { type DeliveryOptions, parseOptions } from './options';
import { outputOf, readOutputs } from './outputs';
import { keptAs, previousAssembly } from './previous';
import { shown } from './run';
import { smokeChecks } from './smoke';
import { runChecks } from '../local/checks';

/** What a command is given of the machine. */
export interface Machine {
  readonly env: { readonly [name: string]: string | undefined };
  say(line: string): void;
  /** Runs a command to its end. @throws where it fails */
  run(line: CommandLine): void;
  /** Runs a command to its end. @returns what it printed @throws where it fails */
  runFor(line: CommandLine): string;
  /** An output of the job's step. */
  tell(name: string, value: string): void;
  /** The alarms among these that ring now. */
  look(region: string, alarms: AlarmNames): Promise<readonly Ringing[]>;
  wait(ms: number): Promise<unknown>;
}

type Command = (options: DeliveryOptions, machine: Machine) => void | Promise<void>;

/** By region, the names of the alarms that rang before the deployment. */
interface Before {
  readonly [region: string]: readonly string[];
}

/** The steps of a delivery, in their order; `differences` is a pull request's, `rollback` the way back. */
export const COMMANDS: { readonly [name: string]: Command } = { synth, differences, previous, deploy, smoke, e2e, watch, rollback };

/** @throws for a command that failed or is none, with the fix */
export async function deliver([name = '', ...args]: readonly string[], machine: Machine): Promise<void> {
  if (!Object.hasOwn(COMMANDS, name)) { throw new Error(`there is no command '${name}'. Allowed: ${Object.keys(COMMANDS).join(', ')}`); }
  await COMMANDS[name](parseOptions(args, resolve('delivery-out')), machine);
}

function synth({ stage, places, dryRun }: DeliveryOptions, machine: Machine): void {
  const line = synthesise(stage, places.assembly);
  if (dryRun) { return machine.say(`would run: ${shown(line)}`); }
  machine.run(line);
  machine.say(`${places.assembly} holds ${stacksOf(places.assembly).map(({ name }) => name).join(', ')}.`);
}

function differences({ stage, places, dryRun }: DeliveryOptions, { say, runFor }: Machine): void {
  const [after, before] = [places.assembly, places.previous];
  const stacks = stacksOf(after).length + stacksOf(before).length;
  if (dryRun) { return say(`would compare: ${after} with ${before}, ${stacks} stacks`); }
  writeFileSync(places.differences, differencesOf({ before, after, stage, run: runFor }));
  say(`${places.differences} tells what this changes in ${stage}.`);
}

async function previous({ stage, dryRun }: DeliveryOptions, { env, say, tell }: Machine): Promise<void> {
  if (dryRun) { return say(`would ask: the artifacts ${keptAs(stage)} of the repository`); }
  const { GITHUB_API_URL: api = 'https://api.github.com' } = env;
  const [repository, token] = given(env, ['GITHUB_REPOSITORY', 'GITHUB_TOKEN'], 'the runner sets the first, the step the other: ${{ github.token }}');
  const kept = await previousAssembly(stage, { api, repository, token });
  if (!kept) { return say(`There is nothing to go back to in ${stage}: this is its first delivery, or the last is older than 90 days.`); }
  tell('artifact_id', String(kept.artifactId));
  tell('run_id', String(kept.runId));
  say(`To go back to: artifact ${kept.artifactId} of run ${kept.runId}.`);
}

async function deploy({ places, dryRun }: DeliveryOptions, machine: Machine): Promise<void> {
  const alarms = alarmsOf(places.assembly, machine.env.AWS_REGION);
  const line = deployAssembly(places.assembly, places.outputs);
  if (dryRun) { return machine.say(`would run: ${shown(line)}`); }
  const before: { [region: string]: string[] } = {};
  for (const [region, names] of Object.entries(alarms)) {
    const rang = await machine.look(region, names);
    before[region] = rang.map(({ name }) => name);
    if (rang.length > 0) { machine.say(`Rang before it: ${rang.map(told).join('; ')}`); }
  }
  writeFileSync(places.before, JSON.stringify(before));
  machine.run(line);
}

async function smoke({ places, dryRun }: DeliveryOptions, { say }: Machine): Promise<void> {
  const checks = smokeChecks(readOutputs(places.outputs));
  if (dryRun) { return checks.forEach(({ name }) => say(`would check: ${name}`)); }
  const failed = await runChecks(checks, (text) => say(text.trimEnd()));
  if (failed > 0) { throw new Error(`${failed} of ${checks.length} checks failed`); }
}

async function e2e({ places, dryRun }: DeliveryOptions, { env, say }: Machine): Promise<void> {
  const outputs = readOutputs(places.outputs);
  const [baseUrl, commerceUrl] = [outputOf(outputs, 'TicketsUrl'), outputOf(outputs, 'CommerceUrl')];
  const names = ['E2E_USERNAME', 'E2E_PASSWORD', 'E2E_ADMIN_USERNAME', 'E2E_ADMIN_PASSWORD'];
  if (dryRun) {
    const users = `${env.E2E_USERNAME ?? 'a customer'} and ${env.E2E_ADMIN_USERNAME ?? 'an administrator'}`;
    return say(`would run: the Postman collection against ${baseUrl} and ${commerceUrl} as ${users}`);
  }
  const [username, password, adminUsername, adminPassword] = given(env, names, 'make two users for it, and set them as variables and secrets of the environment');
  const { run: { executions, failures } } = await runCollection({ baseUrl, commerceUrl, username, password, adminUsername, adminPassword });
  failures.forEach(({ source, error }) => say(`FAIL  ${source?.name}: ${error.message}`));
  say(`${executions.length} requests, ${failures.length} failures`);
  if (failures.length > 0) { throw new Error(`${failures.length} answers were not what the collection says`); }
}

async function watch({ stage, places, minutes, dryRun }: DeliveryOptions, machine: Machine): Promise<void> {
  if (!existsSync(places.before)) { throw new Error(`there is no ${places.before}: deploy writes it. Run first: npm run deliver -- deploy --stage ${stage}`); }
  const before = Object.entries(JSON.parse(readFileSync(places.before, 'utf8')) as Before).flatMap(([region, names]) => names.map((name) => within(region, name)));
  const alarms = Object.entries(alarmsOf(places.assembly, machine.env.AWS_REGION));
  if (dryRun) { return alarms.forEach(([region, { names, prefixes }]) => machine.say(`would watch: ${names.length + prefixes.length} alarms in ${region} for ${minutes} minutes`)); }
  const look = async () => (await Promise.all(alarms.map(async ([region, names]) =>
    (await machine.look(region, names)).map(({ name, reason }) => ({ name: within(region, name), reason }))))).flat();
  const rang = await watchAlarms({ before, minutes, look, wait: machine.wait });
  if (rang.length > 0) { throw new Error(`since the deployment rings: ${rang.map(told).join('; ')}`); }
  machine.say(`Nothing rang in ${minutes} minute${minutes === 1 ? '' : 's'}.`);
}

function rollback({ stage, places, dryRun }: DeliveryOptions, machine: Machine): void {
  if (!existsSync(places.previous)) {
    throw new Error(`there is no previous assembly of ${stage}: it is its first delivery, or the last is older than 90 days. It stays as it is: correct main and deliver again`);
  }
  const stacks = dependentsFirst(places.previous);
  if (dryRun) { return stacks.forEach((stack) => machine.say(`would run: ${shown(deployStack(places.previous, stack))}`)); }
  stacks.forEach((stack, i) => {
    try {
      machine.run(deployStack(places.previous, stack));
    } catch (error) {
      throw new Error(`${stack} did not go back: ${(error as Error).message}. Back are ${stacks.slice(0, i).join(', ') || 'none'}; still as delivered: ${stacks.slice(i).join(', ')}`);
    }
  });
  const brought = stacksOf(places.assembly).map(({ name }) => name).filter((name) => !stacks.includes(name));
  if (brought.length > 0) { machine.say(`${brought.join(', ')} came with this delivery and stay in the account: delete what nobody uses.`); }
  machine.say(`${stage} is what it was before this delivery. Its data is as the delivery left it.`);
}

const within = (region: string, name: string) => `${name} in ${region}`;

const told = ({ name, reason }: Ringing) => `${name} (${reason})`;

function given(env: Machine['env'], names: readonly string[], fix: string): string[] {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) { throw new Error(`the environment lacks ${missing.join(', ')}: ${fix}`); }
  return names.map((name) => env[name]!);
}
