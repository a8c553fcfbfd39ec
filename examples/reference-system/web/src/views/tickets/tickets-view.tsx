import { useMemo, useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { arrangeBoard, neighbourOf, STATUSES, type Ticket, type TicketStatus } from './board';
import { Column, cardControl } from './column';
import { MESSAGES } from './messages';
import { TicketDialog } from './ticket-dialog';
import { useBoard } from './use-board';
import { useSignedIn } from '../../api/context';
import { useMessages } from '../../i18n/messages';
import { Chips } from '../../kit/chips';
import { Icon } from '../../kit/icon';
import { More } from '../../kit/more';
import { PageHead } from '../../kit/page-head';
import { Search } from '../../kit/search';
import { EmptyState, WhenLoaded } from '../../kit/states';
import './tickets.css';

export default function TicketsView() {
  const board = useBoard();
  const messages = useMessages(MESSAGES);
  const { route } = useLocation();
  const { id } = useRoute().params;
  return (
    <>
      <PageHead title={messages.title}>
        <a class="button primary" href="/tickets/new"><Icon name="plus" />{messages.create}</a>
      </PageHead>
      <WhenLoaded of={board.loading} skeleton={<BoardSkeleton />}>
        {({ items, next }) => (
          <>
            <Tickets tickets={items} board={board} />
            {next !== undefined && <More text={messages.more} onMore={() => board.loadMore(next)} />}
            {id !== undefined && <TicketDialog key={id} id={id === 'new' ? undefined : id} tickets={items} board={board} onClose={() => route('/tickets')} />}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function Tickets({ tickets, board }: { readonly tickets: readonly Ticket[]; readonly board: ReturnType<typeof useBoard> }) {
  const messages = useMessages(MESSAGES);
  const { user } = useSignedIn();
  const [text, setText] = useState('');
  const [whose, setWhose] = useState<'everyone' | 'mine'>('everyone');
  const [shown, setShown] = useState<TicketStatus>('OPEN');
  const [spoken, setSpoken] = useState('');
  const columns = useRef<HTMLDivElement>(null);
  const filter = { text, ...(whose === 'mine' && { reporterId: user.username }) };
  const arranged = useMemo(() => arrangeBoard(tickets, filter), [tickets, text, whose]);

  if (tickets.length === 0) { return <EmptyState icon="tickets" title={messages.noneTitle}><p>{messages.noneLead}</p></EmptyState>; }

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
  const found = STATUSES.some((status) => arranged[status].length > 0);
  return (
    <>
      <div class="tools">
        <Search label={messages.search} value={text} onValue={setText} />
        <Chips
          legend={messages.whose}
          options={[{ value: 'everyone', label: messages.everyone }, { value: 'mine', label: messages.mine }]}
          value={whose}
          onValue={setWhose}
        />
      </div>
      <div class="board-switch">
        <Chips
          legend={messages.column}
          options={STATUSES.map((value) => ({ value, label: `${messages.columns[value]} ${arranged[value].length}` }))}
          value={shown}
          onValue={setShown}
        />
      </div>
      <p class="visually-hidden" role="status">{spoken}</p>
      {found
        ? (
          <div ref={columns} class="board" data-shown={shown}>
            {STATUSES.map((status) => <Column key={status} status={status} tickets={arranged[status]} onMove={move} onRemove={remove} />)}
          </div>
        )
        : (
          <EmptyState icon="search" title={messages.nothingFound}>
            <button type="button" class="button" onClick={() => { setText(''); setWhose('everyone'); }}>{messages.clear}</button>
          </EmptyState>
        )}
    </>
  );
}

function BoardSkeleton() {
  return (
    <>
      <div class="tools"><div class="skeleton tools-room" /></div>
      <div class="board">
        {STATUSES.map((status) => <div key={status} class="column"><div class="skeleton card-room" /><div class="skeleton card-room" /></div>)}
      </div>
    </>
  );
}
