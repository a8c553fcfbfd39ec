import { useMemo } from 'preact/hooks';
import { STATUSES, type Ticket, type TicketStatus, withoutTicket, withTicket } from './board';
import { MESSAGES } from './messages';
import { type BoardQuery, ticketsApi, type TicketsApi } from './tickets-api';
import { useSignedIn } from '../../api/context';
import { ApiFailure } from '../../api/failure';
import { messagesOfNow } from '../../i18n/messages';
import { SHARED } from '../../kit/shared-messages';
import { showToast } from '../../kit/toasts';
import { type Loading, useLoad } from '../../kit/use-load';

/** The tickets of all columns, and where each column goes on. */
export interface Tickets { readonly items: readonly Ticket[]; readonly next: { readonly [S in TicketStatus]?: string } }

export interface BoardActions {
  readonly api: TicketsApi;
  readonly loading: Loading<Tickets>;
  /** The next page of a column. */
  readonly loadMore: (status: TicketStatus, next: string) => Promise<void>;
  /** The board shows it at once; a refusal takes it back, and says why. */
  readonly move: (ticket: Ticket, status: TicketStatus) => Promise<void>;
  /** Gone from the board at once, from the API when the time to undo is over. */
  readonly remove: (ticket: Ticket) => void;
  /** A ticket as the API answered it. */
  readonly put: (ticket: Ticket) => void;
  readonly drop: (id: string) => void;
}

/** @param query asked of the API anew when it changes */
export function useBoard(query: BoardQuery): BoardActions {
  const { apis } = useSignedIn();
  const api = useMemo(() => ticketsApi(apis), [apis]);
  const loading = useLoad<Tickets>(async (signal) => {
    const pages = await Promise.all(STATUSES.map(async (status) => ({ status, ...await api.list(status, query, undefined, signal) })));
    return { items: pages.flatMap(({ items }) => items), next: Object.fromEntries(pages.map(({ status, next }) => [status, next])) };
  }, [api, query.reporterId]);
  const change = (items: (before: readonly Ticket[]) => readonly Ticket[]) => {
    loading.put((value) => ({ ...value, items: items(value.items) }));
  };
  const put = (ticket: Ticket) => change((items) => withTicket(items, ticket));
  const drop = (id: string) => change((items) => withoutTicket(items, id));

  const move = async (ticket: Ticket, status: TicketStatus): Promise<void> => {
    put({ ...ticket, status });
    try {
      put(await api.change(ticket, { status }));
    } catch (failure) {
      const stale = failure instanceof ApiFailure && failure.status === 412;
      if (failure instanceof ApiFailure && failure.status === 404) { drop(ticket.id); } else { put(ticket); }
      if (stale) { return moveOnNewer(ticket, status); }
      showToast({
        text: messagesOfNow(MESSAGES).moveFailed(ticket.title),
        action: { label: messagesOfNow(SHARED).retry, run: () => { void move(ticket, status); } },
      });
    }
  };
  /** Somebody changed it meanwhile. Only who moved it elsewhere wanted something else than this move. */
  const moveOnNewer = async (ticket: Ticket, status: TicketStatus): Promise<void> => {
    const messages = messagesOfNow(MESSAGES);
    try {
      const newer = await api.read(ticket.id);
      put(newer);
      if (newer.status === status) { return; }
      if (newer.status === ticket.status) { return await move(newer, status); }
      showToast({
        text: messages.movedMeanwhile(newer.title, messages.status[newer.status]),
        action: { label: messages.moveAnyway, run: () => { void move(newer, status); } },
      });
    } catch (failure) {
      if (failure instanceof ApiFailure && failure.status === 404) { drop(ticket.id); }
      showToast({ text: messages.moveFailed(ticket.title) });
    }
  };

  const remove = (ticket: Ticket) => {
    drop(ticket.id);
    showToast({
      text: messagesOfNow(MESSAGES).deleted(ticket.title),
      action: { label: messagesOfNow(SHARED).undo, run: () => put(ticket) },
      onGone: () => {
        api.remove(ticket).catch((failure: unknown) => {
          const gone = failure instanceof ApiFailure && failure.status === 404;
          if (gone) { return; }
          put(ticket);
          const messages = messagesOfNow(MESSAGES);
          const stale = failure instanceof ApiFailure && failure.status === 412;
          showToast({ text: stale ? messages.changedMeanwhile(ticket.title) : messages.deleteFailed(ticket.title) });
          if (stale) { loading.reload(); }
        });
      },
    });
  };

  return {
    api,
    loading,
    move,
    remove,
    put,
    drop,
    loadMore: async (status, next) => {
      const page = await api.list(status, query, next);
      loading.put(({ items, next: known }) => ({
        next: { ...known, [status]: page.next },
        items: page.items.reduce((all, ticket) => withTicket(all, ticket), [...items]),
      }));
    },
  };
}
