import type { components } from '../../../../client/commerce.generated';
import { ORDER_RESERVED, ORDER_TRANSITIONS } from '../../../../stacks/order-schema';

export type Order = components['schemas']['Order'];
export type OrderStatus = NonNullable<Order['status']>;

/** The way of an order that nobody cancels. */
export const WAY: readonly OrderStatus[] = ['PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED'];
export const STATUSES: readonly OrderStatus[] = [...WAY, 'CANCELLED'];

/** What may follow, by the rules of the API. */
export function nextOf(status: OrderStatus): readonly OrderStatus[] {
  return ORDER_TRANSITIONS[status] as OrderStatus[];
}

/** Nothing follows any more: there is nothing to wait for. */
export function isFinal(status: OrderStatus): boolean {
  return nextOf(status).length === 0;
}

/** What this user may do, by the rules of the API. */
export function offeredTo(isAdmin: boolean, status: OrderStatus): readonly OrderStatus[] {
  const isReserved = (next: OrderStatus) => ORDER_RESERVED.some(({ from = [status], to }) => from.includes(status) && to.includes(next));
  return nextOf(status).filter((next) => isAdmin || !isReserved(next));
}

/** How far a step of the way is for an order in a status. */
export function stepState(step: OrderStatus, status: OrderStatus): 'done' | 'current' | 'to-come' {
  const [place, reached] = [WAY.indexOf(step), WAY.indexOf(status)];
  return place < reached ? 'done' : place === reached ? 'current' : 'to-come';
}

/** The newest first, each once; what comes later in the arguments counts. */
export function arrangeOrders(...lists: readonly (readonly Order[])[]): Order[] {
  const byId = new Map(lists.flat().map((order) => [order.orderId, order]));
  return [...byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/**
 * What is known, after the first page was read anew: in a sorted list, what that page reaches to and no longer holds is
 * gone from the list.
 */
export function refreshed(known: readonly Order[], firstPage: readonly Order[], sorted: boolean): Order[] {
  const last = firstPage[firstPage.length - 1];
  const kept = !sorted ? known : last ? known.filter(({ createdAt }) => createdAt < last.createdAt) : [];
  return arrangeOrders(kept, firstPage);
}

/** The end of an id, by which people call an order. */
export function shortId(orderId: string): string {
  return orderId.slice(-8).toUpperCase();
}
