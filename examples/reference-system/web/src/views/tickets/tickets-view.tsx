import { useMemo, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { arrangeBoard, type BoardFilter, neighbourOf, STATUSES, type Ticket, type TicketStatus } from './board';
import { Column, cardControl, countOf } from './column';
import { MESSAGES } from './messages';
import { TicketDialog } from './ticket-dialog';
import { useBoard, type BoardActions, type Tickets as BoardTickets } from './use-board';
import { useSignedIn } from '../../api/context';
import { useMessages } from '../../i18n/messages';
import { Chips } from '../../kit/chips';
import { Icon } from '../../kit/icon';
import { PageHead } from '../../kit/page-head';
import { Search } from '../../kit/search';
import { EmptyState, WhenLoaded } from '../../kit/states';
import './tickets.css';

export default function TicketsView() {
  const messages = useMessages(MESSAGES);
  const { user } = useSignedIn();
  const { route } = useLocation();
  const { id } = useRoute().params;
  const [text, setText] = useState('');
  const [whose, setWhose] = useState<'everyone' | 'mine'>('everyone');
  const filter = { text, ...(whose === 'mine' && { reporterId: user.username }) };
  const board = useBoard({ reporterId: filter.reporterId });
  const clear = () => { setText(''); setWhose('everyone'); };
  return (
    <>
      <PageHead title={messages.title}>
        <a class="button primary" href="/tickets/new"><Icon name="plus" />{messages.create}</a>
      </PageHead>
      <div class="tools">
        <Search label={messages.search} value={text} onValue={setText} />
        <Chips
          legend={messages.whose}
          options={[{ value: 'everyone', label: messages.everyone }, { value: 'mine', label: messages.mine }]}
          value={whose}
          onValue={setWhose}
        />
      </div>
      <WhenLoaded of={board.loading} skeleton={<BoardSkeleton />}>
        {(tickets) => (
          <>
            <Tickets tickets={tickets} board={board} filter={filter} onClear={clear} />
            {id !== undefined && <TicketDialog key={id} id={id === 'new' ? undefined : id} tickets={tickets.items} board={board} onClose={() => route('/tickets')} />}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

interface TicketsProps {
  readonly tickets: BoardTickets;
  readonly board: BoardActions;
  readonly filter: BoardFilter;
  readonly onClear: () => void;
}

function Tickets({ tickets: { items, next }, board, filter, onClear }: TicketsProps) {
  const messages = useMessages(MESSAGES);
  const [shown, setShown] = useState<TicketStatus>('OPEN');
  const [spoken, setSpoken] = useState('');
  const arranged = useMemo(() => arrangeBoard(items, filter), [items, filter.text, filter.reporterId]);
  const isWhole = filter.text === '' && filter.reporterId === undefined;
  if (items.length === 0 && isWhole) { return <EmptyState icon="tickets" title={messages.noneTitle}><p>{messages.noneLead}</p></EmptyState>; }

  const focusCard = (id: string | undefined, control: Parameters<typeof cardControl>[1]) => requestAnimationFrame(() => {
    const target = id === undefined ? undefined : cardControl(id, control);
    (target ?? document.querySelector<HTMLElement>('main h1'))?.focus();
  });
  const move = (ticket: Ticket, status: TicketStatus, control: 'grip' | 'status') => {
    if (status === ticket.status) { return; }
    setSpoken(messages.moved(ticket.title, messages.status[status]));
    void board.move(ticket, status);
    focusCard(ticket.id, control);
  };
  const remove = (ticket: Ticket) => {
    focusCard(neighbourOf(arranged[ticket.status], ticket.id), 'open');
    board.remove(ticket);
  };
  const moreOf = (status: TicketStatus) => {
    const cursor = next[status];
    return cursor === undefined ? undefined : () => board.loadMore(status, cursor);
  };
  const found = STATUSES.some((status) => arranged[status].length > 0 || next[status] !== undefined);
  return (
    <>
      <div class="board-switch">
        <Chips
          legend={messages.column}
          options={STATUSES.map((value) => ({ value, label: `${messages.columns[value]} ${countOf(arranged[value], moreOf(value))}` }))}
          value={shown}
          onValue={setShown}
        />
      </div>
      <p class="visually-hidden" role="status">{spoken}</p>
      {found
        ? (
          <div class="board" data-shown={shown}>
            {STATUSES.map((status) => (
              <Column key={status} status={status} tickets={arranged[status]} onMore={moreOf(status)} onMove={move} onRemove={remove} />
            ))}
          </div>
        )
        : (
          <EmptyState icon="search" title={messages.nothingFound}>
            <button type="button" class="button" onClick={onClear}>{messages.clear}</button>
          </EmptyState>
        )}
    </>
  );
}

function BoardSkeleton() {
  return (
    <>
      <div class="board-switch skeleton switch-room" />
      <div class="board">
        {STATUSES.map((status) => <div key={status} class="column"><div class="skeleton card-room" /><div class="skeleton card-room" /></div>)}
      </div>
    </>
  );
}
