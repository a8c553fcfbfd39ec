import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { fakeIo } from './fake-io';
import { cost } from '../../src/cli/cost';
import { BOX, layOut } from '../../src/cli/cost/diagram/layout';
import { partsOf } from '../../src/cli/cost/diagram/parts';
import { svg as drawingOf } from '../../src/cli/cost/diagram/svg';
import type { Report } from '../../src/cli/cost/report';
import { estimateOf, modelOf } from '../../src/pricing/estimate';
import { shippedPrices } from '../../src/pricing/price-table';
import { Passes } from '../../src/pricing/relations';
import { CHROMIUM, CHROMIUM_FLAGS, describeInBrowser } from '../support/browser';
import { arn, assemblyOf, ref, resource, smallApp, writeAssembly } from '../support/cloud-assemblies';

const scratch = mkdtempSync(join(tmpdir(), 'diagram-'));
const resources = {
  ...smallApp(),
  Topic: resource('AWS::SNS::Topic', 'Topic'),
  Queue: resource('AWS::SQS::Queue', 'Queue', { RedrivePolicy: { deadLetterTargetArn: arn('Dead') } }),
  Dead: resource('AWS::SQS::Queue', 'Dead'),
  Subscription: resource('AWS::SNS::Subscription', 'Subscription', { Protocol: 'sqs', TopicArn: ref('Topic'), Endpoint: arn('Queue') }),
  Alarm: resource('AWS::CloudWatch::Alarm', 'Alarm'),
  Alone: resource('AWS::S3::Bucket', 'A<lone>'),
};

function drawn(from = resources) {
  const options = { prices: shippedPrices() };
  const model = modelOf(assemblyOf(from), options);
  const estimate = estimateOf(model, options);
  return { estimate, parts: partsOf(estimate, model) };
}

