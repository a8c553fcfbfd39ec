import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPTIMIZATIONS, unoptimized } from '../../examples/reference-system/cost/unoptimized';
import { differenceOf, markdown, run, writeReport } from '../../scripts/cost-report';
import { DOCUMENT, filled } from '../../scripts/scale';
import { readCloudAssembly } from '../../src/pricing/cloud-assembly';
import { estimate } from '../../src/pricing/estimate';
import { shippedPrices } from '../../src/pricing/price-table';
import { writeAssembly } from '../support/cloud-assemblies';
import { synthReferenceSystem } from '../support/reference-system';

/** With what it needs in us-east-1. */
const folder = synthReferenceSystem('eu-west-1', 'production');

describe('the reference system in production', () => {
  const assembly = readCloudAssembly(folder);
  const result = estimate(assembly, { prices: shippedPrices() });

  it('is all of its stacks', () => {
    expect(assembly.stacks.map(({ name }) => name.replace('-production', '')).sort()).toEqual(
      ['Commerce', 'Data', 'Events', 'Observability', 'Observability-us-east-1-monitoring', 'Site', 'Site-us-east-1-monitoring', 'Tickets'],
    );
  });

  it('has no resource of which the cost is unknown', () => expect(result.unknown).toEqual([]));

  it('has a source for each type that is free', () => {
    for (const { source, reason } of result.free) { expect([source, reason]).toEqual([expect.stringMatching(/^https:/), expect.any(String)]); }
  });

  it('has a price with a source, and amounts, for each of the others', () => {
    expect(result.monthlyUsd).toBeGreaterThan(10);
    for (const { lines } of result.resources) {
      for (const { row } of lines) { expect([row.id, row.sources.length > 0]).toEqual([row.id, true]); }
    }
    for (const { name, value } of result.assumptions) { expect([name, Number.isFinite(value) && value >= 0]).toEqual([name, true]); }
  });
});

describe('G2: before and after the optimizations', () => {
  it('each is in the templates, and what it does alone is told, whether it saves or costs', async () => {
    const difference = await differenceOf(folder);
    expect(difference.effects.map(({ name }) => name).sort()).toEqual(OPTIMIZATIONS.map(({ name }) => name).sort());
    const saves = Object.fromEntries(difference.effects.map(({ name, savesUsd }) => [name, savesUsd]));
    for (const name of ['arm64', 'peak hours', 'log retention', 'Intelligent-Tiering']) { expect([name, saves[name] > 0]).toEqual([name, true]); }
    expect(difference.beforeUsd - difference.afterUsd).toBeCloseTo(difference.changes.reduce((sum, { usd }) => sum - usd, 0), 2);
    expect(markdown(difference)).toContain(`Before ${difference.beforeUsd.toFixed(2)}, after ${difference.afterUsd.toFixed(2)} USD a month`);
  });

  it('nothing but that is different', () => {
    const resources = (from: string) => readCloudAssembly(from).stacks.flatMap(({ name, template }) =>
      Object.entries(template.Resources ?? {}).map(([id, { Type, Properties }]) => [`${name}/${id}`, Type, JSON.stringify(Properties)]));
    const [before, after] = [resources(unoptimized(folder)), resources(folder)];
    const changed = before.filter(([id, , properties], i) => id !== after[i][0] || properties !== after[i][2]).map(([, type]) => type);
    expect([...new Set(changed)].sort()).toEqual([...new Set(OPTIMIZATIONS.map(({ type }) => type))].sort());
  });

  it('is a report of files', async () => {
    const out = mkdtempSync(join(tmpdir(), 'cost-report-'));
    const told = jest.spyOn(console, 'error').mockReturnValue();
    const difference = await writeReport(folder, out, { PATH: '' });
    expect(told.mock.calls.join()).toContain('no architecture.png: a .png needs a browser');
    told.mockRestore();
    expect(readdirSync(out).sort()).toEqual([
      'architecture.svg', 'before.csv', 'before.json', 'cost.csv', 'cost.json', 'cost.md', 'cost.txt', 'difference.csv', 'difference.json', 'difference.md',
    ]);
    const [head, ...lines] = readFileSync(join(out, 'difference.csv'), 'utf8').trim().split('\r\n');
    expect(head).toBe('Resource,Type,Before,After,Change');
    expect(lines).toHaveLength(difference.changes.length);
    expect(JSON.parse(readFileSync(join(out, 'cost.json'), 'utf8')).monthlyUsd).toBeCloseTo(difference.afterUsd, 6);
    expect(JSON.parse(readFileSync(join(out, 'before.json'), 'utf8')).monthlyUsd).toBeCloseTo(difference.beforeUsd, 6);
  });

  it('fails where the templates have nothing of one', () => {
    expect(() => unoptimized(writeAssembly({ App: { Resources: {} } }))).toThrow('has nothing of arm64, log retention, Intelligent-Tiering, catalogue cache, peak hours');
  });
});

describe('docs/scale.md', () => {
  it('has the figures that the command gives; npm run scale -- <cdk.out> of production writes them', async () => {
    const document = readFileSync(DOCUMENT, 'utf8');
    expect(document).toBe(await filled(document, folder));
  });

  it('has of 1,000 requests a second what a person reckons with prices and shares', async () => {
    const requests = 1000 * 730 * 3600;
    const [tickets, commerce] = [requests / 11, requests * 10 / 11];
    const pages = 5e6 * requests / 11e6;
    const gigabytes = (pages * 20 + tickets * 2 + commerce * 3) / 1024 ** 2;
    const { services, limits } = JSON.parse(await run({}, folder, '--rps', '1000', '--format', 'json')).traffic;
    const usd = (name: string) => services.find(({ service }: { service: string }) => service === name).usd;
    expect(usd('Amazon API Gateway')).toBeCloseTo(333 * 3.5 + 667 * 2.8 + (requests / 1e6 - 1000) * 2.38 + 730 * 0.02, 2);
    expect(usd('Amazon CloudFront')).toBeCloseTo((pages + requests) * 1e-6 + pages * 1e-7 + 10_240 * 0.085 + (gigabytes - 10_240) * 0.08 + 30 * 0.005, 2);
    const share = 10 / 11 * 60 / (60 + 40 + 24); // of commerce, whose other 24 methods have one part each
    expect(limits[0]).toMatchObject({
      name: 'throttle of GET /v1/products/{id}', quota: 100, load: expect.closeTo(1000 * share, 6), breaksAtRps: expect.closeTo(100 / share, 6),
    });
  });

  it('fails without a place for a table', async () => {
    await expect(filled('# Scale', folder)).rejects.toThrow('docs/scale.md has no place for cost');
  });
});
