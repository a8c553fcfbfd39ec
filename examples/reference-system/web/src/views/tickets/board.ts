import type { components } from '../../../../client/tickets.generated';
import { matches } from '../../kit/plain-text';

export type Ticket = components['schemas']['Ticket'];
export type TicketDraft = components['schemas']['TicketWrite'];
export type TicketStatus = Ticket['status'];

/** In the order of the board. */
export const STATUSES: readonly TicketStatus[] = ['OPEN', 'IN_PROGRESS', 'CLOSED'];

export interface BoardFilter {
  /** Every word of it must be in the title, the description or the reporter, in any case and accent. */
  readonly text: string;
  /** Only those that this one reported. */
  readonly reporterId?: string;
}

export type Board = { readonly [S in TicketStatus]: readonly Ticket[] };

/** The tickets by status, the newest first. */
export function arrangeBoard(tickets: readonly Ticket[], { text, reporterId }: BoardFilter): Board {
  const shown = tickets
    .filter((ticket) => reporterId === undefined || ticket.reporterId === reporterId)
    .filter((ticket) => matches(`${ticket.title} ${ticket.description} ${ticket.reporterId}`, text))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id));
  const of = (status: TicketStatus) => shown.filter((ticket) => ticket.status === status);
  return { OPEN: of('OPEN'), IN_PROGRESS: of('IN_PROGRESS'), CLOSED: of('CLOSED') };
}

/** The column beside; undefined at the edge. */
export function columnBeside(status: TicketStatus, step: -1 | 1): TicketStatus | undefined {
  return STATUSES[STATUSES.indexOf(status) + step];
}

/** Which ticket gets the focus when this one leaves: the one below, else the one above. */
export function neighbourOf(column: readonly Ticket[], id: string): string | undefined {
  const place = column.findIndex((ticket) => ticket.id === id);
  return (column[place + 1] ?? column[place - 1])?.id;
}

/** The list with the ticket as it now is; one that it lacks is added. */
export function withTicket(tickets: readonly Ticket[], ticket: Ticket): Ticket[] {
  return tickets.some(({ id }) => id === ticket.id) ? tickets.map((one) => (one.id === ticket.id ? ticket : one)) : [ticket, ...tickets];
}

export function withoutTicket(tickets: readonly Ticket[], id: string): Ticket[] {
  return tickets.filter((ticket) => ticket.id !== id);
}