describe('the diagram of an app', () => {
  it('has a box a part, with all that is charged for it, and the rest at its foot', () => {
    const { estimate, parts } = drawn();
    expect(parts.parts.map(({ title, kind }) => [title, kind])).toEqual([
      ['Api', 'REST API'], ['Handler', 'Lambda'], ['Table', 'DynamoDB table'], ['Topic', 'SNS topic'], ['Queue', 'SQS queue'], ['A<lone>', 'S3 bucket'],
    ]);
    expect(parts.rest).toEqual([{ kind: 'alarm', count: 1, usd: 0.1 }, { kind: 'dead-letter queue', count: 1, usd: 0 }]);
    const total = [...parts.parts, ...parts.rest].reduce((sum, { usd }) => sum + usd, 0);
    expect(total).toBeCloseTo(estimate.monthlyUsd, 9);
    const handler = estimate.resources.filter(({ resource: { path } }) => path === 'App/Handler' || path === 'App/Logs').reduce((sum, { usd }) => sum + usd, 0);
    expect(parts.parts.find(({ title }) => title === 'Handler')!.usd).toBeCloseTo(handler, 9);
  });

  it('counts what is several in the plural', () => {
    const { rest } = drawn({ ...resources, Other: resource('AWS::CloudWatch::Alarm', 'Other') } as typeof resources).parts;
    expect(rest[0]).toEqual({ kind: 'alarms', count: 2, usd: 0.2 });
  });

  it('has its legend in a line of its own, and room for its title, however many stacks the app has', () => {
    const { parts, estimate } = drawn();
    const name = 'Tickets + Data + Commerce + Events + Site + Observability + Monitoring + Elsewhere';
    const drawing = drawingOf(parts, { estimate } as Report, name);
    const [head, below] = drawing.split('<g transform="translate(0 ');
    const texts = [...head.matchAll(/<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"[^>]*>([^<]*)/g)].map(([, x, y, size, text]) => ({ x: +x, y: +y, size: +size, text }));
    const title = texts.find(({ text }) => text.startsWith(name))!;
    const legend = texts.filter(({ text }) => ['entry', 'functions', 'data', 'events', 'users'].includes(text));
    expect(legend).toHaveLength(5);
    for (const { y, size } of legend) {
      for (const other of texts.filter((text) => !legend.includes(text))) { expect(y - size).toBeGreaterThan(other.y); }
      expect(parseInt(below, 10)).toBeGreaterThan(y);
    }
    const width = Number(/<svg [^>]*width="(\d+)"/.exec(drawing)![1]);
    expect(width).toBeGreaterThan(title.x + title.text.length * title.size * 0.55);
  });

  it('joins what hands on to each other', () => {
    const names = drawn().parts.flows.map(({ from, to, passes }) => `${from.slice(4)} ${passes} ${to.slice(4)}`);
    expect(names).toEqual(expect.arrayContaining(['Api requests Handler', 'Handler writes Table', 'Topic events Queue']));
    expect(names.join()).not.toContain('Dead');
  });

  it('calls a part by the name that it has in the account', () => {
    const { Handler } = smallApp();
    const named = { ...resources, Handler: { ...Handler, Properties: { ...Handler.Properties, FunctionName: 'orders_crud' } } };
    expect(drawn(named).parts.parts.map(({ title }) => title)).toContain('orders_crud');
  });

  const overlap = (ends: number[], middle: number, size: number) => Math.max(...ends) > middle - size / 2 && Math.min(...ends) < middle + size / 2;
  const box = (id: string, stack = 'Shop') => ({ id, stack, title: id, kind: 'Lambda', family: 'compute' as const, usd: 1 });
  type Layout = ReturnType<typeof layOut>;
  const crossed = ({ boxes }: Layout, { from, to, points }: Layout['lines'][number]) =>
    [...boxes].filter(([id]) => id !== from && id !== to).filter(([, { x, y }]) => points.slice(1).some((point, i) =>
      overlap([points[i].x, point.x], x, BOX.width) && overlap([points[i].y, point.y], y, BOX.height))).map(([id]) => `${from} to ${to} through ${id}`);

  it('leads lines within a stack past every box, from side to side', () => {
    const names = ['api', 'fn1', 'fn2', 'fn3', 'fn4', 'fn5', 'table1', 'table2', 'queue', 'worker', 'far'];
    const ends = [
      ['api', 'fn1'], ['api', 'fn2'], ['api', 'fn3'], ['api', 'fn4'], ['api', 'fn5'], ['fn1', 'table1'], ['fn1', 'table2'], ['fn5', 'table1'], ['fn3', 'queue'],
      ['fn2', 'table2'], ['queue', 'worker'], ['worker', 'far'], ['fn1', 'far'], ['fn4', 'far'], ['worker', 'queue'], ['api', 'far'],
    ];
    const layout = layOut({ parts: names.map((name) => box(name)), flows: ends.map(([from, to]) => ({ from, to, passes: Passes.READS })), rest: [] });
    expect(layout.lines).toHaveLength(ends.length);
    expect(layout.lines.flatMap((line) => crossed(layout, line))).toEqual([]);
    for (const { from, to, points } of layout.lines) {
      const [source, target] = [layout.boxes.get(from)!, layout.boxes.get(to)!];
      const side = Math.sign(target.x - source.x);
      const half = side * BOX.width / 2;
      expect([points[0], points.at(-1)]).toEqual([{ x: source.x + half, y: source.y }, { x: target.x - half, y: target.y }]);
    }
  });

  it('leads lines between stacks past every box and every name of a stack', () => {
    const parts = [box('edge', 'Site'), box('files', 'Site'), box('api', 'Shop'), box('fn', 'Shop'), box('pool', 'Users'), box('check', 'Users')];
    const flow = (from: string, to: string) => ({ from, to, passes: Passes.REQUESTS });
    const flows = [flow('edge', 'files'), flow('edge', 'api'), flow('api', 'fn'), flow('pool', 'check'), flow('api', 'check')];
    const layout = layOut({ parts, flows, rest: [] });
    const { lines, stacks, width, height } = layout;
    expect(stacks.map(({ name }) => name).sort()).toEqual(['Shop', 'Site', 'Users']);
    for (const [i, a] of stacks.entries()) {
      for (const b of stacks.slice(i + 1)) {
        expect([a.x + a.width <= b.x, b.x + b.width <= a.x, a.y + a.height <= b.y, b.y + b.height <= a.y]).toContain(true);
      }
      expect([a.x >= 0, a.y >= 0, a.x + a.width <= width, a.y + a.height <= height]).toEqual([true, true, true, true]);
    }
    const across = lines.filter(({ straight }) => straight);
    expect(across).toHaveLength(2);
    expect(across.flatMap((line) => crossed(layout, line))).toEqual([]);
    for (const { name, label } of stacks) {
      const [w, h] = [10 * name.length, 20];
      const through = across.filter(({ points }) => points.slice(1).some((point, i) =>
        overlap([points[i].x, point.x], label.x + w / 2, w) && overlap([points[i].y, point.y], label.y - h / 2, h)));
      expect([name, through]).toEqual([name, []]);
    }
  });

  it('puts a stack beside the one that leads to it most, and all that leads to one box on one line', () => {
    const parts = [
      ...['edge', 'file'].map((id) => box(id, 'Site')), ...['api', 'fn1', 'fn2', 'fn3'].map((id) => box(id, 'Shop')), ...['orders', 'users'].map((id) => box(id, 'Data')),
    ];
    const ends = [['edge', 'file'], ['edge', 'api'], ['api', 'fn1'], ['api', 'fn2'], ['api', 'fn3'], ...['fn1', 'fn2', 'fn3'].map((fn) => [fn, 'orders']), ['fn1', 'users'], ['fn2', 'users']];
    const { lines, stacks } = layOut({ parts, flows: ends.map(([from, to]) => ({ from, to, passes: Passes.READS })), rest: [] });
    const rowOf = (name: string) => stacks.find((stack) => stack.name === name)!.y;
    expect(rowOf('Data')).toBe(rowOf('Shop'));
    expect(rowOf('Data')).not.toBe(rowOf('Site'));
    const ways = (target: string) => lines.filter(({ to, straight }) => straight && to === target)
      .map(({ points }) => JSON.stringify(points.slice(2)));
    expect([ways('orders').length, new Set(ways('orders')).size]).toEqual([3, 1]);
    expect(new Set([...ways('orders'), ...ways('users')]).size).toBe(2);
  });

  it('puts no box on another, each inside its stack and the picture', () => {
    const layout = layOut(drawn().parts);
    const boxes = [...layout.boxes.values()];
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) { expect(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height).toBe(true); }
      expect([a.x > 0, a.y > 0, a.x < layout.width, a.y < layout.height]).toEqual([true, true, true, true]);
    }
    expect(layout.stacks.map(({ name }) => name)).toEqual(['App']);
  });

  it('is drawn of an app whose parts all stand alone', () => {
    expect(layOut(drawn({ ...resources, Method: resource('AWS::KMS::Key', 'x') } as typeof resources).parts).boxes.size).toBe(6);
    expect(layOut({ parts: [], flows: [], rest: [] })).toMatchObject({ stacks: [], lines: [] });
  });

  it('is an SVG with the sum, every cost, and names that are text', async () => {
    const file = join(scratch, 'app.svg');
    await cost.run([writeAssembly({ App: { Resources: resources } }), '--out', file], fakeIo());
    const svg = readFileSync(file, 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"/);
    expect(svg).toMatch(/<text[^>]*>App: [\d.]+ USD a month<\/text>/);
    expect(svg).toContain('A&lt;lone&gt;');
    expect(svg).not.toContain('<lone>');
    expect(svg).toContain('Beside it: 1 alarm 0.10 · 1 dead-letter queue 0.00');
  });

  it('names in red what it does not know', async () => {
    const file = join(scratch, 'unknown.svg');
    await cost.run([writeAssembly({ App: { Resources: { Db: resource('AWS::RDS::DBCluster', 'Db') } } }), '--out', file], fakeIo());
    expect(readFileSync(file, 'utf8')).toContain('Unknown, not in the sum: 1 AWS::RDS::DBCluster');
  });

  it('fails as a PNG where there is no browser', async () => {
    const failure = await cost.run([writeAssembly({ App: { Resources: resources } }), '--out', join(scratch, 'app.png')], fakeIo({ env: { PATH: '/nowhere' } })).catch((error) => error);
    expect(failure.message).toContain('a .png needs a browser, and none of chromium');
  });

  it('fails as a PNG where the browser is none', async () => {
    const failure = await cost.run(
      [writeAssembly({ App: { Resources: resources } }), '--out', join(scratch, 'app.png')], fakeIo({ env: { CHROME_PATH: '/bin/false' } }),
    ).catch((error) => error);
    expect(failure.message).toContain('/bin/false took no picture');
  });
});

interface Box { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

describeInBrowser('the diagram in a browser', () => {
  it('is a PNG, twice as fine as the drawing', async () => {
    const file = join(scratch, 'app.png');
    await cost.run([writeAssembly({ App: { Resources: resources } }), '--out', file], fakeIo({ env: { CHROME_PATH: CHROMIUM } }));
    const png = readFileSync(file);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(1400);
  });

  it.each([
    ['of a short name', ['App']], ['of many stacks', ['Tickets', 'Data', 'Commerce', 'Events', 'Site', 'Observability', 'Reports', 'Partners']],
  ])('has a head %s whose texts meet neither one another nor the edge, and boxes that hold their names', async (_, names) => {
    const file = join(scratch, `${names.length}.svg`);
    const long = { ...smallApp().Handler, Properties: { ...smallApp().Handler.Properties, FunctionName: 'commerce_orders_crud_production' } };
    await cost.run([writeAssembly(Object.fromEntries(names.map((name) => [name, { Resources: { ...resources, Handler: long } }]))), '--out', file], fakeIo());
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    try {
      const page = await browser.newPage();
      await page.setContent(readFileSync(file, 'utf8'));
      const { texts, right, outside } = await page.evaluate<{ texts: Box[]; right: number; outside: string[] }>(`({
        right: document.querySelector('svg').getBoundingClientRect().right,
        texts: [...document.querySelectorAll('svg > text')].slice(0, 7).map((text) => text.getBoundingClientRect().toJSON()),
        outside: [...document.querySelectorAll('g > g')].flatMap((box) => [...box.querySelectorAll('text')]
          .filter((text) => text.getBoundingClientRect().right > box.querySelector('rect').getBoundingClientRect().right).map(({ textContent }) => textContent)),
      })`);
      expect(texts).toHaveLength(7);
      const met = texts.flatMap((a, i) => texts.slice(i + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2));
      expect({ met, beyond: texts.filter((text) => text.right > right), outside }).toEqual({ met: [], beyond: [], outside: [] });
    } finally {
      await browser.close();
    }
  });
});
