import { useRef, useState } from 'preact/hooks';
import { columnBeside, STATUSES, type Ticket, type TicketStatus } from './board';
import { useDrag } from './drag';
import { MESSAGES } from './messages';
import { formatAge, formatMoment } from '../../i18n/format';
import { language } from '../../i18n/language';
import { useMessages } from '../../i18n/messages';
import { Icon } from '../../kit/icon';
import { More } from '../../kit/more';
import { SHARED } from '../../kit/shared-messages';
import { useStore } from '../../kit/use-store';

type Control = 'open' | 'grip' | 'status';

export interface ColumnProps {
  readonly status: TicketStatus;
  readonly tickets: readonly Ticket[];
  /** Loads more of the column; undefined where all of it is there. */
  readonly onMore?: () => Promise<void>;
  /** @param control which of the card's controls gets the focus where the card is then */
  readonly onMove: (ticket: Ticket, status: TicketStatus, control: 'grip' | 'status') => void;
  readonly onRemove: (ticket: Ticket) => void;
}

export function Column({ status, tickets, onMore, onMove, onRemove }: ColumnProps) {
  const messages = useMessages(MESSAGES);
  return (
    <section class="column" data-column={status} aria-labelledby={`column-${status}`}>
      <h2 id={`column-${status}`}>{messages.columns[status]} <span class="column-count number">{countOf(tickets, onMore)}</span></h2>
      {tickets.length === 0 && <p class="column-empty">{messages.columnEmpty}</p>}
      <ul>
        {tickets.map((ticket) => <Card key={ticket.id} ticket={ticket} onMove={onMove} onRemove={onRemove} />)}
      </ul>
      {onMore && <More onMore={onMore} />}
    </section>
  );
}

/** 50+ where there are more. */
export function countOf(tickets: readonly Ticket[], onMore: unknown): string {
  return `${tickets.length}${onMore ? '+' : ''}`;
}

type CardProps = Pick<ColumnProps, 'onMove' | 'onRemove'> & { readonly ticket: Ticket };

const ARROWS: { readonly [key: string]: -1 | 1 } = { ArrowLeft: -1, ArrowRight: 1 };

function Card({ ticket, onMove, onRemove }: CardProps) {
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const locale = useStore(language);
  const card = useRef<HTMLLIElement>(null);
  const [now] = useState(Date.now);
  const { end, ...drag } = useDrag(card, (status) => onMove(ticket, status, 'grip'));

  const moveByKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') { return end(); }
    const step = ARROWS[event.key];
    const beside = step && columnBeside(ticket.status, step);
    if (!beside) { return; }
    event.preventDefault();
    onMove(ticket, beside, 'grip');
  };
  return (
    <li ref={card} class="card" id={`ticket-${ticket.id}`}>
      <div class="card-top">
        <a class="card-title" data-control="open" href={`/tickets/${ticket.id}`}>{ticket.title}</a>
        <button type="button" class="card-grip" data-control="grip" aria-label={messages.move(ticket.title)} onKeyDown={moveByKey} {...drag}>
          <Icon name="grip" />
        </button>
      </div>
      <p class="card-text">{ticket.description}</p>
      <div class="card-actions">
        <select class="status-select" data-control="status" data-status={ticket.status} aria-label={messages.statusOf(ticket.title)} value={ticket.status} onChange={(event) => onMove(ticket, event.currentTarget.value as TicketStatus, 'status')}>
          {STATUSES.map((status) => <option key={status} value={status}>{messages.status[status]}</option>)}
        </select>
        <p class="card-meta">
          <span class="card-reporter">{messages.reportedBy} {ticket.reporterId}</span>
          <time dateTime={ticket.createdAt} title={formatMoment(ticket.createdAt, locale)}>{formatAge(ticket.createdAt, now, locale)}</time>
        </p>
        <button type="button" class="button quiet icon-only card-remove" aria-label={`${shared.remove} «${ticket.title}»`} onClick={() => onRemove(ticket)}><Icon name="trash" /></button>
      </div>
    </li>
  );
}

/** A control of a card, wherever the card is now. */
export function cardControl(id: string, control: Control): HTMLElement | undefined {
  const found = document.getElementById(`ticket-${id}`)?.querySelector<HTMLElement>(`[data-control="${control}"]`);
  return found && found.offsetParent !== null ? found : undefined;
}
