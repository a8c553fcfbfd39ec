import type { InvoiceLine } from './invoice-order';

/** What is owed. All in the currency's minor unit. */
export interface InvoiceAmounts {
  /** Before tax, a line each. */
  readonly lineNets: readonly number[];
  readonly net: number;
  /** A tax each rate, the lowest first. */
  readonly taxes: readonly { readonly basisPoints: number; readonly base: number; readonly tax: number }[];
  readonly total: number;
}

/**
 * Adds up an invoice. A line is rounded to the minor unit, and the tax of a rate once, on the sum of its lines: so the
 * figures printed add up to the total printed.
 */
export function amountsOf(lines: readonly InvoiceLine[]): InvoiceAmounts {
  const lineNets = lines.map(({ quantityMilli, unitPriceMinor }) => roundedQuotient(BigInt(quantityMilli) * BigInt(unitPriceMinor), 1_000n));
  const bases = new Map<number, number>();
  for (const [i, { taxBasisPoints }] of lines.entries()) { bases.set(taxBasisPoints, (bases.get(taxBasisPoints) ?? 0) + lineNets[i]); }
  const taxes = [...bases].sort(([a], [b]) => a - b).map(([basisPoints, base]) =>
    ({ basisPoints, base, tax: roundedQuotient(BigInt(base) * BigInt(basisPoints), 10_000n) }));
  const net = lineNets.reduce((sum, amount) => sum + amount, 0);
  return { lineNets, net, taxes, total: taxes.reduce((sum, { tax }) => sum + tax, net) };
}

/** Halves go away from zero, as commerce rounds. */
function roundedQuotient(dividend: bigint, divisor: bigint): number {
  const magnitude = (dividend < 0n ? -dividend : dividend) * 2n + divisor;
  const rounded = Number(magnitude / (2n * divisor));
  return dividend < 0n && rounded !== 0 ? -rounded : rounded;
}
