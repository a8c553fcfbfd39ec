import { randomUUID } from 'node:crypto';
import { setUp } from './givens';
import type { Answer, Exchange, Row, Section, Sent, Target } from './table';
import { JSON_TYPE, PROBLEM_TYPE, STATUS_TITLES } from '../../src/contract/wire';

/** Values by the names that a row's texts have in braces. */
export type Values = { [name: string]: string };

/** Shows the rows that can be shown on `target`, each a test. */
export function show(table: readonly Section[], target: Target) {
  const rows = table.flatMap(({ request, rows: all }) => all.filter(({ only }) => only === undefined || only.on === target.name)
    .map((row) => [request, row.of, row.rule, row] as const));
  test.each(rows)('%s, %s: %s', async (_request, _of, _rule, row) => { await showRow(row, target); });
}

async function showRow({ given, steps }: Row, target: Target) {
  const values: Values = { word: `w-${randomUUID()}`, ana: target.sub('ana'), luis: target.sub('luis') };
  for (const one of given) { await setUp(one, target, values); }
  for (const step of steps) {
    const exchange = filled(step, values) as Exchange;
    const work = async () => {
      try {
        Object.assign(values, await exchangeWith(target, exchange));
      } catch (error) {
        throw Object.assign(error as Error, { message: `${exchange.ask.slice(0, 200)}\n${(error as Error).message}` });
      }
    };
    await (exchange.fault ? target.meet(exchange.fault, work) : work());
  }
}

async function exchangeWith(target: Target, exchange: Exchange): Promise<Values> {
  const answers = await answersTo(target, exchange);
  const statuses = answers.map(({ status }) => status);
  const told = typeof exchange.gives === 'number' ? { [exchange.gives]: answers.length } : exchange.gives;
  const [strange] = answers.filter(({ status }) => !(status in told));
  expect(strange && { asked: exchange.ask, status: strange.status, text: strange.text.slice(0, 600) }).toBeUndefined();
  for (const [status, count] of Object.entries(told).filter(([, one]) => one !== '*')) {
    const found = statuses.filter((one) => one === Number(status)).length;
    expect([status, count === '+' && found > 0 ? '+' : found]).toEqual([status, count]);
  }
  for (const answer of answers) {
    checkForm(answer, exchange);
    checkContent(answer, exchange);
  }
  return keptOf(answers[0], exchange);
}

async function answersTo(target: Target, exchange: Exchange): Promise<Answer[]> {
  const { times = 1, until } = exchange;
  const atOnce = () => Promise.all(Array.from({ length: times }, () => target.send(sentOf(exchange))));
  const answers = await atOnce();
  const goesOn = () => until !== undefined && !answers.some(({ status }) => status === until);
  for (let round = 1; round < 20 && goesOn(); round++) { answers.push(...await atOnce()); }
  return answers;
}

export function sentOf({ as = 'ana', ask, headers = {}, send }: Pick<Exchange, 'as' | 'ask' | 'headers' | 'send'>): Sent {
  const [method, path] = ask.split(' ');
  const raw = typeof send === 'string' || send instanceof Uint8Array;
  const body = send === undefined || raw ? send : JSON.stringify(send);
  return { as, method, path, headers: { ...(body !== undefined && { 'Content-Type': JSON_TYPE }), ...headers }, ...(body !== undefined && { body }) };
}

/** Headers that a status demands (RFC 9110, 11.6.1, 15.5.6 and 10.2.3; RFC 6585, 4). */
const DEMANDED: { readonly [status: number]: readonly [string, RegExp] } = {
  401: ['www-authenticate', /^Bearer$/], 405: ['allow', /^[A-Z]+(, [A-Z]+)*$/], 429: ['retry-after', /^\d+$/], 503: ['retry-after', /^\d+$/],
};

/** What holds of every answer: the shape of problems (RFC 9457, 3), who may read it, that nobody keeps it, and where there is no body. */
function checkForm({ status, headers, text }: Answer, { ask }: Exchange) {
  expect(headers['access-control-allow-origin']).toBe('*');
  const [header, value] = DEMANDED[status] ?? [];
  if (header) { expect(headers[header]).toMatch(value!); }
  if (ask.startsWith('HEAD ') || status === 204 || status === 304) {
    expect(text).toBe('');
  } else if (status >= 400) {
    expect(headers['content-type']).toBe(PROBLEM_TYPE);
    const { errors, ...problem } = JSON.parse(text);
    expect(problem).toEqual({ type: 'about:blank', title: STATUS_TITLES[status], status, detail: expect.any(String), requestId: expect.stringMatching(/^[\w-]{8,}$/) });
    for (const one of errors ?? []) { expect(one).toEqual({ ['pointer' in one ? 'pointer' : 'parameter']: expect.any(String), detail: expect.stringMatching(/\.$/) }); }
  } else {
    expect(headers['content-type']).toBe(JSON_TYPE);
  }
  if (!ask.startsWith('OPTIONS ')) { expect(headers['cache-control']).toBe('no-store'); }
}

function checkContent({ headers, text }: Answer, { shows = {}, body, lacks = [], names, each, eachLacks = [] }: Exchange) {
  for (const [name, value] of Object.entries(shows)) {
    const shown = headers[name.toLowerCase()] ?? null;
    expect([name, shown]).toEqual([name, matching(value)]);
  }
  const parsed = text === '' ? undefined : JSON.parse(text);
  if (body !== undefined) { expect(parsed).toMatchObject(matching(body) as object); }
  for (const member of lacks) { expect(parsed).not.toHaveProperty([member]); }
  if (names) { expect((parsed.errors ?? []).map((one: any) => one.pointer ?? one.parameter).sort()).toEqual([...names].sort()); }
  for (const member of eachLacks) { for (const item of parsed.items) { expect(item).not.toHaveProperty([member]); } }
  if (each) { for (const item of parsed.items) { expect(item).toMatchObject(matching(each) as object); } }
}

/** Regular expressions become what a text must match. */
function matching(expected: unknown): unknown {
  if (expected instanceof RegExp) { return expect.stringMatching(expected); }
  if (Array.isArray(expected)) { return expected.map(matching); }
  if (typeof expected !== 'object' || expected === null) { return expected; }
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, matching(value)]));
}

function keptOf({ headers, text }: Answer, { keep = {} }: Exchange): Values {
  return Object.fromEntries(Object.entries(keep).map(([name, where]) => {
    const value = where.startsWith('.') ? JSON.parse(text)[where.slice(1)] : headers[where.toLowerCase()];
    if (typeof value !== 'string') { throw new Error(`there is no ${where} in ${text}`); }
    return [name, value];
  }));
}

/** The same with each `{name}` of `values` filled in, wherever a text stands. */
function filled(value: unknown, values: Values): unknown {
  if (typeof value === 'string') { return value.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all); }
  if (value instanceof RegExp) { return new RegExp(value.source.replace(/\{([a-z]\w+)\}/g, (all, name) => values[name] ?? all), value.flags); }
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) { return value; }
  if (Array.isArray(value)) { return value.map((one) => filled(one, values)); }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, values)]));
}

