import type { Product, ProductDraft } from './catalogue';
import type { Apis } from '../../api/apis';
import { answerOf } from '../../api/failure';

export interface ProductPage { readonly items: readonly Product[]; readonly next?: string }

/** What the catalogue asks of the API. Its reads come from the gateway's cache: up to a minute old. */
export function catalogueApi({ commerce }: Apis) {
  const on = ({ id, version }: Product) => ({ path: { id }, header: { 'If-Match': `"${version}"` } });
  return {
    list: async (cursor?: string, signal?: AbortSignal): Promise<ProductPage> => {
      const query = { limit: 100, ...(cursor !== undefined && { cursor }) };
      const { data } = await answerOf(commerce.GET('/products', { params: { query }, signal }));
      return { items: data.items as Product[], next: data.next }; // no `fields` are named: each item is whole
    },
    read: async (id: string, signal?: AbortSignal): Promise<Product> => (
      await answerOf(commerce.GET('/products/{id}', { params: { path: { id } }, signal }))
    ).data,
    create: async (draft: ProductDraft, key: string): Promise<Product> => (
      await answerOf(commerce.POST('/products', { params: { header: { 'Idempotency-Key': key } }, body: draft }))
    ).data,
    change: async (product: Product, changes: Partial<ProductDraft>): Promise<Product> => (
      await answerOf(commerce.PATCH('/products/{id}', { params: on(product), body: changes }))
    ).data,
  };
}
