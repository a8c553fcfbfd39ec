import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, UsageError } from '../../../src/cli/command';
import { dashboard } from '../../../src/cli/dashboard';
import { CHROMIUM, describeInBrowser } from '../../support/browser';
import { arn, ref, resource, smallApp, writeAssembly } from '../../support/cloud-assemblies';
import { fakeIo } from '../fake-io';

const folder = () => mkdtempSync(join(tmpdir(), 'dashboard-'));
const body = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const widgets = [
  { type: 'alarm', x: 0, y: 0, width: 24, height: 3, properties: { title: 'Alarms', alarms: ['@alarm@'] } },
  { type: 'metric', x: 0, y: 3, width: 12, height: 6, properties: { title: 'Errors & <faults>', region: '@region@', metrics: [['AWS/Lambda', 'Errors', 'FunctionName', '@fn@', { label: '@fn@' }]], yAxis: { left: { min: 0 } } } },
  { type: 'metric', x: 12, y: 3, width: 6, height: 3, properties: { view: 'singleValue', title: 'Left, %', region: 'us-east-1', metrics: [['Shop', 'Left']] } },
  { type: 'text', x: 12, y: 6, width: 12, height: 3, properties: { markdown: '# Costs\nSee `cdk.out` and [the **runbook**](https://example.com).\n- one\n- two' } },
  { type: 'log', x: 0, y: 9, width: 6, height: 3, properties: { title: 'Logs', region: 'us-east-1', query: 'fields @message' } },
];
const [head, alarm, region, fn, label] = JSON.stringify({ widgets }).split(/@\w+@(?=")/);
const resources = {
  ...smallApp(),
  Alarm: resource('AWS::CloudWatch::Alarm', 'Alarm', { AlarmName: 'Shop: errors' }),
  Board: resource('AWS::CloudWatch::Dashboard', 'Board', {
    DashboardName: 'shop-operations', DashboardBody: body(head, arn('Alarm'), alarm, ref('AWS::Region'), region, ref('Handler'), fn, ref('Handler'), label),
  }),
};
const app = writeAssembly({ App: { Resources: resources } }, 'eu-west-1');

async function drawn(assembly = app) {
  const out = folder();
  const io = fakeIo();
  await dashboard.run([assembly, '--out', out, '--format', 'svg'], io);
  return { out, printed: io.printed, svg: (name: string) => readFileSync(join(out, `${name}.svg`), 'utf8') };
}

describe('dashboard', () => {
  it('draws each dashboard of an assembly to a file, and says which', async () => {
    const { out, printed } = await drawn();
    expect(readdirSync(out)).toEqual(['shop-operations.svg']);
    expect(printed).toEqual([`${join(out, 'shop-operations.svg')}: 5 widgets`]);
  });

  it('shows titles, alarms, lines with their labels, numbers and texts, and that the data are samples', async () => {
    const svg = (await drawn()).svg('shop-operations');
    for (const text of ['shop-operations', 'Alarms', 'Shop: errors', 'Errors &amp; &lt;faults&gt;', 'Left, %', 'Costs', 'runbook', 'Sample data: nothing here was measured']) { expect(svg).toContain(text); }
    expect(svg).toContain('>Handler<'); // what a function without a name of its own is called by
    expect(svg).not.toContain('**');
    expect(svg).toMatch(/<path[^>]* d="M[\d. ]+L[\d. L]+"/);
    expect(svg).toContain('log: not drawn');
  });

  it('puts each widget where the grid of 24 columns says', async () => {
    const places = [...(await drawn()).svg('shop-operations').matchAll(/<svg class="widget" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)].map(([, ...place]) => place.map(Number));
    expect(places).toHaveLength(5);
    const [[x0, , whole], [x1, y1, half], [x2, y2, quarter]] = places;
    expect([x1, y2]).toEqual([x0, y1]);
    expect(whole / half).toBeCloseTo(2, 1);
    expect(half / quarter).toBeCloseTo(2, 1);
    expect((x2 - x1) / whole).toBeCloseTo(0.5, 1);
  });

  it('is the same picture each time', async () => expect((await drawn()).svg('shop-operations')).toBe((await drawn()).svg('shop-operations')));

  it('calls a dashboard without a name by its path', async () => {
    const nameless = writeAssembly({ App: { Resources: { Board: resource('AWS::CloudWatch::Dashboard', 'Board', { DashboardBody: '{"widgets":[]}' }) } } });
    expect(readdirSync((await drawn(nameless)).out)).toEqual(['App-Board.svg']);
  });

  it.each([
    ['there is no assembly', [], UsageError, '<cdk.out> missing'],
    ['there is no folder', [app], UsageError, '--out missing'],
    ['the format is none', [app, '--out', folder(), '--format', 'gif'], UsageError, "--format: 'gif' is no format. Allowed: png, svg"],
    ['the assembly has no dashboard', [writeAssembly({ App: { Resources: smallApp() } }), '--out', folder()], CommandError, 'has no dashboard'],
    ['a dashboard can not be', [writeAssembly({ App: { Resources: { Board: resource('AWS::CloudWatch::Dashboard', 'Board', { DashboardBody: '{' }) } } }), '--out', folder()], CommandError, 'App-Board: the body is no JSON'],
    ['the folder can not be written', [app, '--out', '/dev/null/x', '--format', 'svg'], CommandError, "can't be written"],
  ])('fails when %s', async (_, args, kind, message) => {
    const failure = await dashboard.run(args, fakeIo()).catch((error) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(failure.message).toContain(message);
  });
});

describeInBrowser('dashboard in a browser', () => {
  it('is a PNG, twice as fine as the drawing', async () => {
    const out = folder();
    await dashboard.run([app, '--out', out], fakeIo({ env: { CHROME_PATH: CHROMIUM } }));
    const png = readFileSync(join(out, 'shop-operations.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(2800);
  });
});
