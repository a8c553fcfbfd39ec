import type { Ticket, TicketDraft, TicketStatus } from './board';
import type { Apis } from '../../api/apis';
import { answerOf } from '../../api/failure';

/** Tickets of a page of a column. */
const PAGE = 50;

/** Which tickets are on the board. */
export interface BoardQuery {
  /** Only those that this one reported. */
  readonly reporterId?: string;
}

export interface TicketPage { readonly items: readonly Ticket[]; readonly next?: string }

/** What the board asks of the API. Every write names the version it was made on, so that none hides another's. */
export function ticketsApi({ tickets }: Apis) {
  const on = ({ id, version }: Pick<Ticket, 'id' | 'version'>) => ({ path: { id }, header: { 'If-Match': `"${version}"` } });
  return {
    /** A column's, the newest first. */
    list: async (status: TicketStatus, asked: BoardQuery, cursor?: string, signal?: AbortSignal): Promise<TicketPage> => {
      const query = { status, ...asked, sort: '-createdAt' as const, limit: PAGE, ...(cursor !== undefined && { cursor }) };
      const { data } = await answerOf(tickets.GET('/tickets', { params: { query }, signal }));
      return { items: data.items as Ticket[], next: data.next }; // no `fields` are named: each item is whole
    },
    read: async (id: string): Promise<Ticket> => (await answerOf(tickets.GET('/tickets/{id}', { params: { path: { id } } }))).data,
    create: async (draft: TicketDraft, key: string): Promise<Ticket> => (
      await answerOf(tickets.POST('/tickets', { params: { header: { 'Idempotency-Key': key } }, body: draft }))
    ).data,
    change: async (ticket: Pick<Ticket, 'id' | 'version'>, changes: Partial<TicketDraft>): Promise<Ticket> => (
      await answerOf(tickets.PATCH('/tickets/{id}', { params: on(ticket), body: changes }))
    ).data,
    /** It may outlive the page: what was deleted stays so when its tab is closed. */
    remove: async (ticket: Pick<Ticket, 'id' | 'version'>): Promise<void> => {
      await answerOf(tickets.DELETE('/tickets/{id}', { params: on(ticket), keepalive: true }));
    },
  };
}

export type TicketsApi = ReturnType<typeof ticketsApi>;
