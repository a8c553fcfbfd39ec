import type { components } from '../../../../client/commerce.generated';
import { matches } from '../../kit/plain-text';

export type Product = components['schemas']['Product'];
export type ProductDraft = components['schemas']['ProductWrite'];

export interface CatalogueFilter { readonly text: string; readonly category?: string }

/** The shelves, in the order of the alphabet of the reader. */
export function categoriesOf(products: readonly Product[], locale: string): string[] {
  return [...new Set(products.map(({ category }) => category))].sort((a, b) => a.localeCompare(b, locale));
}

/** What can be ordered comes first, then by name. */
export function arrangeCatalogue(products: readonly Product[], { text, category }: CatalogueFilter, locale: string): Product[] {
  return products
    .filter((product) => category === undefined || product.category === category)
    .filter((product) => matches(`${product.name} ${product.category} ${product.description ?? ''}`, text))
    .sort((a, b) => Number(canBeOrdered(b)) - Number(canBeOrdered(a)) || a.name.localeCompare(b.name, locale));
}

export function canBeOrdered({ onSale }: Product): boolean {
  return onSale !== false;
}

/** "12,90" or "12.90" → 1290; undefined for what is no amount of whole cents. */
export function parsePrice(text: string): number | undefined {
  const [, whole, cents = ''] = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) { return undefined; }
  const price = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return price <= 100_000_000 ? price : undefined;
}

/** 1290 → "12,90" or "12.90", to be edited. */
export function writePrice(cents: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping: false }).format(cents / 100);
}

/** "21" or "5,5" → 2100, 550; undefined for what is no rate from 0 to 100. */
export function parseRate(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) { return undefined; }
  const rate = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return rate <= 10_000 ? rate : undefined;
}
