import { readCloudAssembly } from '../../src/pricing/cloud-assembly';
import { estimate } from '../../src/pricing/estimate';
import { shippedPrices } from '../../src/pricing/price-table';
import { synthReferenceSystem } from '../support/reference-system';

describe('the reference system, with what it needs in us-east-1', () => {
  const assembly = readCloudAssembly(synthReferenceSystem('eu-west-1'));
  const result = estimate(assembly, { prices: shippedPrices() });

  it('is all of its stacks', () => {
    expect(assembly.stacks.map(({ name }) => name).sort()).toEqual(
      ['Commerce', 'Observability', 'Observability-us-east-1-monitoring', 'Site', 'Site-us-east-1-monitoring', 'Tickets'],
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
