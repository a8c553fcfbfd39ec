import type { Order, OrderStatus } from './order';
import type { Apis } from '../../api/apis';
import { answerOf, ApiFailure, readProblem, Unreachable } from '../../api/failure';

export interface OrderPage { readonly items: readonly Order[]; readonly next?: string }

export type Invoice =
  | { readonly kind: 'ready'; readonly number: string; readonly url: string }
  /** Being made: to be asked for again after so many milliseconds. */
  | { readonly kind: 'pending'; readonly retryAfter: number }
  /** The order can't be invoiced, until somebody mends it. */
  | { readonly kind: 'refused'; readonly reason?: string };

/** Writes name the version they were made on: the API takes no other. */
export function ordersApi({ commerce, send }: Apis) {
  const on = ({ orderId, version }: Order) => ({ path: { id: orderId }, header: { 'If-Match': `"${version}"` } });
  return {
    /** A customer's own, or everybody's for administrators, who get no order of time unless a status is named. */
    list: async ({ status, cursor }: { status?: OrderStatus; cursor?: string }, isAdmin: boolean, signal?: AbortSignal): Promise<OrderPage> => {
      const sorted = !isAdmin || status !== undefined;
      const query = { limit: 50, ...(status && { status }), ...(sorted && { sort: '-createdAt' as const }), ...(cursor !== undefined && { cursor }) };
      const { data } = await answerOf(commerce.GET('/orders', { params: { query }, signal }));
      return { items: data.items as Order[], next: data.next }; // no `fields` are named: each item is whole
    },
    /** @returns undefined when it is still of the version that is known */
    read: async (id: string, known?: Order, signal?: AbortSignal): Promise<Order | undefined> => {
      try {
        const header = known && { 'If-None-Match': `"${known.version}"` };
        return (await answerOf(commerce.GET('/orders/{id}', { params: { path: { id }, header }, signal, cache: 'no-store' }))).data;
      } catch (error) {
        if (error instanceof ApiFailure && error.status === 304) { return undefined; }
        throw error;
      }
    },
    setStatus: async (order: Order, status: OrderStatus): Promise<Order> => (
      await answerOf(commerce.PATCH('/orders/{id}', { params: on(order), body: { status } }))
    ).data,
    remove: async (order: Order): Promise<void> => { await answerOf(commerce.DELETE('/orders/{id}', { params: on(order) })); },
    restore: async ({ orderId }: Order): Promise<Order> => (
      await answerOf(commerce.POST('/orders/{id}/restore', { params: { path: { id: orderId } } }))
    ).data,
    invoice: async ({ orderId }: Order, signal?: AbortSignal): Promise<Invoice> => {
      const response = await send(`/orders/${encodeURIComponent(orderId)}/invoice`, { signal }).catch((error: unknown) => { throw new Unreachable(error); });
      const body: unknown = await response.json().catch(() => undefined);
      if (response.status === 202) { return { kind: 'pending', retryAfter: Number(response.headers.get('Retry-After') ?? 5) * 1_000 }; }
      if (response.status === 409) { return { kind: 'refused', reason: readProblem(body)?.detail }; }
      if (!response.ok) { throw new ApiFailure(response.status, readProblem(body)); }
      const { number, url } = body as { number: string; url: string };
      return { kind: 'ready', number, url };
    },
  };
}

export type OrdersApi = ReturnType<typeof ordersApi>;
